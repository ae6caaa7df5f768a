import { isAlias, isNode, isScalar, visit, type Document } from 'yaml';

/** Something in YAML that is no plain value, at an offset of its text. */
export interface NotPlain {
  readonly at: number;
  readonly why: string;
}

/**
 * What in a YAML document would be read as something else than it says: aliases, anchors, tags, numbers without an end or with more digits than can
 * be held, and numbers that begin with a zero.
 */
export const notPlain = (document: Document): readonly NotPlain[] => {
  const found: NotPlain[] = [];
  visit(document, (_, node) => {
    if (!isNode(node)) return;
    const at = node.range?.[0] ?? 0;
    if (isAlias(node)) found.push({ at, why: `\`*${node.source}\` is an alias: write the value here again` });
    else if (node.anchor !== undefined)
      found.push({
        at,
        why: `\`&${node.anchor}\` is an anchor: remove it, and write values where they are read`,
      });
    else if (node.tag !== undefined) found.push({ at, why: `\`${node.tag}\` is a tag: remove it` });
    if (!isScalar(node) || typeof node.value !== 'number') return;
    const { source = '' } = node;
    if (!Number.isFinite(node.value) || Math.abs(node.value) > Number.MAX_SAFE_INTEGER)
      found.push({ at, why: `\`${source}\` is no number that can be held exactly: quote it if it is text` });
    else if (/^[-+]?0\d/.test(source))
      found.push({
        at,
        why: `\`${source}\` begins with a zero: quote it if it is text, or leave the zero out`,
      });
  });
  return found;
};
