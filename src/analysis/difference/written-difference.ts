import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import { isRecord } from '../../language/values.js';

/** What an edition's files are made of. */
export type ItemKind =
  | 'edition'
  | 'decision'
  | 'rule'
  | 'effect'
  | 'definition'
  | 'table'
  | 'function'
  | 'parameter'
  | 'parameter-constraint'
  | 'reading'
  | 'fact'
  | 'constraint'
  | 'ledger'
  | 'invariant'
  | 'governing'
  | 'letters';

/** One thing that only one of two editions has, or that they write differently. */
export interface ItemChange {
  readonly code: 'added' | 'removed' | 'changed';
  readonly kind: ItemKind;
  /** `refund/fees-are-not-refundable`, a term, a name, a number. */
  readonly name: string;
  /** The clauses that it cites, as the right edition numbers them. */
  readonly clauses: readonly ClauseId[];
  /** What differs inside, each by its dotted path; `undefined` where one lacks it. Empty unless changed. */
  readonly parts: readonly PartChange[];
}

export interface PartChange {
  readonly path: string;
  readonly left: unknown;
  readonly right: unknown;
}

/**
 * Compares what two editions write, item by item: rules, definitions, figures, readings, facts and the rest. Comments, layout and the order of items
 * do not count, nor does a clause's number where only that changed.
 * @param renumbered the number that a clause of the left edition has in the right one
 */
export const compareWritten = (
  left: Edition,
  right: Edition,
  renumbered: (id: ClauseId) => ClauseId,
): readonly ItemChange[] => {
  const before = itemsOf(left, renumbered);
  const after = itemsOf(right, (id) => id);
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key): readonly ItemChange[] => {
    const [one, other] = [before.get(key), after.get(key)];
    const item = other ?? one;
    if (item === undefined) return [];
    const { kind, name } = item;
    const clauses = [...new Set([one, other].flatMap((each) => clausesOf(each?.value)))];
    if (one === undefined) return [{ code: 'added', kind, name, clauses, parts: [] }];
    if (other === undefined) return [{ code: 'removed', kind, name, clauses, parts: [] }];
    const parts = compareParts(one.value, other.value, '');
    return parts.length === 0 ? [] : [{ code: 'changed', kind, name, clauses, parts }];
  });
};

interface Item {
  readonly kind: ItemKind;
  readonly name: string;
  readonly value: unknown;
}

/** Where lists of items stand, and what names an item. */
const lists: Readonly<Record<string, readonly (readonly [list: string, kind: ItemKind, name: string])[]>> = {
  'definitions.yaml': [['definitions', 'definition', 'term']],
  'functions.yaml': [['functions', 'function', 'function']],
  'tables.yaml': [['tables', 'table', 'table']],
  'parameters.yaml': [
    ['parameters', 'parameter', 'parameter'],
    ['constraints', 'parameter-constraint', 'code'],
  ],
  'always.yaml': [['invariants', 'invariant', 'name']],
  'readings.yaml': [['readings', 'reading', 'id']],
  'ledger.yaml': [['clauses', 'ledger', 'clause']],
  'facts.yaml': [
    ['facts', 'fact', ''],
    ['constraints', 'constraint', 'code'],
  ],
};

