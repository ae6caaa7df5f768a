import { createHash } from 'node:crypto';

/** SHA-256 in hex, which also names a file. */
export const hexDigest = (text: string): string => createHash('sha256').update(text).digest('hex');
