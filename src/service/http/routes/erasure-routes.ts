import { below } from '../../../language/json-pointer.js';
import { Router } from 'express';
import { NotRecordedError, type DecisionLog } from '../../../audit/store/decision-log.js';
import type { Failure } from '../failure.js';
import type { RequestError } from '../../../decide/request/request-error.js';
import { maximumReason, maximumText } from '../../../wire/limits.js';
import { callerOf } from '../gated-response.js';
import { readBody, readJsonBody, type BodyLimits } from '../request/read-body.js';
import { refuseOtherMethods } from './replies.js';
import { makeAnswerDefect, sendProblem } from '../send.js';

/** What erasing needs. */
export interface ErasureParts {
  readonly log: Pick<DecisionLog, 'erase'>;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  readonly newId: () => string;
  readonly limits: BodyLimits;
  readonly reportDefect: (error: unknown) => void;
}

interface Asked {
  readonly subject: string;
  readonly reason: string;
}

/** `POST /erasures`: erases the personal values of a subject, in the caller's name. */
export const erasureRoutes = ({ log, clock, newId, limits, reportDefect }: ErasureParts): Router => {
  const router = Router({ caseSensitive: true });
  const answerDefect = makeAnswerDefect(reportDefect);
  router
    .route('/erasures')
    .post((request, response) => {
      const by = callerOf(response)?.id ?? unnamedCaller;
      const erase = async (asked: Asked): Promise<void> => {
        try {
          response.json(await log.erase({ ...asked, id: newId(), at: clock(), by }));
        } catch (error) {
          if (error instanceof NotRecordedError) sendProblem(response, { code: error.code });
          else answerDefect(error, response);
        }
      };
      readBody(request, limits, (body) => {
        const json = readJsonBody(body);
        const asked = json.code === 'read' ? readErasure(json.value) : json;
        if ('subject' in asked) void erase(asked);
        else sendProblem(response, asked);
      });
    })
    .all(refuseOtherMethods('POST'));
  return router;
};

/** Where nobody has to say who asks. */
const unnamedCaller = 'a caller of the service';

const mostCharacters = { subject: maximumText, reason: maximumReason } as const;

const readErasure = (body: unknown): Asked | Extract<Failure, { readonly code: 'invalid-request' }> => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return invalid([{ pointer: '', code: 'wrong-type', message: 'The body must be an object.' }]);
  const fields = body as Readonly<Record<string, unknown>>; // an object that is no list
  const errors: RequestError[] = Object.keys(fields)
    .filter((name) => name !== 'subject' && name !== 'reason')
    .map((name) => ({
      pointer: below('', name),
      code: 'unknown-member',
      message: 'An erasure has `subject` and `reason`.',
    }));
  const textOf = (name: 'subject' | 'reason'): string => {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const pointer = `/${name}`;
    if (value === undefined)
      errors.push({ pointer, code: 'missing-member', message: `\`${name}\` is missing.` });
    else if (typeof value !== 'string' || value === '' || value.length > mostCharacters[name])
      errors.push({
        pointer,
        code: 'wrong-type',
        message: `\`${name}\` must be a text of 1 to ${mostCharacters[name]} characters.`,
      });
    else return value;
    return '';
  };
  const asked = { subject: textOf('subject'), reason: textOf('reason') };
  return errors.length === 0 ? asked : invalid(errors);
};

const invalid = (
  errors: readonly RequestError[],
): Extract<Failure, { readonly code: 'invalid-request' }> => ({ code: 'invalid-request', errors });
