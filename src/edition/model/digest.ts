import { createHash } from 'node:crypto';
import { parseDocument } from 'yaml';
import { canonical } from '../../language/canonical.js';

/**
 * An edition's content as one text: the canonical JSON (RFC 8785) of `{ file name: value }`, a YAML file's value being what it says, any other's
 * its text. Comments and formatting do not count.
 * @param read what YAML files say, by name, as far as they were read already
 */
export const contentOf = (
  files: ReadonlyMap<string, string>,
  read: ReadonlyMap<string, { readonly value: unknown }> = new Map(),
): string =>
  canonical(
    Object.fromEntries(
      [...files].map(([name, text]) => [name, read.get(name)?.value ?? valueOf(name, text)]),
    ),
  );

/** The digest of an edition's content: SHA-256 over the text that {@link contentOf} makes of it. */
export const digestOf = (...content: Parameters<typeof contentOf>): string =>
  `sha256:${createHash('sha256')
    .update(contentOf(...content), 'utf8')
    .digest('hex')}`;

/** A YAML file that cannot be read counts as its text. */
const valueOf = (name: string, text: string): unknown => {
  if (!name.endsWith('.yaml')) return text;
  const document = parseDocument(text, { version: '1.2', logLevel: 'silent' });
  const value: unknown = document.errors.length > 0 ? text : document.toJS();
  return value;
};
