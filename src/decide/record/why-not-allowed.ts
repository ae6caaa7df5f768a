import type { Edition } from '../../edition/model/edition.js';
import type { Decision } from '../../engine/evaluation.js';
import { makeSchemaCheck } from '../../language/schema-check.js';
import { isRecord } from '../../language/values.js';
import type { Value } from '../../language/types/types.js';
import type { RequestError } from '../request/request-error.js';
import type { ChoiceRequest } from '../request/choice-request.js';

/** Why a decision does not leave this to choose, by the places of the request; empty where it does. */
export const whyNotAllowed = async (
  decision: Decision,
  edition: Edition,
  { chosen, amount, effects }: ChoiceRequest,
): Promise<readonly RequestError[]> => {
  const { discretion } = decision;
  const ruleSet = edition.decisions.get(decision.decision);
  const allowed = discretion === null ? (ruleSet?.outcomes ?? []) : discretion.choices;
  const errors: RequestError[] = [];
  const refuse = (pointer: string, message: string): void => {
    errors.push({ pointer, code: 'not-allowed', message });
  };
  if (!allowed.includes(chosen))
    refuse('/chosen', `\`${chosen.slice(0, mostTold)}\` can’t be chosen. Take one of ${allowed.join(', ')}.`);
  if (amount !== undefined) {
    const why = whyNotUpTo(amount, discretion?.upTo);
    if (why !== undefined) refuse('/amount', why);
  }
  if (effects !== undefined && discretion !== null)
    refuse('/effects', 'What is left to discretion is a choice and an amount. Leave `effects` out.');
  else if (effects !== undefined && ruleSet !== undefined) {
    // Takes long to load, and few are asked for.
    const { effectsSchema } = await import('../../wire/decision-of-edition.js');
    const check = makeSchemaCheck({ ...effectsSchema(ruleSet), required: [] }); // what TypeBox writes is JSON Schema
    for (const { pointer, ...rest } of check(effects))
      errors.push({ ...rest, pointer: `/effects${pointer}` });
  }
  return errors;
};

/** So much of what was sent is told. */
const mostTold = 100;

const whyNotUpTo = (amount: Value, upTo: Value | undefined): string | undefined => {
  if (upTo === undefined) return 'The decision leaves no amount to choose. Leave `amount` out.';
  if (typeof upTo === 'number')
    return typeof amount === 'number' && amount >= 0 && amount <= upTo
      ? undefined
      : `\`amount\` is a number from 0 to ${upTo}.`;
  if (isRecord(upTo) && typeof upTo['minor'] === 'number' && typeof upTo['currency'] === 'string') {
    const { minor: most, currency } = upTo;
    const isIt =
      isRecord(amount) &&
      Object.keys(amount).length === 2 &&
      amount['currency'] === currency &&
      Number.isSafeInteger(amount['minor']) &&
      Number(amount['minor']) >= 0 &&
      Number(amount['minor']) <= most;
    return isIt
      ? undefined
      : `\`amount\` is \`{ minor, currency }\` in ${currency}, from 0 to ${most} minor units.`;
  }
  return JSON.stringify(amount) === JSON.stringify(upTo)
    ? undefined
    : `\`amount\` can only be ${JSON.stringify(upTo)} here.`;
};
