import type { Edition, RuleSet } from '../../edition/model/edition.js';
import type { Type } from '../../language/types/types.js';
import { decisionSchema, nullable, record, text, texts } from './openapi-schemas.js';

/**
 * The answer of one decision, typed as the edition declares it: by its outcome either decided, with every effect, or unresolved, with none.
 * Throws a RangeError where the edition has no such decision.
 */
export const answerSchema = (edition: Edition, decision: string): object => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new RangeError(`There is no decision ${decision}`);
  const named = { decision: { const: decision } };
  return {
    oneOf: [
      decisionSchema({
        ...named,
        outcome: { type: 'string', enum: ruleSet.outcomes },
        effects: effectsSchema(ruleSet),
        discretion: discretionSchema(ruleSet),
      }),
      decisionSchema({
        ...named,
        outcome: { type: 'string', const: 'unresolved' },
        effects: { type: 'object', maxProperties: 0 },
        discretion: { type: 'null' },
        conflict: { ...texts, description: 'The rules that disagree, empty for a gap.' },
      }),
    ],
    discriminator: { propertyName: 'outcome' },
  };
};

const effectsSchema = ({ effects }: RuleSet): object => ({
  ...record(
    Object.fromEntries(
      [...effects].map(([name, { type, unit }]) => [
        name,
        { ...typeSchema(type), ...(unit === undefined ? {} : { description: `In ${unit}.` }) },
      ]),
    ),
  ),
  additionalProperties: false,
});

/** `null` alone where nothing of the decision is left to choice. */
const discretionSchema = ({ choices, rules }: RuleSet): object => {
  if (choices.length === 0) return { type: 'null' };
  const choice = { type: 'string', enum: choices };
  const upTo = rules.flatMap(({ then }) => then.discretion?.upTo ?? [])[0];
  return nullable(
    record(
      {
        decider: text,
        choices: { type: 'array', items: choice },
        recommended: choice,
        upTo: upTo === undefined ? {} : typeSchema(upTo.type),
        policy: text,
      },
      ['upTo'],
    ),
  );
};

/** A value as it is told outside: instants as RFC 3339, durations in milliseconds. */
const typeSchema = (type: Type): object => {
  const present = presentSchema(type);
  return type.nullable === true && type.kind !== 'null' ? nullable(present) : present;
};

const presentSchema = (type: Type): object => {
  switch (type.kind) {
    case 'null':
    case 'boolean':
    case 'number':
    case 'integer':
      return { type: type.kind };
    case 'duration':
      return { type: 'integer', description: 'Milliseconds.' };
    case 'instant':
      return { type: 'string', format: 'date-time' };
    case 'text':
      return { type: 'string', ...(type.values === undefined ? {} : { enum: type.values }) };
    case 'list':
      return { type: 'array', items: typeSchema(type.of) };
    case 'record':
      return {
        ...record(
          Object.fromEntries(Object.entries(type.fields).map(([name, field]) => [name, typeSchema(field)])),
        ),
        additionalProperties: false,
      };
  }
};
