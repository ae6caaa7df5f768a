import { isMap, isNode, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { Span } from '../../language/syntax/expression.js';
import type { Position } from '../model/declarations.js';
import type { Source } from './source.js';

/** A stretch of a file: half-open offsets in UTF-16 units. */
export interface Place {
  readonly source: Source;
  readonly from: number;
  readonly to: number;
}

/** Keys and indexes from the root of a file. */
export type Path = readonly (string | number)[];

/** The value at a path, or the innermost thing around it that is there. */
export const valuePlace = (source: Source, path: Path): Place => {
  const { node } = find(source, path);
  return node === undefined ? filePlace(source) : rangeOf(source, node);
};

/** The key at the end of a path; for an item of a list, the item. */
export const keyPlace = (source: Source, path: Path): Place => {
  const { node, key } = find(source, path);
  const shown = key ?? node;
  return shown === undefined ? filePlace(source) : rangeOf(source, shown);
};

/** The beginning of a file. */
export const filePlace = (source: Source): Place => ({ source, from: 0, to: 0 });

/** A stretch inside the text at a path, in whatever style YAML wrote it. */
export const spanPlace = (source: Source, path: Path, span: Span): Place => {
  const { node } = find(source, path);
  if (node === undefined || !isScalar(node) || typeof node.value !== 'string' || !node.range)
    return valuePlace(source, path);
  const offsets = offsetsOf(source.text, node, node.value, node.range);
  const first = offsets[Math.min(span.from, offsets.length - 1)] ?? node.range[0];
  const last = offsets[Math.min(span.to, offsets.length) - 1] ?? first;
  const from = span.from >= node.value.length ? node.range[0] : first;
  return { source, from, to: span.to <= span.from ? node.range[1] : Math.max(last + 1, from + 1) };
};

/** A place as an edition keeps it. */
export const positionOf = ({ source, from }: Place): Position => ({
  file: source.file,
  ...source.position(from),
});

const rangeOf = (source: Source, node: Node): Place => {
  const [from, to] = node.range ?? [0, 0];
  return { source, from, to };
};

/** The paths of all keys below a path that nothing is written after. */
export const emptyKeys = (source: Source, path: Path): readonly Path[] =>
  emptyBelow(find(source, path).node, path);

const emptyBelow = (node: Node | undefined, path: Path): readonly Path[] => {
  if (isSeq(node))
    return node.items.flatMap((item, index) => (isNode(item) ? emptyBelow(item, [...path, index]) : []));
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => {
    const at = [...path, String(isScalar(key) ? key.value : key)];
    const isEmpty =
      value === null || (isScalar(value) && value.value === null && (value.source ?? '') === '');
    if (isEmpty) return [at];
    return isNode(value) ? emptyBelow(value, at) : [];
  });
};

const find = (
  source: Source,
  path: Path,
): { readonly node: Node | undefined; readonly key: Node | undefined } => {
  let node: Node | undefined = source.document?.contents ?? undefined;
  let key: Node | undefined;
  for (const step of path) {
    const inner = child(node, step);
    if (inner === undefined) break;
    key = inner.key;
    node = inner.node ?? inner.key;
  }
  return { node, key };
};

const child = (
  node: Node | undefined,
  step: string | number,
): { readonly node: Node | undefined; readonly key: Node | undefined } | undefined => {
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return isNode(item) ? { node: item, key: undefined } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  if (pair === undefined) return undefined;
  return {
    node: isNode(pair.value) ? pair.value : undefined,
    key: isNode(pair.key) ? pair.key : undefined,
  };
};

const isSpace = (unit: string | undefined): boolean =>
  unit === ' ' || unit === '\n' || unit === '\t' || unit === '\r';

/**
 * The offset in the file of each character of a text: YAML folds lines, strips indentation and has escapes, so the file is
 * followed along the text.
 */
const offsetsOf = (
  file: string,
  node: Scalar,
  value: string,
  range: readonly number[],
): readonly number[] => {
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  const isDouble = node.type === 'QUOTE_DOUBLE';
  const isSingle = node.type === 'QUOTE_SINGLE';
  const start = range[0] ?? 0;
  let at = isBlock ? file.indexOf('\n', start) + 1 : start + (isDouble || isSingle ? 1 : 0);
  const offsets: number[] = [];
  for (const unit of value.split('')) {
    if (!isSpace(unit)) while (isSpace(file[at])) at += 1;
    offsets.push(at);
    if (isDouble && file[at] === '\\') at += escapeLength(file[at + 1]);
    else if (isSingle && file.startsWith("''", at)) at += 2;
    else if (!isSpace(unit) || file[at] === unit) at += 1;
    else while (isSpace(file[at])) at += 1;
  }
  return offsets;
};

const escapeLength = (letter: string | undefined): number =>
  letter === 'x' ? 4 : letter === 'u' ? 6 : letter === 'U' ? 10 : 2;
