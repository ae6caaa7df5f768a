import { createHash } from 'node:crypto';
import packaged from 'canonicalize';
import { parseDocument } from 'yaml';

type Serialize = (value: unknown) => string | undefined;
const isSerialize = (value: unknown): value is Serialize => typeof value === 'function';

/** The package is CommonJS: what it exports is the function itself, and not, as its types say, a `default` in it. */
const canonicalize: unknown = packaged;

/**
 * The digest of an edition's content: SHA-256 over the canonical JSON (RFC 8785) of `{ file name: value }`, a YAML file's value being what
 * it says, any other's its text. Comments and formatting do not count.
 */
export const digestOf = (files: ReadonlyMap<string, string>): string => {
  if (!isSerialize(canonicalize)) throw new TypeError('The package canonicalize exports no function.');
  const content = Object.fromEntries([...files].map(([name, text]) => [name, valueOf(name, text)]));
  return `sha256:${createHash('sha256')
    .update(canonicalize(content) ?? '', 'utf8')
    .digest('hex')}`;
};

/** A YAML file that cannot be read counts as its text. */
const valueOf = (name: string, text: string): unknown => {
  if (!name.endsWith('.yaml')) return text;
  const document = parseDocument(text, { version: '1.2', logLevel: 'silent' });
  const value: unknown = document.errors.length > 0 ? text : document.toJS();
  return value;
};
