import { isDeepStrictEqual } from 'node:util';
import {
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { isRecord } from '../../language/values.js';
import { sameItems } from './same-items.js';
import { lineEnd, lineStart, type Splice } from './splice.js';
import { isBlock, writtenAs } from './written-node.js';

/** What changes of a text so that a node of it says another value. What stays the same stays as it is written, comments and layout with it. */
export const nodeChanges = (text: string, node: Node, value: unknown): readonly Splice[] => {
  const before: unknown = isCollection(node) ? node.toJSON() : isScalar(node) ? node.value : undefined;
  if (isDeepStrictEqual(before, value)) return [];
  if (isMap(node) && isRecord(value)) return mapChanges(text, node, value);
  if (isSeq(node) && Array.isArray(value)) return listChanges(text, node, value);
  return [replaced(text, node, value)];
};

/** The offset after the last character of what a node says; comments after it are not of it. */
const endOf = (text: string, node: Node): number => {
  const [from = 0, to = 0] = node.range ?? [];
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    const inner = isNode(last) ? last : isPair(last) ? (last.value ?? last.key) : undefined;
    if (isNode(inner)) return endOf(text, inner);
  }
  return from + text.slice(from, to).trimEnd().length;
};

type Entry = Pair;
const isPair = (item: unknown): item is Entry => typeof item === 'object' && item !== null && 'key' in item;
const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);
const columnOf = (text: string, offset: number): number => offset - lineStart(text, offset);

/** A whole node in another's place; below its key, or beside it, as it is then written. */
const replaced = (text: string, node: Node, value: unknown): Splice => {
  const from = startOf(node);
  const to = Math.max(from, endOf(text, node));
  const line = lineStart(text, from);
  // Where the key stands, or the item of a list: what continues on further lines stands farther in.
  const indent = /^(?: *- +)* */.exec(text.slice(line))?.[0].length ?? 0;
  const isInFlow = isWithinFlow(text, node);
  const wasBelow = isCollection(node) && node.flow !== true && text.slice(line, from).trim() === '';
  const isBelow = !isInFlow && isBlock(value, node);
  if (wasBelow && !isBelow) {
    const before = text.slice(0, from).trimEnd();
    if (before.endsWith(':'))
      return { from: before.length, to, text: ` ${writtenAs(value, undefined, indent, isInFlow)}` };
  }
  if (!wasBelow && isBelow && text.slice(0, from).trimEnd().endsWith(':')) {
    const below = indent + 2;
    const start = text.slice(0, from).trimEnd().length;
    return { from: start, to, text: `\n${' '.repeat(below)}${writtenAs(value, node, below, false)}` };
  }
  const inside = wasBelow ? columnOf(text, from) : isBelow ? columnOf(text, from) : indent + 2;
  return { from, to, text: writtenAs(value, node, inside, isInFlow) };
};

/** Whether a scalar or empty collection stands in braces or brackets: a comma or a bracket follows it. */
const isWithinFlow = (text: string, node: Node): boolean =>
  !(isCollection(node) && node.flow !== true) && /^\s*[,}\]]/.test(text.slice(node.range?.[1] ?? 0));

const keyOf = ({ key }: Entry): string => String(isScalar(key) ? key.value : key);

const mapChanges = (
  text: string,
  map: YAMLMap,
  value: Readonly<Record<string, unknown>>,
): readonly Splice[] => {
  const entries: readonly Entry[] = map.items;
  const kept = entries.filter((entry) => Object.hasOwn(value, keyOf(entry)));
  const first = kept[0];
  if (first === undefined) return [replaced(text, map, value)];
  const splices: Splice[] = [];
  for (const entry of kept) {
    const field = value[keyOf(entry)];
    if (isNode(entry.value)) splices.push(...nodeChanges(text, entry.value, field));
    else if (field !== null) return [replaced(text, map, value)];
  }
  for (const run of runsWhere(entries.map((entry) => !kept.includes(entry))))
    splices.push(...withoutRun(text, partsOf(text, entries), run, map.flow === true));
  const indent = columnOf(text, startOf(first.key));
  let after: Entry | undefined;
  for (const [key, field] of Object.entries(value)) {
    const there = kept.find((entry) => keyOf(entry) === key);
    if (there !== undefined) after = there;
    else if (map.flow === true) {
      const written = writtenAs({ [key]: field }, undefined, 0, true)
        .slice(1, -1)
        .trim();
      splices.push(
        after === undefined
          ? putAt(startOf(first.key), `${written}, `)
          : putAt(endOfEntry(text, after), `, ${written}`),
      );
    } else {
      const written = writtenAs({ [key]: field }, undefined, indent, false);
      const pad = ' '.repeat(indent);
      splices.push(
        after === undefined
          ? putAt(startOf(first.key), `${written}\n${pad}`)
          : putAt(lineEnd(text, endOfEntry(text, after)), `\n${pad}${written}`),
      );
    }
  }
  return splices;
};

