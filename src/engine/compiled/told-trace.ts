import type { ComparisonCondition, Condition, Rule } from '../../edition/model/edition.js';
import type { Type, Value } from '../../language/types/types.js';
import { outward } from '../fact-values.js';
import { wordBits } from './plans/bits.js';
import { conditionCode } from './code/condition-code.js';
import type { Design } from './module/design.js';
import { constant, list, record, type Told } from './told.js';

/** Facts with their defaults, as a trace tells them: those that the rule set reads. */
export const toldFacts = ({ edition, ruleSet, facts }: Design): Told => {
  const read = new Set(ruleSet.reads.map((path) => path.split('.')[0]));
  const told = [...edition.facts.values()]
    .filter(({ name }) => read.has(name))
    .map(({ name, shape }): [string, Told] => {
      const cell = facts.value([name], 'completed');
      return [
        name,
        {
          kind: 'value',
          code: (needs) => (needs.add(cell), cell.name),
          type: shape.type,
        },
      ];
    });
  return record(Object.fromEntries(told));
};

/** The definitions of the rule set with their values. */
export const toldDefinitions = ({ ruleSet, scope }: Design): readonly Told[] =>
  ruleSet.definitions.map(({ term, is, source, clauses }) => {
    const cell = scope.definition(term);
    const value: Told =
      cell === undefined
        ? constant(null)
        : {
            kind: 'value',
            code: (needs) => (needs.add(cell), cell.name),
            type: is.type,
          };
    return record({
      term: constant(term),
      expression: constant(source),
      clauses: constant(clauses),
      value,
    });
  });

/** A rule with its conditions, in a function that has `bits` and `places`. @param place in the rule set */
export const toldRule = (design: Design, rule: Rule, place: number): Told => ({
  kind: 'begun',
  start: [
    ['rule', constant(rule.id)],
    ['clauses', constant(rule.clauses)],
    ['modality', constant(rule.modality)],
    [
      'fired',
      rule.when.kind === 'always' ? constant(true) : { kind: 'truth', code: resultCode(design, rule.when) },
    ],
    ['standing', { kind: 'truth', code: `places.isStanding[${place}]` }],
    ['overriddenBy', { kind: 'data', code: `places.overriddenBy[${place}]` }],
    ['overrides', constant(rule.overrides)],
  ],
  text: `places.starts[${place}]`,
  fields: [
    ['when', toldCondition(design, rule.when)],
    ['outcome', constant(rule.then.outcome)],
  ],
});

const toldCondition = (design: Design, condition: Condition): Told => {
  const result: Told = { kind: 'truth', code: resultCode(design, condition) };
  switch (condition.kind) {
    case 'always':
      return constant({ kind: 'always', result: true });
    case 'all':
    case 'any': {
      const of = list(condition.of.map((part) => toldCondition(design, part)));
      return record({ kind: constant(condition.kind), result, of });
    }
    case 'not':
      return record({
        kind: constant('not'),
        result,
        of: toldCondition(design, condition.of),
      });
    case 'comparison':
      return toldComparison(design, condition, result);
  }
};

const toldComparison = ({ scope }: Design, condition: ComparisonCondition, result: Told): Told => {
  const { name, operator, left, right } = condition;
  const read: Told = {
    kind: 'value',
    code: (needs) => scope.code(left, needs),
    type: left.type,
  };
  const start = {
    kind: constant('comparison'),
    fact: constant(name),
    operator: constant(operator),
    read,
  };
  if (right.kind === 'value')
    return record({
      ...start,
      compared: constant(outward(right.value, literalType(right.value, left.type))),
      result,
    });
  const { expression } = right;
  return record({
    ...start,
    compared: {
      kind: 'value',
      code: (needs) => scope.code(expression, needs),
      type: expression.type,
    },
    comparedName: constant(right.name),
    result,
  });
};

/** Whether a condition held, from the bits of its comparisons. */
const resultCode = ({ comparisons }: Design, condition: Condition): string =>
  conditionCode(condition, (comparison) => {
    const { index } = comparisons.of(comparison);
    return `((bits[${Math.floor(index / wordBits)}] & ${1 << (index % wordBits)}) !== 0)`;
  });

/** A literal has the type of what it is compared with, or is a list of such, or one item of such a list. */
const literalType = (value: Value, left: Type): Type => {
  if (Array.isArray(value)) return { kind: 'list', of: left };
  return left.kind === 'list' ? left.of : left;
};
