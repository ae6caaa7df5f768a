import type { Choices } from './arbitrary-choices.js';
import {
  expressionOf,
  feelText,
  hostileTexts,
  literalOf,
  type Kind,
  type Name,
} from './arbitrary-expressions.js';

/** A random decision table as tables.yaml has it, and the names that it brings. */
export interface ArbitraryTable {
  readonly written: object;
  readonly names: readonly Name[];
}

const outputKinds = ['integer', 'number', 'text', 'boolean', 'instant', 'money'] as const;

/**
 * A random decision table over some names: every hit policy, tests with literals and with names, one or two outputs that are computed, something
 * or nothing otherwise. Some make no edition, since a row of theirs never applies or two apply where one may.
 * @param known what outputs may read: names, and calls of functions
 * @returns `undefined` where no name is a single value
 */
export const tableOf = (
  choices: Choices,
  term: string,
  names: readonly Name[],
  known: readonly Name[],
): ArbitraryTable | undefined => {
  const tested = names.filter(({ kind }) => testable.has(kind));
  const inputs = choices
    .many(1, 3, () => tested[choices.below(tested.length)])
    .filter((name, at, all) => name !== undefined && all.indexOf(name) === at)
    .flatMap((name, at) => (name === undefined ? [] : [{ column: `in${at}`, name }]));
  const [first] = inputs;
  if (first === undefined) return undefined;
  const hit = choices.of(['first', 'first', 'unique', 'collect sum', 'collect min', 'collect max']);
  const isCollected = hit.startsWith('collect');
  const kind = isCollected ? choices.of(['integer', 'number'] as const) : choices.of(outputKinds);
  const outputs = [
    { column: 'out', kind },
    ...(!isCollected && choices.below(3) === 0 ? [{ column: 'more', kind: choices.of(outputKinds) }] : []),
  ];
  const computed = (of: Kind): string => expressionOf(choices, of, known, 1);
  const parts = hit === 'unique' && !first.name.nullable ? partitionOf(choices, first.name.kind) : undefined;
  const rowOf = (place: number, part?: string): object => ({
    ...Object.fromEntries(
      inputs.flatMap(({ column, name }, at) =>
        at > 0 && choices.below(2) === 0 ? [] : [[column, testOf(choices, name, place)]],
      ),
    ),
    ...(part === undefined ? {} : { [first.column]: part }),
    ...Object.fromEntries(outputs.map(({ column, kind: of }) => [column, computed(of)])),
    ...(choices.below(2) === 0 ? {} : { clauses: ['1.1'] }),
  });
  const isNone = choices.below(4) === 0 && outputs.length === 1;
  const otherwise = isNone
    ? 'null'
    : outputs.length === 1
      ? computed(kind)
      : Object.fromEntries(outputs.map(({ column, kind: of }) => [column, computed(of)]));
  const isLeftOut = hit === 'collect sum' && choices.below(2) === 0;
  return {
    written: {
      table: term,
      clauses: ['1.1'],
      hit,
      inputs: Object.fromEntries(inputs.map(({ column, name }) => [column, name.name])),
      outputs: Object.fromEntries(outputs.map(({ column, kind: of }) => [column, { type: of }])),
      rows:
        parts === undefined
          ? choices.many(1, 3, (place) => rowOf(place))
          : parts.map((part, place) => rowOf(place, part)),
      ...(isLeftOut ? {} : { otherwise }),
    },
    names:
      outputs.length === 1
        ? [{ name: term, kind, nullable: isNone && !isLeftOut }]
        : outputs.map(({ column, kind: of }) => ({ name: `${term}.${column}`, kind: of, nullable: false })),
  };
};

const testable: ReadonlySet<Kind> = new Set(['integer', 'number', 'boolean', 'text', 'instant']);

/** A random test of one cell; most compare with what is no literal, so that no row is found to be idle. */
const testOf = (choices: Choices, { kind, nullable }: Name, place: number): string => {
  if (nullable && place === 0 && choices.below(3) === 0) return 'null';
  const sign = choices.of(['<', '<=', '>', '>=']);
  const text = (): string => feelText(choices.of(hostileTexts));
  switch (kind) {
    case 'integer':
    case 'number':
      return choices.of([
        `${sign} limit`,
        `[limit..${choices.below(9)}]`,
        `not(limit)`,
        `${sign} limit / 3`,
        `limit, ${literalOf(choices, kind)}`,
        `${sign} ${choices.below(4)}`,
        `not(${literalOf(choices, kind)})`,
      ]);
    case 'instant':
      return choices.of([`${sign} asOf`, `not(asOf)`, `${sign} ${literalOf(choices, kind)}`]);
    case 'text':
      return choices.of([`${text()} + policy.choice`, `not(policy.choice, ${text()})`, `not(${text()})`]);
    case 'boolean':
      return choices.of([place < 2 ? 'true' : 'false', 'limit > 1', 'limit < 3']);
    default:
      return '-';
  }
};

/** Tests of which exactly one holds of each value of a kind; `undefined` where it has no such. */
const partitionOf = (choices: Choices, kind: Kind): readonly string[] | undefined => {
  const from = choices.below(4);
  if (kind === 'boolean') return ['true', 'false'];
  if (kind === 'integer' || kind === 'number')
    return [`< ${from}`, `[${from}..${from + 3})`, `>= ${from + 3}`];
  return undefined;
};
