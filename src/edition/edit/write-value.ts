import { isDeepStrictEqual } from 'node:util';
import { isNode, parseDocument } from 'yaml';
import type { Path } from '../read/place.js';
import { nodeChanges } from './node-changes.js';
import { spliced } from './splice.js';

/**
 * The text of a YAML file with another value at a path, which has to be there. Whatever says the same as before stays as it is written, with its
 * comments and its layout. `undefined` where the text is no YAML, or where it would then not say the value: such a place is for people to edit.
 */
export const writeValue = (text: string, path: Path, value: unknown): string | undefined => {
  const document = parse(text);
  const node = document?.getIn(path, true);
  if (document === undefined || !isNode(node)) return undefined;
  const isCrLf = text.includes('\r\n');
  const splices = nodeChanges(text, node, value).map((splice) =>
    isCrLf ? { ...splice, text: splice.text.replaceAll(/\r?\n/g, '\r\n') } : splice,
  );
  const changed = spliced(text, splices);
  document.setIn(path, value);
  const wanted: unknown = document.toJS();
  return isDeepStrictEqual(parse(changed)?.toJS(), wanted) ? changed : undefined;
};

const parse = (text: string) => {
  const document = parseDocument(text, { version: '1.2', logLevel: 'silent', prettyErrors: false });
  return document.errors.length === 0 ? document : undefined;
};
