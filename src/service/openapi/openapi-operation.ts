import { neededScope } from '../access/needed-scope.js';
import type { FailureCode } from '../http/failure.js';
import { problemType } from '../http/problems.js';
import { problemKinds } from '../http/problem-kinds.js';

/** What one method of an address does, before it is written for OpenAPI. */
export interface Operation {
  /** Summary, parameters, body: as OpenAPI has them. */
  readonly said: object;
  /** The answer with status 200, as OpenAPI has it. */
  readonly answer: object;
  /** Other answers than problems, by their status. */
  readonly others?: Readonly<Record<string, object>>;
  /** What else it answers, but for what access control does, and what every address does. */
  readonly problems: readonly FailureCode[];
}

/** The operations of an address by their methods. */
export interface Operations {
  readonly get?: Operation;
  readonly post?: Operation;
}

const jsonOf = (schema: object): object => ({ content: { 'application/json': { schema } } });

/** An answer of JSON. */
export const ok = (description: string, schema: object, headers?: object): object => ({
  description,
  ...(headers === undefined ? {} : { headers }),
  ...jsonOf(schema),
});

/** A body of JSON that must be sent. */
export const bodyOf = (schema: object): object => ({ required: true, ...jsonOf(schema) });

/** What else is answered to every body. */
export const bodyProblems = [
  'not-json',
  'invalid-request',
  'body-too-large',
  'unsupported-media-type',
  'internal',
] as const;

/** What else is answered where something is decided. */
export const decidingProblems = [
  'invalid-as-of',
  'unknown-edition',
  'invalid-facts',
  'out-of-range',
  'unknown-clause',
  'not-severable',
  'no-governing-edition',
] as const;

/** What else is answered where it is recorded. */
export const recordingProblems = [
  'invalid-idempotency-key',
  'idempotency-key-reused',
  'not-recorded',
  'overloaded',
  'in-doubt',
  'recorded-unanswered',
] as const;

/** Addresses as OpenAPI has them, each with what access control answers there: it asks the same table as the gate. */
export const describePaths = (paths: Readonly<Record<string, Operations>>): object =>
  Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations).map(([method, operation]: [string, Operation]) => [
          method,
          describeOperation(method.toUpperCase(), path, operation),
        ]),
      ),
    ]),
  );

/** What every address answers to who asks it otherwise than it takes. */
const everywhere = ['invalid-request', 'method-not-allowed', 'not-acceptable'] as const;

const describeOperation = (
  method: string,
  path: string,
  { said, answer, others = {}, problems }: Operation,
): object => {
  const need = neededScope(method, path);
  return {
    ...said,
    ...(need === 'open' ? { security: [] } : {}),
    responses: {
      '200': answer,
      ...others,
      ...describeProblems([...accessProblems(need), ...storeProblems(need), ...problems, ...everywhere]),
    },
  };
};

const foreign = ['foreign-host', 'foreign-origin'] as const;

/** What needs a scope reads what is kept. */
const storeProblems = (need: ReturnType<typeof neededScope>): readonly FailureCode[] =>
  need === 'open' ? [] : ['store-unavailable'];

const accessProblems = (need: ReturnType<typeof neededScope>): readonly FailureCode[] => {
  if (need === 'open') return foreign;
  const known = [...foreign, 'unauthenticated', 'rate-limited', 'authentication-unavailable'] as const;
  return need === 'known' ? known : [...known, 'forbidden'];
};

const describeProblems = (codes: readonly FailureCode[]): object =>
  Object.fromEntries(
    [...new Set(codes.map((code) => problemKinds[code].status))].map((status) => {
      const those = [...new Set(codes)].filter((code) => problemKinds[code].status === status);
      const examples = Object.fromEntries(
        those.map((code) => [code, { summary: problemKinds[code].when, value: exampleOf(code) }]),
      );
      const content = {
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples },
      };
      const headers = headersOf(those);
      return [
        String(status),
        { description: those.map((code) => problemKinds[code].title).join('; '), ...headers, content },
      ];
    }),
  );

const exampleOf = (code: FailureCode): object => {
  const { title, status, remedy } = problemKinds[code];
  return { type: problemType(code), title, status, detail: remedy, code };
};

/** The headers that come with some problems, besides those of every answer. */
const headersOf = (codes: readonly FailureCode[]): { readonly headers?: object } => {
  const isRetried = codes.some((code) => code === 'rate-limited' || problemKinds[code].retryAfterSeconds);
  if (isRetried)
    return { headers: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds.' } } };
  return codes.includes('method-not-allowed') ? { headers: { Allow: { schema: { type: 'string' } } } } : {};
};
