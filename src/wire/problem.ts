import { Type, type Static } from '@sinclair/typebox';
import { count, described, list, named, ordinal, text } from './parts.js';

/** Problem details of RFC 9457, as they are sent. */
export const Problem = named(
  'Problem',
  Type.Object({
    type: described('`urn:clausebook:problem:` and the code.', text),
    title: described('The same for every problem of one code.', text),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: described('What is wrong this time, where, and what to do.', text),
    code: text,
    instance: Type.Optional(
      described(
        'The request: `urn:clausebook:request:` and its id of `X-Request-Id`; left out of the answers to the items of a list.',
        text,
      ),
    ),
    retryAfterSeconds: Type.Optional(
      described(
        'Asking again after so long may help; of an answer of its own in `Retry-After`, too.',
        ordinal,
      ),
    ),
    errors: Type.Optional(
      described(
        'Each place that is wrong: of `invalid-facts` and `out-of-range` relative to `facts`, of `invalid-request` in the body, or a query parameter as `?name`.',
        list(
          Type.Object({
            pointer: text,
            code: text,
            message: text,
            decision: Type.Optional(
              described('Where several were asked for: the first that has the error.', text),
            ),
          }),
        ),
      ),
    ),
    position: Type.Optional(
      described(
        'Of `not-json`: the first place that is wrong.',
        Type.Object({ offset: count, line: ordinal, column: ordinal }),
      ),
    ),
  }),
);
export type Problem = Static<typeof Problem>;
