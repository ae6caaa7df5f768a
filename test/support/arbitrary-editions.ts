import { createHash } from 'node:crypto';
import type fc from 'fast-check';
import type { Edition } from '../../src/edition/model/edition.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { reviewsFor } from '../../src/edition/read/write-reviews.js';
import { fromChoices, type Choices } from './arbitrary-choices.js';
import { expressionOf, hostileTexts, literalOf, type Kind, type Name } from './arbitrary-expressions.js';
import { callsOf, functionsOf } from './arbitrary-functions.js';
import { arbitraryInvariants } from './arbitrary-invariants.js';
import { arbitraryRules } from './arbitrary-rules.js';
import { tableOf } from './arbitrary-tables.js';

/** The decision of every random edition. */
export const arbitraryDecision = 'outcome';

/**
 * The files of small random editions: facts of every type with and without defaults, constraints, dated parameters, functions, definitions and
 * decision tables over them, a rule set of which now and then has more rules than one generated function takes. Most load; `loadArbitrary` tells which.
 */
export const arbitraryEditionFiles = (): fc.Arbitrary<ReadonlyMap<string, string>> =>
  fromChoices(900, filesFrom);

/** The same of which a solver can be told all. */
export const sayableEditionFiles = (): fc.Arbitrary<ReadonlyMap<string, string>> =>
  fromChoices(900, (choices) => filesFrom({ ...choices, isSayable: true }));

/** The same with invariants, and without functions and tables, which few of them would load with. */
export const editionFilesWithInvariants = (): fc.Arbitrary<ReadonlyMap<string, string>> =>
  fromChoices(700, (choices) => filesFrom({ ...choices, isSayable: true }, true));

const filesFrom = (choices: Choices, hasInvariants = false): ReadonlyMap<string, string> => {
  const { facts, names: ofFacts } = factsOf(choices);
  const last = choices.below(2) === 0 ? Object.keys(facts).at(-1) : undefined;
  // What has a value where it is left out is never absent.
  const hasValue = /"default":"(?!null")/.test(JSON.stringify(facts[last ?? ''] ?? {}));
  const optional = hasValue ? undefined : last;
  const isOptional = (name: string): boolean => optional !== undefined && name.split('.')[0] === optional;
  const seen = ofFacts.map((name) => (isOptional(name.name) ? { ...name, nullable: true } : name));
  const figures = [{ name: 'limit', kind: 'integer' as const, nullable: false }];
  const functions = hasInvariants ? [] : functionsOf(choices, figures);
  const scope: Name[] = [...seen, ...figures];
  const withCalls = (): readonly Name[] => [...scope, ...callsOf(choices, functions, scope)];
  const tables: object[] = [];
  const definitions = choices.many(0, 6, (place) => {
    const table =
      !hasInvariants && choices.below(4) === 0
        ? tableOf(choices, `t${place}`, scope, withCalls())
        : undefined;
    if (table !== undefined) {
      tables.push(table.written);
      scope.push(...table.names);
    }
    const kind = choices.of(kinds);
    const known = withCalls();
    const is = expressionOf(choices, kind, known, 3);
    const name = choices.below(2) === 0 ? `d${place}` : `d${place}.inner`;
    scope.push({ name, kind, nullable: false });
    return { term: name, clauses: ['1.1'], is };
  });
  const constraints = choices.many(0, 2, (place) => ({
    holds: `(${choices.below(3) === 0 ? aboutItems(choices, ofFacts) : expressionOf(choices, 'boolean', ofFacts, 1)} or ${expressionOf(choices, 'boolean', ofFacts, 1)})`,
    pointer: `/${Object.keys(facts)[0] ?? ''}`,
    code: `constraint-${place}`,
    message: choices.of(hostileTexts) + ' is wrong',
  }));
  const parameters = [
    {
      parameter: 'limit',
      clauses: ['1.1'],
      describes: 'A limit.',
      changedBy: 'nobody',
      type: 'integer',
      values: ['2026-01-01T00:00:00Z', '2026-05-01T00:00:00Z'].map((from, i) => ({
        from,
        published: '2025-01-01T00:00:00Z',
        value: i + choices.below(4),
      })),
    },
    {
      parameter: 'policy',
      clauses: ['1.1'],
      describes: 'A policy.',
      changedBy: 'nobody',
      type: 'record',
      fields: { choice: { type: 'text', values: ['none', 'part', 'full'] } },
      values: [
        {
          from: '2026-01-01T00:00:00Z',
          published: '2025-01-01T00:00:00Z',
          value: { choice: choices.of(['none', 'part', 'full']) },
        },
      ],
    },
  ];
  const ruleSet = arbitraryRules(
    choices,
    scope,
    Object.keys(facts).map((name) => (name === optional ? `${name}?` : name)),
    withCalls(),
  );
  return filesOf({
    'facts.yaml': { facts, constraints },
    'definitions.yaml': { definitions },
    'parameters.yaml': { parameters },
    ...(tables.length === 0 ? {} : { 'tables.yaml': { tables } }),
    ...(functions.length === 0
      ? {}
      : { 'functions.yaml': { functions: functions.map(({ written: one }) => one) } }),
    [`${arbitraryDecision}.yaml`]: { decision: arbitraryDecision, ...ruleSet },
    ...(hasInvariants
      ? {
          'always.yaml': {
            invariants: arbitraryInvariants(choices, arbitraryDecision, seen.slice(0, ofFacts.length), scope),
          },
        }
      : {}),
  });
};

