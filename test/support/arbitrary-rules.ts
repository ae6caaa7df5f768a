import type { Choices } from './arbitrary-choices.js';
import { expressionOf, hostileTexts, literalOf, type Name } from './arbitrary-expressions.js';

/**
 * A random rule set over some names: conditions, overrides without a circle, effects of every merge, discretion.
 * @param known what effects may read: names, and calls of functions
 */
export const arbitraryRules = (
  choices: Choices,
  names: readonly Name[],
  facts: readonly string[],
  known: readonly Name[] = names,
): Readonly<Record<string, unknown>> => {
  const count = choices.below(25) === 24 ? 66 : 1 + choices.below(6);
  const mentioned = names.filter(({ kind }) => kind !== 'items' && kind !== 'duration');
  const rules = Array.from({ length: count }, (_, place) => {
    const outcome = choices.below(4) === 0 ? 'no' : 'yes';
    const name = mentioned[choices.below(mentioned.length + 1)];
    return {
      id: `rule-${place}`,
      clauses: ['1.1'],
      modality: 'must',
      when: place === 0 && choices.below(2) === 0 ? 'always' : conditionOf(choices, names, 2),
      then: {
        outcome,
        effects: effectsOf(choices, known),
        because: name === undefined ? 'It is so.' : `It is so because of {${name.name}}.`,
        ...(choices.below(6) === 0 ? { discretion: discretionOf(choices, known) } : {}),
      },
      overrides: Array.from({ length: place }, (__, other) => other)
        .filter(() => choices.below(3) === 0)
        .map((other) => `rule-${other}`),
    };
  });
  const outcomes = [...new Set(rules.map(({ then }) => then.outcome))];
  return {
    question: 'Which? */ ${globalThis.broken = true} `"',
    outcomes,
    facts,
    effects: {
      total: { type: 'integer', merge: 'sum', default: '0' },
      same: { type: 'integer', nullable: true, merge: 'equal', default: 'null' },
      tags: { type: 'list', of: { type: 'text' }, merge: 'union', default: '["b", "b"]' },
      level: {
        type: 'text',
        values: ['low', 'high'],
        nullable: true,
        merge: { strongest: ['low', 'high'] },
        default: 'null',
      },
      due: { type: 'instant', merge: 'equal', default: 'asOf' },
      price: { type: 'money', merge: 'equal', default: literalOf(choices, 'money') },
    },
    choices: ['none', 'part', 'full'],
    rules,
  };
};

const effectsOf = (choices: Choices, names: readonly Name[]): Readonly<Record<string, string>> => {
  const possible: readonly (readonly [string, () => string])[] = [
    ['total', () => expressionOf(choices, 'integer', names, 1)],
    ['same', () => expressionOf(choices, 'integer', names, 0)],
    ['tags', () => expressionOf(choices, 'texts', names, 1)],
    ['level', () => choices.of(['"low"', '"high"', 'null'])],
    ['due', () => expressionOf(choices, 'instant', names, 1)],
    ['price', () => expressionOf(choices, 'money', names, 1)],
  ];
  const given = possible.filter(() => choices.below(3) === 0);
  return Object.fromEntries(given.map(([effect, make]) => [effect, make()]));
};

const discretionOf = (choices: Choices, names: readonly Name[]): object => ({
  decider: choices.of(['the Library', 'the Library', 'the Court']),
  ...choices.of([
    { choices: ['none', 'part', 'full'], recommended: 'policy.choice' },
    { choices: ['part'], recommended: '"part"' },
    { choices: ['full', 'none'], recommended: 'if limit > 1 then "full" else "none"' },
  ]),
  policy: 'policy',
  ...(choices.below(2) === 0 ? { upTo: expressionOf(choices, 'money', names, 1) } : {}),
});

const conditionOf = (choices: Choices, names: readonly Name[], depth: number): unknown => {
  const form = depth === 0 ? 3 : choices.below(6);
  if (form === 0) return { all: choices.many(1, 3, () => conditionOf(choices, names, depth - 1)) };
  if (form === 1) return { any: choices.many(1, 3, () => conditionOf(choices, names, depth - 1)) };
  if (form === 2) return { not: conditionOf(choices, names, depth - 1) };
  return comparisonOf(choices, names);
};

const comparisonOf = (choices: Choices, names: readonly Name[]): unknown => {
  const { name, kind, nullable } = names[choices.below(names.length)] ?? {
    name: 'asOf',
    kind: 'instant',
    nullable: false,
  };
  if (nullable && choices.below(3) === 0)
    return { fact: name, operator: 'present', value: choices.below(2) === 0 };
  const alike = names.filter((other) => other.kind === kind && other.name !== name);
  const other = alike[choices.below(alike.length + 3)];
  const withOther = (operator: string, value: unknown): unknown => ({
    fact: name,
    operator,
    value: other === undefined ? value : { fact: other.name },
  });
  switch (kind) {
    case 'date':
      return withOther(choices.of(['lessThan', 'greaterThanInclusive', 'equal']), '2026-05-01');
    case 'boolean':
      return withOther(choices.of(['equal', 'notEqual']), choices.below(2) === 0);
    case 'integer':
    case 'duration':
      return kind === 'duration' && other === undefined
        ? { fact: 'asOf', operator: 'greaterThan', value: '2026-05-01T00:00:00Z' }
        : choices.below(4) === 0 && kind === 'integer'
          ? { fact: name, operator: choices.of(['in', 'notIn']), value: [1, choices.below(5)] }
          : withOther(choices.of([...orderings, 'equal', 'notEqual']), choices.below(12));
    case 'number':
      return withOther(choices.of([...orderings, 'equal', 'notEqual']), choices.of([0.5, 1.15, 2]));
    case 'instant':
      return withOther(
        choices.of([...orderings, 'equal', 'notEqual']),
        choices.of(['2026-05-01T00:00:00Z', '2026-06-01T12:00:00+02:00']),
      );
    case 'text':
      return choices.below(3) === 0
        ? {
            fact: name,
            operator: choices.of(['in', 'notIn']),
            value: choices.many(1, 3, () => choices.of(hostileTexts)),
          }
        : withOther(choices.of(['equal', 'notEqual']), choices.of(hostileTexts));
    case 'integers':
      return { fact: name, operator: choices.of(['contains', 'doesNotContain']), value: choices.below(4) };
    case 'texts':
      return {
        fact: name,
        operator: choices.of(['contains', 'doesNotContain']),
        value: choices.of(hostileTexts),
      };
    case 'money':
      return { fact: `${name}.minor`, operator: choices.of(orderings), value: choices.below(9) };
    case 'items':
      return { fact: 'limit', operator: choices.of(orderings), value: choices.below(5) };
  }
};

const orderings = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'] as const;