const endOfEntry = (text: string, { key, value }: Entry): number => {
  if (isNode(value) && !(isScalar(value) && value.value === null && (value.source ?? '') === ''))
    return endOf(text, value);
  const [, keyEnd = 0] = isNode(key) ? (key.range ?? []) : [];
  return text.indexOf(':', keyEnd) + 1;
};

/** Where an item of a collection begins and ends. */
interface Part {
  readonly from: number;
  readonly to: number;
}

const partsOf = (text: string, entries: readonly Entry[]): readonly Part[] =>
  entries.map((entry) => ({ from: startOf(entry.key), to: endOfEntry(text, entry) }));

const putAt = (at: number, text: string): Splice => ({ from: at, to: at, text });

/** Takes items out that follow each other, with their commas or their lines; comments above them stay. */
const withoutRun = (
  text: string,
  parts: readonly Part[],
  [from, until]: readonly [number, number],
  isFlow: boolean,
): readonly Splice[] => {
  const gone = parts.slice(from, until);
  const first = gone[0];
  const last = gone.at(-1);
  if (first === undefined || last === undefined) return [];
  const next = parts[until];
  if (isFlow) {
    const before = parts[from - 1];
    return next === undefined
      ? [{ from: before?.to ?? first.from, to: last.to, text: '' }]
      : [{ from: first.from, to: next.from, text: '' }];
  }
  const isAlone = text.slice(lineStart(text, first.from), first.from).trim() === '';
  if (!isAlone) return [{ from: first.from, to: next?.from ?? last.to, text: '' }];
  return gone.map((part) => {
    const end = lineEnd(text, part.to);
    const breakLength = text.startsWith('\r\n', end) ? 2 : text.startsWith('\n', end) ? 1 : 0;
    return { from: lineStart(text, part.from), to: end + breakLength, text: '' };
  });
};

/** The stretches of indexes, half open, at which something holds. */
const runsWhere = (holds: readonly boolean[]): readonly (readonly [number, number])[] => {
  const runs: [number, number][] = [];
  holds.forEach((here, at) => {
    const last = runs.at(-1);
    if (!here) return;
    if (last?.[1] === at) last[1] = at + 1;
    else runs.push([at, at + 1]);
  });
  return runs;
};

const listChanges = (text: string, list: YAMLSeq, value: readonly unknown[]): readonly Splice[] => {
  const nodes = list.items.filter(isNode);
  if (value.length === 0 || nodes.length === 0 || nodes.length < list.items.length)
    return [replaced(text, list, value)];
  const isFlow = list.flow === true;
  const parts = nodes.map((node) => ({
    from: isFlow ? startOf(node) : dashBefore(text, startOf(node)),
    to: endOf(text, node),
  }));
  const splices: Splice[] = [];
  let at = 0;
  let next = 0;
  const settle = (untilNode: number, untilValue: number): void => {
    for (; at < untilNode && next < untilValue; at += 1, next += 1) {
      const node = nodes[at];
      if (node !== undefined) splices.push(...nodeChanges(text, node, value[next]));
    }
    splices.push(...withoutRun(text, parts, [at, untilNode], isFlow));
    at = untilNode;
    for (; next < untilValue; next += 1) splices.push(withItem(text, list, parts, at, value[next]));
  };
  for (const [node, item] of sameItems(
    nodes.map((one) => one.toJSON() as unknown),
    value,
  )) {
    settle(node, item);
    at = node + 1;
    next = item + 1;
  }
  settle(nodes.length, value.length);
  return splices;
};

/** The offset of the dash of an item. */
const dashBefore = (text: string, offset: number): number => {
  const before = text.slice(0, offset);
  const found = /-(?:[ \t]+|[ \t]*(?:#[^\n]*)?\n\s*)$/.exec(before);
  return found?.index ?? offset;
};

/** Puts an item in before the one that stands at an index, or after the last. */
const withItem = (
  text: string,
  list: YAMLSeq,
  parts: readonly Part[],
  at: number,
  value: unknown,
): Splice => {
  const nodes = list.items.filter(isNode);
  const like = nodes[at] ?? nodes[at - 1];
  const before = parts[at - 1];
  if (list.flow === true) {
    const written = writtenAs(value, like, 0, true);
    return before === undefined
      ? putAt(parts[0]?.from ?? 0, `${written}, `)
      : putAt(before.to, `, ${written}`);
  }
  const indent = columnOf(text, parts[0]?.from ?? 0);
  const pad = ' '.repeat(indent);
  const item = `- ${writtenAs(value, like, indent + 2, false)}`;
  const gap = hasGap(text, parts) ? '\n' : '';
  return before === undefined
    ? putAt(parts[0]?.from ?? 0, `${item}\n${gap}${pad}`)
    : putAt(lineEnd(text, before.to), `\n${gap}${pad}${item}`);
};

/** Whether the first two items have an empty line between them. */
const hasGap = (text: string, [first, second]: readonly Part[]): boolean =>
  first !== undefined && second !== undefined && /\n[ \t]*\r?\n/.test(text.slice(first.to, second.from));