/** Loads random files; facts that turn out to be unread are left out of the rule set. `undefined` where they make no edition. */
export const loadArbitrary = (files: ReadonlyMap<string, string>): Edition | undefined => {
  const reviews = reviewsFor(files, { by: 'Test', at: '2026-01-01T00:00:00Z' });
  const { edition, diagnostics } = loadEdition(new Map([...files, ['reviews.yaml', reviews ?? '']]));
  const unread = diagnostics.filter(({ code }) => code === 'unused-fact').map(({ text }) => text);
  if (edition !== undefined || unread.length === 0) return edition;
  const name = `${arbitraryDecision}.yaml`;
  const ruleSet = JSON.parse(files.get(name) ?? '{}') as { facts: string[] }; // as `arbitraryEditionFiles` wrote it
  const facts = ruleSet.facts.filter((fact) => !unread.some((text) => text.replaceAll('"', '') === fact));
  if (facts.length === ruleSet.facts.length) return undefined;
  return loadArbitrary(new Map([...files, [name, JSON.stringify({ ...ruleSet, facts })]]));
};

const kinds: readonly [Kind, ...Kind[]] = [
  'integer',
  'number',
  'boolean',
  'text',
  'instant',
  'duration',
  'integers',
  'texts',
  'items',
  'money',
];

/** Names that every object has, among harmless ones. */
const factNames = [
  'alpha',
  'constructor',
  'beta',
  'toString',
  'gamma',
  'valueOf',
  'hasOwnProperty',
  'delta',
] as const;

const factsOf = (
  choices: Choices,
): { readonly facts: Record<string, object>; readonly names: readonly Name[] } => {
  const facts: Record<string, object> = {};
  const names: Name[] = [];
  choices.many(1, 6, (place) => {
    const name = factNames[place] ?? 'alpha';
    if (choices.below(3) === 0) {
      const fields = Object.fromEntries(
        choices.many(1, 3, (i) => {
          const field = ['one', 'constructor', 'three'][i] ?? 'one';
          return [field, shapeOf(choices, `${name}.${field}`, names)];
        }),
      );
      facts[name] = { describes: 'A record.', type: 'record', fields };
    } else {
      facts[name] = { describes: 'A fact.', ...shapeOf(choices, name, names) };
    }
  });
  return { facts, names };
};

/** A random shape; it is added to the names, and its default reads only names before it. */
const shapeOf = (choices: Choices, name: string, names: Name[]): object => {
  const kind = choices.of([
    'integer',
    'number',
    'boolean',
    'text',
    'instant',
    'integers',
    'texts',
    'items',
    'money',
  ] as const);
  const byDefault = choices.below(4);
  const known = [...names];
  const shape =
    byDefault === 0
      ? { default: 'null' }
      : byDefault === 1
        ? {
            default: defaultOf(choices, kind, known),
          }
        : {};
  names.push({ name, kind, nullable: byDefault === 0 });
  return { ...(kind === 'items' ? itemsOf(choices, known) : written[kind]), ...shape };
};

const defaultOf = (choices: Choices, kind: Kind, known: readonly Name[]): string => {
  const list = known.find((name) => name.kind === 'items' && !name.nullable)?.name;
  if (kind === 'integer' && list !== undefined) return sizeOfItems(list);
  return choices.below(2) === 0 ? literalOf(choices, kind) : expressionOf(choices, kind, known, 1);
};

/** What the items of a list of the facts come to, defaults and all; any condition where there is none. */
const aboutItems = (choices: Choices, names: readonly Name[]): string => {
  const list = names.find(({ kind, nullable }) => kind === 'items' && !nullable)?.name;
  if (list === undefined) return expressionOf(choices, 'boolean', names, 1);
  return choices.of([
    `every y in ${list} satisfies y.size > 0`,
    `some y in ${list} satisfies y.size < 1`,
    `${sizeOfItems(list)} < 4`,
  ]);
};

const sizeOfItems = (list: string): string => `sum(for y in ${list} return y.size)`;

/** A list of records in which something may be left out; a default in it reads names before the list, or the item. */
const itemsOf = (choices: Choices, known: readonly Name[]): object => ({
  type: 'list',
  of: {
    type: 'record',
    fields: {
      kind: choices.below(3) === 0 ? { type: 'text', default: '"a"' } : { type: 'text' },
      size: {
        type: 'integer',
        default:
          choices.below(2) === 0
            ? 'if item.kind = "a" then 2 else 1'
            : expressionOf(choices, 'integer', known, 1),
      },
      at: { type: 'instant', default: 'null' },
    },
  },
});

const written = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  text: { type: 'text' },
  instant: { type: 'instant' },
  integers: { type: 'list', of: { type: 'integer' } },
  texts: { type: 'list', of: { type: 'text' } },
  money: { type: 'money' },
} as const;

/** The files of an edition from their parts; text, ledger and identity are the same for all. */
export const filesOf = (parts: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> => {
  const text = 'Random Agreement\nThis is a random agreement.\n1. Rules\nWhat is decided.\n';
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const written: Readonly<Record<string, unknown>> = {
    'edition.yaml': {
      document: 'random',
      revision: '1',
      title: 'Random Agreement',
      effectiveFrom: '2026-04-27T00:00:00Z',
      text: { file: 'contract.txt', digest },
    },
    'ledger.yaml': {
      clauses: [
        { clause: '0.1', disposition: 'statement', reason: 'It introduces.' },
        { clause: '1.1', disposition: 'rule', decisions: [arbitraryDecision] },
      ],
    },
    'readings.yaml': { readings: [] },
    'reviews.yaml': { reviews: [] },
    ...parts,
  };
  const files = Object.entries(written).map(([name, part]): [string, string] => [name, JSON.stringify(part)]);
  return new Map([['contract.txt', text], ...files]);
};
