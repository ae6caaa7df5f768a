import type { Problem } from '../../wire/problem.js';

/** Problem details, as far as they could be read. */
export type ProblemDetails = Pick<Problem, 'code' | 'title' | 'status'> & Partial<Problem>;

/** A request that was not answered with what it asked for: the service refused it, or was not reached. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  /** `null` where the service was not reached. */
  readonly problem: ProblemDetails | null;

  constructor(problem: ProblemDetails | null, options?: ErrorOptions) {
    super(problem?.detail ?? problem?.title ?? 'The service was not reached.', options);
    this.problem = problem;
  }
}

/** What the service said of a request that it refused; `null` of any other failure. */
export const problemOf = (error: unknown): ProblemDetails | null =>
  error instanceof RequestFailure ? error.problem : null;

/** Whether asking again may help: nobody was reached, or the service could not answer just now. */
export const mayPass = (error: unknown): boolean =>
  error instanceof RequestFailure && (error.problem === null || error.problem.status >= 500);
