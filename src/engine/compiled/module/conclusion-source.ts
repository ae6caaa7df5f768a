import type { AnswerForm } from '../answer-form.js';
import type { EffectSlots, Slot } from '../plans/conclusion-slots.js';
import type { Design } from './design.js';
import type { Lines } from './entry-source.js';
import type { Parts } from './layout.js';
import { outwardCode } from '../code/outward-code.js';
import { comment, indent, literal } from '../code/source-text.js';

/** From the plan to the answer: what conclusions need, what texts mention, effects, discretion. */
export const conclusionLines = (design: Design, parts: Parts, form: AnswerForm): Lines => {
  const { slots } = design;
  const unresolved = (conflict: string): string => `return ${form.unresolved(design, conflict)};`;
  return [
    ...needLines(design, parts),
    ...valueLines(design, parts, form),
    `if (plan.conflict !== null) ${unresolved('plan.conflict')}`,
    ...slots.effects.flatMap((effect, i) => effectLines(effect, i, parts, unresolved(`plan.givers[${i}]`))),
    ...discretionLines(design, parts, form),
    `return ${form.resolved(design)};`,
  ];
};

/** Computes the cells that only conclusions need, where this plan does. */
const needLines = ({ lazy }: Design, parts: Parts): Lines => {
  if (lazy.length === 0) return [];
  const cases = lazy.map(({ name, code, about }) => [`${name} = ${code}; ${comment(about)}`]);
  return [
    ...(parts.isWide ? [] : [`let ${lazy.map(({ name }) => name).join(', ')};`]),
    ...eachPlace('plan.needs', (place) => parts.choose('what conclusions need', place, cases, [])),
  ];
};

const valueLines = ({ slots, cells }: Design, parts: Parts, form: AnswerForm): Lines => {
  const cases = slots.values.map(({ name, slot }) =>
    withName(slot.code, cells.variable, (code) => form.addValue(name, code, slot, cells.variable)),
  );
  const fill = eachPlace('plan.values', (place) =>
    parts.choose('what texts mention', place, cases, ['values']),
  );
  return [
    comment('What the texts of standing rules mention'),
    `const values = ${form.noValues};`,
    ...(cases.length === 0 ? [] : fill),
  ];
};

/** Merges what the standing rules give one effect into `e0`, `e1`, …; slot 0 is the default, which stands alone. */
const effectLines = (
  { declaration, slots }: EffectSlots,
  i: number,
  parts: Parts,
  unresolved: string,
): Lines => {
  const { name, merge, type } = declaration;
  const isScalar = type.kind !== 'list' && type.kind !== 'record';
  const effect = `e${i}`;
  const join = {
    equal: [
      `if (k === 0) ${effect} = given;`,
      `else if (${isScalar ? `${effect} !== given` : `!sameValue(${effect}, given)`}) ${unresolved}`,
    ],
    union: [`${effect} = slot === 0 ? given : joined(k === 0 ? [] : ${effect}, given);`],
    sum: [`${effect} = slot === 0 ? given : (k === 0 ? 0 : ${effect}) + numberOf(given);`],
    strongest: [
      `${effect} = slot === 0 ? given : strongest(k === 0 ? [given] : [${effect}, given], order${i});`,
    ],
  }[merge.kind];
  const cases = slots.map((slot) => [`given = ${slot.code}; ${comment(slot.about)}`]);
  return [
    comment(`Effect ${name}, merged as ${merge.kind}`),
    `let ${effect} = null;`,
    `for (let k = 0; k < plan.effects[${i}].length; k++) {`,
    ...indent([
      `const slot = plan.effects[${i}][k];`,
      `let given = null;`,
      ...(parts.isWide ? givenApart(name, slots, parts) : switchOver('slot', cases)),
      ...join,
    ]),
    `}`,
  ];
};

/** In a wide module a holder takes the value out of the function that has the case. */
const givenApart = (name: string, slots: readonly Slot[], parts: Parts): Lines => {
  const cases = slots.map((slot) => [`holder.given = ${slot.code}; ${comment(slot.about)}`]);
  return [
    `const holder = { given: null };`,
    ...parts.choose(`effect ${name}`, 'slot', cases, ['holder']),
    `given = holder.given;`,
  ];
};

/** Sets `discretion`: who decides and up to how much must be the same, choices are joined, the strictest recommendation wins. */
const discretionLines = (design: Design, parts: Parts, form: AnswerForm): Lines => {
  const { ruleSet, cells, slots } = design;
  const { discretions } = slots;
  const unresolved = `return ${form.unresolved(design, 'plan.discretionGivers')};`;
  if (discretions.length === 0) return [];
  const limits = discretions.map(({ upTo, rule }) => [
    comment(rule.id),
    ...(upTo === null ? [`holder.limit = null;`] : tellInto('holder.limit', upTo, cells.variable)),
  ]);
  const recommended = discretions.map(({ recommended: slot, rule }) => [
    `holder.recommended.push(${slot.code}); ${comment(rule.id)}`,
  ]);
  return [
    comment('Discretion'),
    `let discretion = null;`,
    `if (plan.discretions.length > 0) {`,
    ...indent([
      `if (plan.decider === null) ${unresolved}`,
      `const holder = { limit: null, recommended: [] };`,
      `let upTo = null;`,
      `for (let k = 0; k < plan.discretions.length; k++) {`,
      ...indent([
        ...parts.choose('up to how much', 'plan.discretions[k]', limits, ['holder']),
        `if (k === 0) upTo = holder.limit;`,
        `else if (!sameValue(upTo, holder.limit)) ${unresolved}`,
      ]),
      `}`,
      ...eachPlace('plan.discretions', (place) =>
        parts.choose('recommended', place, recommended, ['holder']),
      ),
      `const choice = strongest(holder.recommended, ${literal([...ruleSet.choices])});`,
      `const recommended = recommendation(choice, ${literal(ruleSet.decision)});`,
      `discretion = ${form.discretion};`,
    ]),
    `}`,
  ];
};

const eachPlace = (places: string, body: (place: string) => Lines): Lines => [
  `for (let k = 0; k < ${places}.length; k++) {`,
  ...indent(body(`${places}[k]`)),
  `}`,
];

const switchOver = (subject: string, cases: readonly Lines[]): Lines =>
  cases.length === 1
    ? (cases[0] ?? [])
    : [
        `switch (${subject}) {`,
        ...cases.flatMap((lines, i) => [`  case ${i}:`, ...indent(lines, 2), `    break;`]),
        `}`,
      ];

/** Assigns a slot's value as it is told outside. */
const tellInto = (target: string, { code, type }: Slot, variable: () => string): Lines =>
  withName(code, variable, (name) => `${target} = ${outwardCode(name, type, variable)};`);

/** A statement about a value that has a name. */
const withName = (code: string, variable: () => string, statement: (name: string) => string): Lines => {
  if (/^\w+$/.test(code)) return [statement(code)];
  const name = variable();
  return [`{`, `  const ${name} = ${code};`, `  ${statement(name)}`, `}`];
};
