/** The stable codes of the problems that the service answers with; a newer service may have further ones. */
export type ProblemCode = string;

/** A place of a request that is wrong. */
export interface WrongPlace {
  /** A JSON Pointer, or `?name` for a query parameter. */
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  /** Where several decisions were asked for: the first that has the error. */
  readonly decision?: string;
}

/** Problem details of RFC 9457, as the service sends them. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly instance?: string;
  readonly retryAfterSeconds?: number;
  readonly errors?: readonly WrongPlace[];
}

/** The service refused, or could not do it: `code` says why, `errors` each wrong place. */
export class ClausebookProblem extends Error {
  override readonly name = 'ClausebookProblem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly errors: readonly WrongPlace[];
  readonly details: ProblemDetails;
  constructor(details: ProblemDetails) {
    super(`${details.code}: ${details.detail}`);
    this.code = details.code;
    this.status = details.status;
    this.errors = details.errors ?? [];
    this.details = details;
  }
}

/** No answer of the service came, or none that it gives; `cause` says what went wrong. What was asked for under a key may be asked again under it. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * Another edition than the one that the types are of has decided: its outcomes and effects may be others. It is decided all the same, and recorded
 * where it was to be; `answer` is what came.
 */
export class OtherEdition extends Error {
  override readonly name = 'OtherEdition';
  readonly answer: unknown;
  constructor(answer: unknown, told: string) {
    super(told);
    this.answer = answer;
  }
}

/** The problem in a text that the service sent; `undefined` where it is none. */
export const problemIn = (text: string): ProblemDetails | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const isProblem =
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'detail' in value &&
    'status' in value &&
    typeof value.status === 'number';
  return isProblem ? (value as ProblemDetails) : undefined; // Its members are those of the service's schema.
};
