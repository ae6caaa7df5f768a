import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent, writeOverNothing } from '../store/durable-file.js';
import { readSigningKey, type SigningKey } from './signing-key.js';

/** The signing key can't be read or made. */
export class SigningKeyFileError extends Error {
  override readonly name = 'SigningKeyFileError';
  readonly file: string;
  readonly reason: string;

  constructor(file: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The signing key \`${file}\` can't be used: ${reason}`, { cause });
    this.file = file;
    this.reason = reason;
  }
}

/** Where a data directory keeps the key that was generated for it. */
export const signingKeyFile = (directory: string): string => join(directory, 'signing-key.pem');

/** Reads a private key's file. Rejects with `SigningKeyFileError`. */
export const readSigningKeyFile = async (file: string): Promise<SigningKey> => {
  try {
    return readSigningKey(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new SigningKeyFileError(file, cause);
  }
};

/** The key of a data directory, generated at the first start; only its owner may read the file. Rejects with `SigningKeyFileError`. */
export const openSigningKey = async (directory: string): Promise<SigningKey> => {
  const file = signingKeyFile(directory);
  try {
    return await readSigningKeyFile(file);
  } catch (error) {
    if (!(error instanceof SigningKeyFileError && isAbsent(error.cause))) throw error;
  }
  await generate(directory, file).catch((cause: unknown) => {
    throw new SigningKeyFileError(file, cause);
  });
  return readSigningKeyFile(file);
};

const generate = async (directory: string, file: string): Promise<void> => {
  const { privateKey } = generateKeyPairSync('ed25519');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  // Never in place of a key that is there: what it signed would be nobody's.
  await writeOverNothing(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
};
