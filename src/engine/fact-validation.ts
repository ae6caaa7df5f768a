import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Edition, RuleSet } from '../edition/edition.js';
import { factSchema } from '../edition/fact-schema.js';
import { nearest } from '../language/nearest.js';
import { parseInstant } from '../language/instants.js';
import type { FactError } from './evaluation.js';

/** Checks the facts of one decision against its schema; every error at once, in the order of their pointers. */
export type ValidateFacts = (facts: Readonly<Record<string, unknown>>) => readonly FactError[];

/** Compiles the fact schema of a rule set, once per edition and decision. */
export const makeFactValidation = (edition: Edition, ruleSet: RuleSet): ValidateFacts => {
  const ajv = new Ajv2020({ strict: true, allErrors: true, verbose: true, ownProperties: true });
  ajv.addFormat('date-time', { type: 'string', validate: (text) => parseInstant(text).ok });
  const validate: ValidateFunction = ajv.compile(factSchema(edition, ruleSet.decision));
  return (facts) => {
    if (validate(facts)) return [];
    const found = new Map<string, FactError>();
    for (const error of validate.errors ?? []) {
      const mended = toFactError(error);
      // One complaint per place: the first keyword that failed says enough.
      if (mended !== undefined && !found.has(mended.pointer)) found.set(mended.pointer, mended);
    }
    return [...found.values()].sort((a, b) => (a.pointer < b.pointer ? -1 : 1));
  };
};

const escapePointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const toFactError = (error: ErrorObject): FactError | undefined => {
  const at = error.instancePath;
  const place = at === '' ? 'The facts' : `\`${dotted(at)}\``;
  const params = error.params as Readonly<Record<string, unknown>>; // ajv types them as Record<string, any>
  switch (error.keyword) {
    case 'required': {
      const name = String(params['missingProperty']);
      const pointer = `${at}/${escapePointer(name)}`;
      return {
        pointer,
        code: 'missing-fact',
        message: `\`${dotted(pointer)}\` is missing, and has no default.`,
      };
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      const pointer = `${at}/${escapePointer(name)}`;
      const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
      const close = nearest(name, known);
      const hint = close === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean \`${close}\`?`;
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
      const close = typeof error.data === 'string' ? nearest(error.data, allowed) : undefined;
      const hint = close === undefined ? '' : ` Did you mean \`${close}\`?`;
      return {
        pointer: at,
        code: 'not-allowed',
        message: `${place} must be one of ${allowed.join(', ')}.${hint}`,
      };
    }
    case 'format': {
      const parsed = parseInstant(String(error.data));
      const code = parsed.ok ? 'invalid-instant' : parsed.code;
      return {
        pointer: at,
        code,
        message: `${place} must be an RFC 3339 instant with an offset and at most milliseconds, such as 2026-08-15T12:00:00Z.`,
      };
    }
    case 'minLength':
      return { pointer: at, code: 'empty', message: `${place} must not be empty.` };
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
    case 'anyOf':
    case 'oneOf':
      return undefined;
    default:
      return { pointer: at, code: 'not-allowed', message: `${place} ${error.message ?? 'is not allowed'}.` };
  }
};

const dotted = (pointer: string): string =>
  pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');

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
