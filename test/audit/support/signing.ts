import { generateKeyPairSync } from 'node:crypto';
import { readSigningKey, type SigningKey } from '../../../src/audit/chain/signing-key.js';

/** A new key that signs. */
export const newSigningKey = (): SigningKey =>
  readSigningKey(
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
