import type { ServerResponse } from 'node:http';
import type { Failure } from '../failure.js';
import { callerOf } from '../gated-response.js';

type Invalid = Extract<Failure, { readonly code: 'invalid-request' }>;

/**
 * Who says something that is signed or kept: the caller; where nobody has to say who asks, whoever the request names.
 * @param member where the request names them
 */
export const speakerOf = (
  given: string | undefined,
  member: 'author' | 'by',
  response: ServerResponse,
): string | Invalid => {
  const caller = callerOf(response)?.id;
  const invalid = (code: 'missing-member' | 'not-allowed', message: string): Invalid => ({
    code: 'invalid-request',
    errors: [{ pointer: `/${member}`, code, message }],
  });
  if (caller === undefined)
    return (
      given ??
      invalid('missing-member', `\`${member}\` must say who says so: nobody has to say who asks here.`)
    );
  return given === undefined
    ? caller
    : invalid('not-allowed', `Who says so is whose key or token it is. Leave \`${member}\` out.`);
};
