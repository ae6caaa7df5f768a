import type { Edition } from '../../../src/edition/model/edition.js';
import type { FactShape } from '../../../src/edition/model/declarations.js';

/** What stands in a letter and must not: ids, names and signs of the engine, and values that are none. */
export const unfitIn = (edition: Edition, text: string): readonly string[] => {
  const contract = [...edition.contract.clauses.values()].map(({ words }) => words).join('\n');
  // A roll-over is a word of its own, beside the outcome of that name.
  const ids = idsOf(edition).filter((id) => id.includes('-') && id !== 'roll-over' && !contract.includes(id));
  const paths = [...edition.facts.values()].flatMap(({ name, shape }) => pathsOf(name, shape));
  const names = [
    ...edition.definitions.keys(),
    ...edition.parameters.keys(),
    ...[...edition.decisions.values()].flatMap(({ effects }) => [...effects.keys()]),
    ...paths.flatMap((path) => path.split('.')),
  ].filter((name) => name.includes('.') || /[a-z][A-Z]/.test(name));
  const signs = ['{', '}', '>=', '<=', '!=', ' = ', '[object', 'undefined', 'NaN'];
  const words = new Set(text.match(/[A-Za-z][A-Za-z0-9.-]*[A-Za-z0-9]/g) ?? []);
  const found = [
    ...[
      ...ids,
      ...paths.filter((path) => path.includes('.')),
      ...names,
      'null',
      'recommends',
      'recommended',
    ].filter((one) => words.has(one)),
    ...signs.filter((sign) => text.includes(sign)),
  ];
  return [...new Set(found)];
};

/** Ids of rules, decisions, outcomes, choices and readings, and the values of fixed lists. */
const idsOf = ({ decisions, facts }: Edition): readonly string[] => [
  ...[...decisions.values()].flatMap(({ decision, outcomes, choices, rules }) => [
    decision,
    ...outcomes,
    ...choices,
    ...rules.map(({ id }) => id),
  ]),
  ...[...facts.values()].flatMap(({ shape }) => valuesOf(shape)),
];

const valuesOf = ({ type, fields }: FactShape): readonly string[] => [
  ...(type.kind === 'text' ? (type.values ?? []) : []),
  ...[...fields.values()].flatMap(valuesOf),
];

const pathsOf = (name: string, { fields }: FactShape): readonly string[] => [
  name,
  ...[...fields].flatMap(([field, shape]) =>
    field === '[]' ? pathsOf(name, shape).slice(1) : pathsOf(`${name}.${field}`, shape),
  ),
];
