import { Type, type TSchema } from '@sinclair/typebox';
import type { Edition } from '../edition/model/edition.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import type { Type as ValueType } from '../language/types/types.js';
import { answerWith } from './decision.js';
import { anything, closed, described, instant, list, nullable, oneOf, text, texts } from './parts.js';

/**
 * The answer of one decision, typed as the edition declares it: by its outcome either decided, with every effect, or unresolved, with none.
 * Throws a RangeError where the edition has no such decision.
 */
export const answerSchema = (edition: Edition, decision: string): TSchema => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new RangeError(`There is no decision ${decision}`);
  const named = { decision: Type.Literal(decision) };
  return Type.Unsafe({
    oneOf: [
      answerWith({
        ...named,
        outcome: oneOf(...ruleSet.outcomes),
        effects: effectsSchema(ruleSet),
        discretion: discretionSchema(ruleSet),
      }),
      answerWith({
        ...named,
        outcome: Type.Literal('unresolved'),
        effects: noEffects(ruleSet),
        discretion: Type.Null(),
        conflict: described('The rules that disagree, empty for a gap.', texts),
      }),
    ],
    discriminator: { propertyName: 'outcome' },
  });
};

const effectsSchema = ({ effects }: RuleSet): TSchema =>
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
      return Type.String({
        format: 'duration',
        description: 'ISO 8601, in days, hours, minutes and seconds.',
      });
    case 'percent':
      return Type.String({ description: 'A percentage, such as 19 %.' });
    case 'months':
      return Type.String({ format: 'duration', description: 'ISO 8601, in years and months.' });
    case 'date':
    case 'time':
      return Type.String({ format: type.kind });
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
