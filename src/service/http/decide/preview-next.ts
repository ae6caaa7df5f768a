import type { Decide, DecideResult } from '../../../decide/decide.js';
import { andThen } from '../../../decide/evaluate.js';
import type { DecideRequest } from '../../../decide/request/decide-request.js';
import type { DecisionAnswer } from '../../../wire/decision.js';
import type { Failure } from '../failure.js';
import { problemOf } from '../problems.js';

/** The query parameter by which a preview tells what is answered at `holdsUntil`. */
export const nextParameter = 'next';

/** Whether the address of a preview asks what is answered next. */
export const readNext = (
  url: string,
):
  | { readonly code: 'read'; readonly next: boolean }
  | Extract<Failure, { readonly code: 'invalid-request' }> => {
  const [, query = ''] = /\?([^#]*)/.exec(url) ?? [];
  const given = query === '' ? [] : new URLSearchParams(query).getAll(nextParameter);
  const [next = 'false', ...others] = given;
  if (others.length === 0 && (next === 'true' || next === 'false'))
    return { code: 'read', next: next === 'true' };
  const message = `\`next\` is true or false, once.`;
  return {
    code: 'invalid-request',
    errors: [{ pointer: `?${nextParameter}`, code: 'not-allowed', message }],
  };
};

/** Previews a request, and adds to the answer what is answered at `holdsUntil`. */
export const previewWithNext =
  (preview: Decide): Decide =>
  (decision, request) =>
    andThen(preview(decision, request), (result): DecideResult | Promise<DecideResult> => {
      if (result.code !== 'decided' || result.answer.holdsUntil === undefined) return result;
      const { answer } = result;
      const { holdsUntil } = answer;
      if (holdsUntil === null || holdsUntil === undefined)
        return { ...result, answer: { ...answer, next: null } };
      return andThen(preview(decision, { ...request, asOf: Date.parse(holdsUntil) }), (then) => ({
        ...result,
        answer: { ...answer, next: toldNext(then) },
      }));
    });

const toldNext = (then: DecideResult): NonNullable<DecisionAnswer['next']> => {
  if (then.code === 'decided') return { status: 200, answer: then.answer };
  const problem = problemOf(then);
  return { status: problem.status, problem };
};

/** A release may be published at any moment: no preview is kept longer than so many seconds. */
const mostKeptSeconds = 300;

/** For how many whole seconds a preview stays right. @param now epoch milliseconds */
export const keptSeconds = ({ asOf }: DecideRequest, { holdsUntil }: DecisionAnswer, now: number): number => {
  if (holdsUntil === undefined) return 0;
  if (asOf !== null || holdsUntil === null) return mostKeptSeconds;
  return Math.min(mostKeptSeconds, Math.max(0, Math.floor((Date.parse(holdsUntil) - now) / 1000)));
};
