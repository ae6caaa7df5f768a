import { below, stepsOf } from '../../language/values.js';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { nearest } from '../../language/nearest.js';
import { never, parseInstant } from '../../language/instants.js';
import type { FactError } from '../evaluation.js';
import type { FactErrorCode } from './fact-error-codes.js';

/** What is read of one of ajv's errors. */
export type ShapeError = Pick<
  ErrorObject,
  'keyword' | 'instancePath' | 'schemaPath' | 'params' | 'parentSchema' | 'data' | 'message'
>;

/**
 * Tells one of ajv's errors in the words of facts; `undefined` where another error of the same place says more. The error must come from a
 * validation with `verbose`.
 * @param hints what was probably meant is looked for, among all names that could be
 */
export const toFactError = (error: ShapeError, hints = true): FactError | undefined => {
  const at = error.instancePath;
  const place = at === '' ? 'The facts' : `\`${dotted(at)}\``;
  const params = error.params as Readonly<Record<string, unknown>>; // ajv types them as Record<string, any>
  switch (error.keyword) {
    case 'required':
      return missingFact(below(at, String(params['missingProperty'])));
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      const pointer = below(at, name.slice(0, longestTold));
      const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
      const close = hints ? nearest(name, known) : undefined;
      const hint = close === undefined ? `Known here: ${listOf(known)}.` : `Did you mean \`${close}\`?`;
      return {
        pointer,
        code: 'unknown-fact',
        message: `\`${dotted(pointer)}\` is no fact of the vocabulary. ${hint}`,
      };
    }
    case 'type':
      return {
        pointer: at,
        code: 'wrong-type',
        message: `${place} must be ${article(String(params['type']))}, and is ${kindOf(error.data)}.`,
      };
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).map(String); // the schema's own enum
      const close = hints && typeof error.data === 'string' ? nearest(error.data, allowed) : undefined;
      const hint = close === undefined ? '' : ` Did you mean \`${close}\`?`;
      return {
        pointer: at,
        code: 'not-allowed',
        message: `${place} must be one of ${listOf(allowed)}.${hint}`,
      };
    }
    case 'format': {
      const time = timeErrors[String(params['format'])];
      if (time !== undefined)
        return { pointer: at, code: time.code, message: `${place} must be ${time.wanted}.` };
      const parsed = parseInstant(String(error.data));
      const code = parsed.ok ? 'invalid-instant' : parsed.code;
      return {
        pointer: at,
        code,
        message: `${place} must be an RFC 3339 instant with an offset and at most milliseconds, such as 2026-08-15T12:00:00Z${
          error.schemaPath.includes('/anyOf/') ? `, or \`${never}\`` : ''
        }.`,
      };
    }
    case 'minLength':
      return { pointer: at, code: 'empty', message: `${place} must not be empty.` };
    case 'maxLength':
    case 'maxItems': {
      const items = error.keyword === 'maxItems' ? 'items' : 'characters';
      return {
        pointer: at,
        code: 'too-long',
        message: `${place} may have ${String(params['limit'])} ${items}, and has more.`,
      };
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return {
        pointer: at,
        code: 'out-of-range',
        message: `${place} must be ${String(params['comparison'])} ${String(params['limit'])}.`,
      };
    case 'if':
    case 'const':
    case 'anyOf':
    case 'oneOf':
      return undefined;
    default:
      return { pointer: at, code: 'not-allowed', message: `${place} ${error.message ?? 'is not allowed'}.` };
  }
};

const timeErrors: Readonly<
  Partial<Record<string, { readonly code: FactErrorCode; readonly wanted: string }>>
> = {
  date: { code: 'invalid-date', wanted: 'a day of the calendar, such as 2026-08-15' },
  percent: { code: 'invalid-percent', wanted: 'a percentage, such as 19 % or 0.5 %' },
  time: { code: 'invalid-time', wanted: 'a time of a day, such as 14:30 or 14:30:00' },
  duration: {
    code: 'invalid-duration',
    wanted: 'a duration in days, hours, minutes and seconds, such as P30D or PT1H30M',
  },
  months: { code: 'invalid-duration', wanted: 'a duration in years and months, such as P1Y6M' },
};

/** A fact that a decision reads is not there. */
export const missingFact = (pointer: string): FactError => ({
  pointer,
  code: 'missing-fact',
  message: `\`${dotted(pointer)}\` is missing, and has no default.`,
});

/** So many names are told, and how many more there are. */
const mostNames = 20;

const listOf = (names: readonly string[]): string =>
  names.length <= mostNames
    ? names.join(', ')
    : `${names.slice(0, mostNames).join(', ')} and ${names.length - mostNames} more`;

/** Of a name that is longer not more is told. */
const longestTold = 200;

const dotted = (pointer: string): string => stepsOf(pointer).join('.');

const article = (types: string): string =>
  types
    .split(',')
    .map((type) => (/^[aeio]/.test(type) ? `an ${type}` : `a ${type}`))
    .join(' or ');

const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number' && !Number.isInteger(value)) return 'a fraction';
  return article(typeof value);
};
