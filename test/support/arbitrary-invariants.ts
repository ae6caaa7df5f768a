import type { Choices } from './arbitrary-choices.js';
import { expressionOf, type Kind, type Name } from './arbitrary-expressions.js';

/** What random decisions say, as invariants name it. */
const answersOf = (decision: string): readonly Name[] =>
  (
    [
      ['outcome', 'text', false],
      ['effects.total', 'integer', false],
      ['effects.same', 'integer', true],
      ['effects.tags', 'texts', false],
      ['effects.due', 'instant', false],
      ['effects.price', 'money', false],
    ] as const
  ).map(([name, kind, nullable]) => ({ name: `decided.${decision}.${name}`, kind, nullable }));

/**
 * Random invariants of each kind: of one case, of a step that computes facts or leaves them open, of what stays the same, of what goes one way.
 * @param facts the facts and their parts
 * @param names what else an edition names: definitions, figures
 */
export const arbitraryInvariants = (
  choices: Choices,
  decision: string,
  facts: readonly Name[],
  names: readonly Name[],
): readonly object[] => {
  const before = [...names, ...answersOf(decision)];
  const both = [...before, ...before.map((one) => ({ ...one, name: `after.${one.name}` }))];
  const ordered = [
    ...facts.filter((one) => isOrdered(one.kind) && !one.nullable).map(({ name }) => name),
    'asOf',
  ];
  return choices.many(1, 3, (place) => {
    const common = { name: `invariant-${place}`, clauses: ['1.1'], decisions: [decision] };
    const when = (known: readonly Name[]): object =>
      choices.below(3) === 0 ? { when: expressionOf(choices, 'boolean', known, 1) } : {};
    const step = { step: stepOf(choices, facts, before) };
    switch (choices.below(4)) {
      case 0:
        return { ...common, ...when(before), holds: expressionOf(choices, 'boolean', before, 2) };
      case 1:
        return { ...common, ...when(both), ...step, holds: expressionOf(choices, 'boolean', both, 2) };
      case 2:
        return {
          ...common,
          ...when(both),
          ...step,
          unchanged: [`decided.${decision}${choices.of(['', '.effects', '.effects.total'])}`],
        };
      default:
        return {
          ...common,
          monotone: {
            in: ordered[choices.below(ordered.length)] ?? 'asOf',
            of: expressionOf(choices, 'integer', before, 1),
            goes: choices.of(['up', 'down']),
          },
        };
    }
  });
};

const isOrdered = (kind: Kind): boolean => kind === 'integer' || kind === 'number' || kind === 'instant';

/** A step that changes each fact once, or a part of it. */
const stepOf = (choices: Choices, facts: readonly Name[], known: readonly Name[]): object => {
  const becomes: Record<string, string> = {};
  const other: string[] = [];
  for (const { name, kind } of facts) {
    const way = choices.below(5);
    if (way === 0 && kind !== 'items') becomes[name] = expressionOf(choices, kind, known, 1);
    if (way === 1) other.push(name);
  }
  return {
    ...(Object.keys(becomes).length === 0 ? {} : { becomes }),
    ...(other.length === 0 ? {} : { other }),
    ...(choices.below(3) === 0 ? { later: true } : {}),
  };
};