const itemsOf = (edition: Edition, renumbered: (id: ClauseId) => ClauseId): ReadonlyMap<string, Item> => {
  const items = new Map<string, Item>();
  const add = (kind: ItemKind, name: string, value: unknown): void => {
    // What stands twice under one name is told apart by its place among them.
    const key = [...Array(items.size + 1).keys()]
      .map((n) => `${kind} ${name} ${n}`)
      .find((k) => !items.has(k));
    items.set(key ?? name, { kind, name, value: withNumbers(value, renumbered) });
  };
  for (const [file, text] of edition.files) {
    if (!file.endsWith('.yaml') || file === 'reviews.yaml') continue;
    const written: unknown = parse(text, { version: '1.2' });
    if (!isRecord(written)) continue;
    const known = lists[file];
    if (known !== undefined) {
      for (const [list, kind, name] of known)
        for (const [id, value] of entriesOf(written[list], name))
          add(kind, id, kind === 'table' ? { ...asRecord(value), rows: rowsOf(edition, id) } : value);
    } else if (file === 'edition.yaml') {
      // The text is compared clause by clause, and a revision always differs.
      const own = Object.entries(written).filter(([name]) => name !== 'text' && name !== 'revision');
      add('edition', edition.identity.document, Object.fromEntries(own));
    } else if (file === 'governing.yaml') add('governing', file, written);
    else if (file === 'letters.yaml') add('letters', file, written);
    else {
      const decision = file.replace(/\.yaml$/, '');
      const { rules, effects, ...rest } = written;
      add('decision', decision, rest);
      for (const [id, value] of entriesOf(effects, '')) add('effect', `${decision}/${id}`, value);
      for (const [id, value] of entriesOf(rules, 'id')) add('rule', `${decision}/${id}`, value);
    }
  }
  return items;
};

const asRecord = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {});

/** The rows of a table, in YAML or CSV, by what they are for, so that one is compared with the one for the same case. */
const rowsOf = (edition: Edition, term: string): Readonly<Record<string, unknown>> => {
  const table = edition.definitions.get(term)?.table;
  if (table === undefined) return {};
  return Object.fromEntries(
    table.rows.map(({ cells, clauses }, at) => {
      const tests = table.inputs.flatMap(({ column }) =>
        cells[column] === undefined ? [] : [`${column} ${cells[column]}`],
      );
      const outputs = table.outputs.map((column) => [column, cells[column]]);
      const name = tests.length === 0 ? 'any' : tests.join(', ');
      const place = table.hit === 'first' ? `${at + 1}: ` : '';
      return [`${place}${name}`, { ...Object.fromEntries(outputs), clauses }];
    }),
  );
};

const entriesOf = (list: unknown, name: string): readonly (readonly [string, unknown])[] => {
  if (isRecord(list)) return Object.entries(list);
  if (!Array.isArray(list)) return [];
  return list.map((item: unknown, i) => {
    const id: unknown = isRecord(item) ? item[name] : undefined;
    return [typeof id === 'string' ? id : String(i), item];
  });
};

/** Clause numbers stand under `clause` and `clauses` alone. */
const withNumbers = (value: unknown, renumbered: (id: ClauseId) => ClauseId): unknown => {
  if (Array.isArray(value)) return value.map((item) => withNumbers(item, renumbered));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (name === 'clause' && typeof inner === 'string') return [name, renumbered(inner)];
      if (name === 'clauses' && Array.isArray(inner))
        return [
          name,
          inner.map((id: unknown) => (typeof id === 'string' ? renumbered(id) : withNumbers(id, renumbered))),
        ];
      return [name, withNumbers(inner, renumbered)];
    }),
  );
};

const clausesOf = (value: unknown): readonly ClauseId[] => {
  if (!isRecord(value)) return [];
  const { clause, clauses } = value;
  const listed = Array.isArray(clauses) ? clauses.filter((id) => typeof id === 'string') : [];
  return typeof clause === 'string' ? [clause, ...listed] : listed;
};

/** Dated values are told by their date; any other list is compared whole. */
const compareParts = (left: unknown, right: unknown, path: string): readonly PartChange[] => {
  if (isDeepStrictEqual(left, right)) return [];
  const [before, after] = [partsIn(left), partsIn(right)];
  if (before === null || after === null) return [{ path, left, right }];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) =>
    compareParts(before.get(name), after.get(name), path === '' ? name : `${path}.${name}`),
  );
};

const partsIn = (value: unknown): ReadonlyMap<string, unknown> | null => {
  if (isRecord(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value)) return null;
  const dated = value.map((item: unknown): readonly [unknown, unknown] => [
    isRecord(item) ? item['from'] : undefined,
    item,
  ]);
  const dates = dated.map(([from]) => from).filter((from) => typeof from === 'string');
  return dates.length === value.length && new Set(dates).size === dates.length
    ? new Map(dated.map(([from, item]) => [String(from), item]))
    : null;
};
