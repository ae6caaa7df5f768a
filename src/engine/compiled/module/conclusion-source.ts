import { outwardCode } from '../code/outward-code.js';
import { comment, indent, literal, recordLiteral } from '../code/source-text.js';
import type { EffectSlots, Slot } from '../plans/conclusion-slots.js';
import type { Design } from './design.js';
import type { Layout, Lines } from './layout.js';

/** From the plan to the answer: what texts mention, effects, discretion. */
export const conclusionLines = (design: Design, layout: Layout): Lines => {
  const { ruleSet, slots, cells } = design;
  const told = slots.effects.map(({ declaration: { name, type } }, i): [string, string] => [
    name,
    outwardCode(`e${i}`, type, cells.variable),
  ]);
  const tables = (places: string): string => (slots.tables.length === 0 ? '' : `, ...tablesAt(${places})`);
  const answer = (
    outcome: string,
    effects: string,
    discretion: string,
    conflict: string,
    places: string,
  ): string =>
    `{ code: 'decided', decision: { decision: ${literal(ruleSet.decision)}, outcome: ${outcome}, effects: ${effects}, ` +
    `discretion: ${discretion}, standing: plan.standing, overridden: plan.overridden, values, readings: plan.readings, ` +
    `assumed, conflict: ${conflict}${tables(places)} } }`;
  return [
    ...valueLines(design, layout),
    ...tableLines(design, layout),
    `const unresolved = (conflict) => (${answer(`'unresolved'`, '{}', 'null', 'conflict', 'plan.tablesUnresolved')});`,
    `if (plan.conflict !== null) return unresolved(plan.conflict);`,
    ...slots.effects.flatMap((effect, i) => [
      ...effectLines(effect, i, layout),
      `if (e${i} === undefined) return unresolved(plan.givers[${i}]);`,
    ]),
    ...discretionLines(design, layout),
    `if (discretion === undefined) return unresolved(plan.discretionGivers);`,
    `return ${answer('plan.outcome', recordLiteral(told), 'discretion', 'null', 'plan.tables')};`,
  ];
};

/** Variables through which a case gives its value. */
export const conclusionVariables: Lines = [`let given = null;`];

const valueLines = ({ slots, cells }: Design, layout: Layout): Lines => [
  comment('What the texts of standing rules mention'),
  `const values = {};`,
  ...eachPlace('plan.values', slots.values.length, (place) =>
    layout.choose(
      'what texts mention',
      place,
      slots.values.map(({ name, slot }) =>
        tell(slot, cells.variable, (code) => `values[${literal(name)}] = ${code};`),
      ),
      ['values'],
    ),
  ),
];

/** Makes `tablesAt`: the rows that apply of the tables at some places, as the decision tells them. */
const tableLines = ({ slots }: Design, layout: Layout): Lines =>
  slots.tables.length === 0
    ? []
    : [
        comment('The rows of the tables that the decision rests on'),
        `const tablesAt = (places) => {`,
        ...indent([
          `const tables = [];`,
          ...eachPlace('places', slots.tables.length, (place) =>
            layout.choose(
              'tables',
              place,
              slots.tables.map(({ term, code }) => [
                `tables.push({ table: ${literal(term)}, rows: ${code} });`,
              ]),
              ['tables'],
            ),
          ),
          `return tables.length === 0 ? null : { tables };`,
        ]),
        `};`,
      ];

/** Merges what the standing rules give one effect into `e0`, `e1`, …: `undefined` where they disagree; slot 0 is the default. */
const effectLines = ({ declaration, slots }: EffectSlots, i: number, layout: Layout): Lines => {
  const { name, merge } = declaration;
  const cases = slots.map(({ code, about }) => [`given = ${code}; ${comment(about)}`]);
  const choose = (place: string): Lines => layout.choose(`effect ${name}`, place, cases, []);
  return [
    comment(`Effect ${name}, merged as ${merge.kind}`),
    `let e${i};`,
    `if (plan.effects[${i}].length === 0) {`,
    ...indent([...choose('0'), `e${i} = given;`]),
    `} else {`,
    ...indent([
      `const all = [];`,
      ...eachPlace(`plan.effects[${i}]`, slots.length, (place) => [...choose(place), `all.push(given);`]),
      `e${i} = merged[${i}](all);`,
    ]),
    `}`,
  ];
};

/** Sets `discretion`; `undefined` where those who give it disagree. */
const discretionLines = ({ cells, slots }: Design, layout: Layout): Lines => {
  const { discretions } = slots;
  if (discretions.length === 0) return [`const discretion = null;`];
  const cases = discretions.map(({ upTo, recommended, rule }) => [
    comment(rule.id),
    ...(upTo === null
      ? [`limits.push(null);`]
      : tell(upTo, cells.variable, (code) => `limits.push(${code});`)),
    `recommended.push(${recommended.code});`,
  ]);
  return [
    comment('Discretion'),
    `let discretion = null;`,
    `if (plan.discretions.length > 0) {`,
    ...indent([
      `const limits = [], recommended = [];`,
      ...eachPlace('plan.discretions', cases.length, (place) =>
        layout.choose('discretion', place, cases, ['limits', 'recommended']),
      ),
      `discretion = discretionOf(plan, limits, recommended);`,
    ]),
    `}`,
  ];
};

const eachPlace = (places: string, cases: number, body: (place: string) => Lines): Lines =>
  cases === 0 ? [] : [`for (let k = 0; k < ${places}.length; k++) {`, ...indent(body(`${places}[k]`)), `}`];

/** A statement about a slot's value as it is told outside. */
const tell = ({ code, type }: Slot, variable: () => string, statement: (code: string) => string): Lines => {
  const name = variable();
  return [`const ${name} = ${code};`, statement(outwardCode(name, type, variable))];
};
