import { hash } from 'node:crypto';
import packaged from 'canonicalize';

/** `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = string;

/** What stands as `previous` in the first record of a chain. */
export const noDigest: Digest = `sha256:${'0'.repeat(64)}`;

const digestPattern = /^sha256:[0-9a-f]{64}$/;

/** Whether a value is written as a digest. */
export const isDigest = (value: unknown): value is Digest =>
  typeof value === 'string' && digestPattern.test(value);

type Serialize = (value: unknown) => string | undefined;
const isSerialize = (value: unknown): value is Serialize => typeof value === 'function';

/** The package is CommonJS: what it exports is the function itself, and not, as its types say, a `default` in it. */
const serialize = (value: unknown): string | undefined => {
  const exported: unknown = packaged;
  if (!isSerialize(exported)) throw new TypeError('The package canonicalize exports no function.');
  return exported(value);
};

/** The one text of a JSON value: keys sorted, no white space (RFC 8785). Throws on what JSON cannot say, such as NaN. */
export const canonical = (value: unknown): string => {
  const text = serialize(value);
  if (text === undefined) throw new TypeError(`A ${typeof value} has no JSON text.`);
  return text;
};

/** SHA-256 of a text's UTF-8 bytes. */
export const sha256 = (text: string): Digest => `sha256:${hash('sha256', text, 'hex')}`;
