import type { InvalidClause } from '../../engine/severability.js';
import { parseInstant } from '../../language/instants.js';
import { isRecord } from '../../language/values.js';

/** The codes of what is refused: those of the problems that the service would answer. */
export const refusals = [
  'invalid-request',
  'invalid-as-of',
  'invalid-facts',
  'out-of-range',
  'unknown-clause',
  'not-severable',
] as const;

/** Why nothing was decided: the code, and each place that is wrong. */
export interface Refusal {
  readonly code: (typeof refusals)[number];
  /** Of facts, JSON Pointers inside `facts`; of a request, inside it. */
  readonly errors: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
}

/** A request that was read. */
export interface ModuleRequest {
  readonly code: 'read';
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds; `null` for now. */
  readonly asOf: number | null;
  readonly subject: string | null;
  readonly invalid?: readonly InvalidClause[];
}

const members = ['facts', 'asOf', 'subject', 'invalid'];

/** Reads `{ facts, asOf?, subject?, invalid? }`; a member that is `undefined` is left out. */
export const readRequest = (given: unknown): ModuleRequest | Refusal => {
  if (!isRecord(given)) return refused('', 'wrong-type', 'A request is an object with `facts`.');
  const { facts, asOf, subject = null, invalid } = given;
  const unknown = Object.keys(given).find((name) => !members.includes(name));
  if (unknown !== undefined)
    return refused(`/${unknown}`, 'unknown-member', `A request has ${members.join(', ')}, and nothing else.`);
  if (!isRecord(facts)) return refused('/facts', 'wrong-type', '`facts` is an object.');
  if (subject !== null && typeof subject !== 'string')
    return refused('/subject', 'wrong-type', '`subject` is a text.');
  const at = asOf === undefined ? null : typeof asOf === 'string' ? parseInstant(asOf) : undefined;
  if (at === undefined) return refused('/asOf', 'wrong-type', '`asOf` is a text.');
  if (at?.ok === false)
    return refused(
      '/asOf',
      at.code,
      '`asOf` is an RFC 3339 instant with an offset and at most milliseconds, such as 2026-08-15T12:00:00Z.',
      'invalid-as-of',
    );
  const request = { code: 'read', facts, asOf: at === null ? null : at.epochMs, subject } as const;
  if (invalid === undefined) return request;
  const clauses = Array.isArray(invalid) ? invalid.flatMap(invalidClause) : [];
  if (!Array.isArray(invalid) || clauses.length < invalid.length)
    return refused('/invalid', 'wrong-type', '`invalid` is a list of `{ clause, authority }`, both texts.');
  return clauses.length === 0 ? request : { ...request, invalid: clauses };
};

const invalidClause = (given: unknown): readonly InvalidClause[] => {
  if (!isRecord(given)) return [];
  const { clause, authority, ...others } = given;
  return typeof clause === 'string' &&
    typeof authority === 'string' &&
    authority !== '' &&
    Object.keys(others).length === 0
    ? [{ clause, authority }]
    : [];
};

const refused = (
  pointer: string,
  code: string,
  message: string,
  as: Refusal['code'] = 'invalid-request',
): Refusal => ({ code: as, errors: [{ pointer, code, message }] });
