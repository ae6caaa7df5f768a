import type { LoadOptions } from '../edition/build/load-edition.js';
import type { Edition } from '../edition/model/edition.js';
import type { Condition } from '../edition/model/rule-set.js';
import type { Position } from '../edition/model/declarations.js';
import type { Diagnostic } from '../edition/read/diagnostic.js';
import type { DiagnosticCode } from '../edition/read/diagnostic-codes.js';
import { isMoney } from '../language/money/money-types.js';
import type { OfKind, TypedExpression } from '../language/syntax/expression.js';
import { partsOf } from '../language/syntax/walk.js';
import type { Type } from '../language/types/types.js';
import { diagnosticAt } from './diagnostic-at.js';
import { amountsOfSeveralCurrencies } from './one-currency.js';
import { roundsWithQuotient } from './rounded-quotients.js';

/** An expression of an edition with what it computes. */
interface Computed {
  readonly what: string;
  readonly expression: TypedExpression;
  readonly clauses: readonly string[];
  readonly position: Position;
  /** Under which condition it counts. */
  readonly when: Condition;
}

/** What loads and yet counts money or time otherwise than it seems: warnings. */
export const checkTraps = (edition: Edition, options: LoadOptions): readonly Diagnostic[] => {
  const warn = (
    code: DiagnosticCode,
    { position, clauses }: Pick<Computed, 'position' | 'clauses'>,
    message: string,
    hint: string,
  ): Diagnostic => diagnosticAt(edition, position, { code, message, hint, clauses }, options);
  const ofExpressions = computedIn(edition).flatMap((one): readonly Diagnostic[] => {
    const { what, expression } = one;
    const rounded = roundsWithQuotient(edition, expression);
    const strangers = amountsOfSeveralCurrencies(edition, expression, one.when);
    const chained = everyPart(expression).some((part) => isChainedMonths(part, edition));
    return [
      ...(rounded
        ? [
            warn(
              'money-rounding',
              one,
              `\`${what}\` rounds money that was computed with quotients: a third has no end, and 300 times it is a little less than 100.`,
              'Multiply and add up first, and divide once, last: `floor(rent * days / 30)`; or round each quotient.',
            ),
          ]
        : []),
      ...(strangers === undefined
        ? []
        : [
            warn(
              'money-currencies',
              one,
              `\`${what}\` adds up \`${strangers[0]}\` and \`${strangers[1]}\`, and nothing says that they are in one currency.`,
              'Add a constraint to facts.yaml that their currencies are equal, or compare them before.',
            ),
          ]),
      ...(chained
        ? [
            warn(
              'chained-months',
              one,
              `\`${what}\` adds months to an instant to which months were added: from 31 January, one month twice is 28 March.`,
              'Add all months at once to the first instant.',
            ),
          ]
        : []),
    ];
  });
  const ofConditions = [...edition.decisions.values()].flatMap(({ rules }) =>
    rules.flatMap((rule) =>
      unguarded(rule.when, new Set()).map(({ name, position }) =>
        warn(
          'not-equal-absent',
          { position, clauses: rule.clauses },
          `\`${name}\` may be absent, and \`notEqual\` is false of what is absent.`,
          'Ask with `present` too, or write `not` around `equal` where absence is to count.',
        ),
      ),
    ),
  );
  const ofMerges = [...edition.decisions.values()].flatMap(({ effects, rules }) =>
    [...effects.values()]
      .filter(({ type, merge }) => merge.kind === 'union' && type.kind === 'list' && isAmount(type.of))
      .map(({ name, position }) =>
        warn(
          'union-of-amounts',
          { position, clauses: rules.find(({ then }) => then.effects.has(name))?.clauses ?? [] },
          `\`${name}\` is a union, which leaves out what is there already: of three instalments of EUR 100.00 it has one.`,
          'Write `merge: equal` where one rule alone gives the list; else join the lists in a definition, by `concatenate`.',
        ),
      ),
  );
  return [...ofExpressions, ...ofConditions, ...ofMerges];
};

/** Whether two equal values may well be two: a quantity, or a record with an amount of money. */
const isAmount = (type: Type): boolean =>
  quantities.has(type.kind) ||
  isMoney(type) ||
  (type.kind === 'record' && Object.values(type.fields).some(isMoney));

const quantities: ReadonlySet<Type['kind']> = new Set(['number', 'percent', 'duration', 'months']);

const always: Condition = { kind: 'always' };

const computedIn = (edition: Edition): readonly Computed[] => [
  ...[...edition.definitions.values()].map(({ term, is, clauses, position }) => ({
    what: term,
    expression: is,
    clauses,
    position,
    when: always,
  })),
  ...[...edition.decisions.values()].flatMap(({ rules }) =>
    rules.flatMap(({ then, clauses, position, when }) => [
      ...[...then.effects].map(([what, expression]) => ({ what, expression, clauses, position, when })),
      ...(then.discretion?.upTo == null
        ? []
        : [{ what: 'upTo', expression: then.discretion.upTo, clauses, position, when }]),
    ]),
  ),
];

const everyPart = (expression: TypedExpression): readonly TypedExpression[] => [
  expression,
  ...partsOf(expression).flatMap(everyPart),
];

/** `add months(add months(a, 1), 1)`, also by way of a definition. */
const isChainedMonths = (part: TypedExpression, edition: Edition): boolean => {
  if (!isAddMonths(part)) return false;
  const [instant] = part.arguments;
  return (
    instant !== undefined &&
    everyPart(instant).some((inner) => {
      if (isAddMonths(inner)) return true;
      const is = inner.kind === 'read' ? edition.definitions.get(inner.root)?.is : undefined;
      return is !== undefined && isAddMonths(is);
    })
  );
};

const isAddMonths = (part: TypedExpression): part is OfKind<'call'> =>
  part.kind === 'call' && part.function === 'add months';

type Comparison = Extract<Condition, { readonly kind: 'comparison' }>;

/** The comparisons with `notEqual` of what may be absent. @param present the names that are known to be there */
const unguarded = (condition: Condition, present: ReadonlySet<string>): readonly Comparison[] => {
  switch (condition.kind) {
    case 'always':
      return [];
    case 'not':
      return unguarded(condition.of, present);
    case 'any':
      return condition.of.flatMap((part) => unguarded(part, present));
    case 'all': {
      const there = condition.of.flatMap((part) =>
        part.kind === 'comparison' &&
        part.operator === 'present' &&
        part.right.kind === 'value' &&
        part.right.value === true
          ? [part.name]
          : [],
      );
      const known = new Set([...present, ...there]);
      return condition.of.flatMap((part) => unguarded(part, known));
    }
    case 'comparison':
      return condition.operator === 'notEqual' &&
        condition.left.type.nullable === true &&
        !present.has(condition.name)
        ? [condition]
        : [];
  }
};
