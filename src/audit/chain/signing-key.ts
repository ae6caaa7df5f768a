import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import type { Digest } from '../../language/canonical.js';

/** A public key as it is published. */
export interface PublishedKey {
  /** Its name in checkpoints: SHA-256 over its DER (SubjectPublicKeyInfo). */
  readonly key: Digest;
  /** RFC 8037; `kid` is `key`. */
  readonly jwk: {
    readonly kty: 'OKP';
    readonly crv: 'Ed25519';
    readonly x: string;
    readonly kid: Digest;
    readonly use: 'sig';
    readonly alg: 'EdDSA';
  };
  /** SubjectPublicKeyInfo, PEM. */
  readonly pem: string;
}

/** Signs checkpoints. */
export interface SigningKey {
  readonly published: PublishedKey;
  /** Ed25519 over the UTF-8 bytes, base64url. */
  readonly sign: (text: string) => string;
}

/** Verifies what one key signed. */
export interface VerifyingKey {
  readonly key: Digest;
  readonly verifies: (text: string, signature: string) => boolean;
}

/** A file does not hold a key of the kind that is needed. */
export class UnusableKeyError extends Error {
  override readonly name = 'UnusableKeyError';
}

const digestOfKey = (key: KeyObject): Digest =>
  `sha256:${hash('sha256', key.export({ type: 'spki', format: 'der' }), 'hex')}`;

const needEd25519 = (key: KeyObject): KeyObject => {
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new UnusableKeyError(`An Ed25519 key is needed; this one is ${key.asymmetricKeyType ?? 'secret'}.`);
};

const publish = (key: KeyObject): PublishedKey => {
  const { x } = key.export({ format: 'jwk' });
  if (x === undefined) throw new UnusableKeyError('The key has no public part.');
  const digest = digestOfKey(key);
  return {
    key: digest,
    jwk: { kty: 'OKP', crv: 'Ed25519', x, kid: digest, use: 'sig', alg: 'EdDSA' },
    pem: key.export({ type: 'spki', format: 'pem' }).toString(),
  };
};

/** Reads a private Ed25519 key from PEM (PKCS#8). Throws `UnusableKeyError`. */
export const readSigningKey = (pem: string): SigningKey => {
  let secret: KeyObject;
  try {
    secret = createPrivateKey(pem);
  } catch (cause) {
    throw new UnusableKeyError('This is no private key in PEM (PKCS#8).', { cause });
  }
  needEd25519(secret);
  return {
    published: publish(createPublicKey(secret)),
    sign: (text) => sign(null, Buffer.from(text), secret).toString('base64url'),
  };
};

const verifyingKey = (key: KeyObject): VerifyingKey => ({
  key: digestOfKey(needEd25519(key)),
  verifies: (text, signature) => {
    const bytes = Buffer.from(signature, 'base64url');
    // One text for each signature: the bits that its last character has too many are nobody's to alter.
    return bytes.toString('base64url') === signature && verify(null, Buffer.from(text), key, bytes);
  },
});

const pemBlock = /-----BEGIN [A-Z ]+-----[\s\S]+?-----END [A-Z ]+-----/g;

/** What may hold a JWK in a JSON text: the key itself, a set of them, or what the service publishes. */
const jwksOf = (json: unknown): readonly object[] => {
  if (typeof json !== 'object' || json === null) return [];
  if ('keys' in json && Array.isArray(json.keys)) return json.keys.flatMap(jwksOf);
  if ('jwk' in json) return jwksOf(json.jwk);
  return [json];
};

/**
 * Reads public Ed25519 keys: one or more PEM blocks, a JWK, a JWK set, or what `GET /checkpoints/key` answers. A private key counts by its
 * public part. Throws `UnusableKeyError`.
 */
export const readVerifyingKeys = (text: string): readonly VerifyingKey[] => {
  try {
    // What the service publishes is JSON that has PEM in it.
    const blocks = text.trimStart().startsWith('{') ? null : text.match(pemBlock);
    if (blocks !== null) return blocks.map((block) => verifyingKey(createPublicKey(block)));
    return jwksOf(JSON.parse(text)).map((jwk) =>
      verifyingKey(createPublicKey({ key: { ...jwk }, format: 'jwk' })),
    );
  } catch (cause) {
    if (cause instanceof UnusableKeyError) throw cause;
    throw new UnusableKeyError('This is no public key: PEM or JWK is needed.', { cause });
  }
};
