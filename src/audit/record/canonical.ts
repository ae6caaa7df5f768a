import { hash } from 'node:crypto';

export { canonical, sortedNames } from '../../language/canonical.js';

/** `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = string;

/** What stands as `previous` in the first record of a chain. */
export const noDigest: Digest = `sha256:${'0'.repeat(64)}`;

const digestPattern = /^sha256:[0-9a-f]{64}$/;

/** Whether a value is written as a digest. */
export const isDigest = (value: unknown): value is Digest =>
  typeof value === 'string' && digestPattern.test(value);

/** SHA-256 of bytes, or of a text's UTF-8 bytes. */
export const sha256 = (text: string | Uint8Array): Digest => `sha256:${hash('sha256', text, 'hex')}`;
