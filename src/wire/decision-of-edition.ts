import { Type, type TProperties, type TSchema } from '@sinclair/typebox';
import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import type { Type as ValueType } from '../language/types/types.js';
import { answerWith } from './decision.js';
import { anything, closed, described, instant, list, nullable, oneOf, text, texts } from './parts.js';

/** How the answer of one decision may be, by what the edition declares: decided, with every effect, or unresolved, with none. */
interface AnswerForms {
  readonly decided: TProperties;
  readonly unresolved: TProperties;
}

const answerForms = (ruleSet: RuleSet): AnswerForms => {
  const named = { decision: Type.Literal(ruleSet.decision) };
  return {
    decided: {
      ...named,
      outcome: oneOf(...ruleSet.outcomes),
      effects: effectsSchema(ruleSet),
      discretion: discretionSchema(ruleSet),
    },
    unresolved: {
      ...named,
      outcome: Type.Literal('unresolved'),
      effects: noEffects(ruleSet),
      discretion: Type.Null(),
    },
  };
};

/**
 * The answer of one decision, typed as the edition declares it: by its outcome either decided, with every effect, or unresolved, with none.
 * Throws a RangeError where the edition has no such decision.
 */
export const answerSchema = (edition: Edition, decision: string): TSchema => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new RangeError(`There is no decision ${decision}`);
  const { decided, unresolved } = answerForms(ruleSet);
  const conflict = described('The rules that disagree, empty for a gap.', texts);
  return Type.Unsafe({
    oneOf: [answerWith(decided), answerWith({ ...unresolved, conflict })],
    discriminator: { propertyName: 'outcome' },
  });
};

/** What the edition declares of the answers to one decision alone: each is one of these, beside what all answers have. */
export const answerMembers = (ruleSet: RuleSet): readonly TProperties[] => {
  const { decided, unresolved } = answerForms(ruleSet);
  return [decided, unresolved];
};

/** The same of the answers to which facts matter still: outcomes that are possible, and effects where they are settled. */
export const askingMembers = (ruleSet: RuleSet): readonly TProperties[] => {
  const outcome = oneOf(...ruleSet.outcomes, 'unresolved');
  return [
    {
      decision: Type.Literal(ruleSet.decision),
      outcome: nullable(outcome),
      outcomes: list(outcome),
      effects: Type.Union([effectsSchema(ruleSet), noEffects(ruleSet), Type.Null()]),
    },
  ];
};

/** The effects of a decision, by their names. */
export const effectsSchema = ({ effects }: RuleSet): TSchema =>
  Type.Object(
    Object.fromEntries(
      [...effects].map(([name, { type, unit }]) => [
        name,
        unit === undefined ? typeSchema(type) : described(`In ${unit}.`, typeSchema(type)),
      ]),
    ),
    closed,
  );

/** None at all: that each would be null lets the compiler of a generated client refuse to read one before it looked at the outcome. */
const noEffects = ({ effects }: RuleSet): TSchema =>
  Type.Partial(Type.Object(Object.fromEntries([...effects.keys()].map((name) => [name, Type.Null()]))), {
    ...closed,
    maxProperties: 0,
  });

/** `null` alone where nothing of the decision is left to choice. */
const discretionSchema = ({ choices, rules }: RuleSet): TSchema => {
  if (choices.length === 0) return Type.Null();
  const choice = oneOf(...choices);
  const upTo = rules.flatMap(({ then }) => then.discretion?.upTo ?? [])[0];
  return nullable(
    Type.Object({
      decider: text,
      choices: list(choice),
      recommended: choice,
      upTo: Type.Optional(upTo === undefined ? anything : typeSchema(upTo.type)),
      policy: text,
    }),
  );
};

/** A value as it is told outside: instants as RFC 3339, durations and dates as ISO 8601. */
const typeSchema = (type: ValueType): TSchema => {
  const present = presentSchema(type);
  return type.nullable === true && type.kind !== 'null' ? nullable(present) : present;
};

const presentSchema = (type: ValueType): TSchema => {
  switch (type.kind) {
    case 'null':
      return Type.Null();
    case 'boolean':
      return Type.Boolean();
    case 'number':
      return Type.Number();
    case 'integer':
      return Type.Integer();
    case 'duration':
      // No `format`: that of JSON Schema has neither a sign nor parts of seconds.
      return Type.String({ description: 'ISO 8601, in days, hours, minutes and seconds, with a sign.' });
    case 'percent':
      return Type.String({ description: 'A percentage, such as 19 %.' });
    case 'months':
      return Type.String({ description: 'ISO 8601, in years and months, with a sign.' });
    case 'date':
      return Type.String({ format: 'date' });
    case 'time':
      // No `format`: that of JSON Schema has an offset always.
      return Type.String({ description: 'A time of day, with or without an offset.' });
    case 'local':
      return Type.String({ description: 'A date and time without an offset.' });
    case 'instant':
      return instant;
    case 'text':
      return type.values === undefined ? text : oneOf(...type.values);
    case 'list':
      return list(typeSchema(type.of));
    case 'record':
      return Type.Object(
        Object.fromEntries(Object.entries(type.fields).map(([name, field]) => [name, typeSchema(field)])),
        closed,
      );
  }
};
