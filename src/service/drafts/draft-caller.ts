import type { ServerResponse } from 'node:http';
import type { Failure } from '../../decide/failure.js';
import { admissionOf } from '../http/message-classes.js';

/** Who asks ({@link Caller.id}); `null` where nobody has to say. */
export const callerOf = (response: ServerResponse): string | null => {
  const admission = admissionOf(response);
  return admission?.code === 'admitted' ? (admission.caller?.id ?? null) : null;
};

/** What keeps a caller who may make drafts from reading decisions; `undefined` where nothing does. */
export const lackingAudit = (
  response: ServerResponse,
): Extract<Failure, { readonly code: 'forbidden' }> | undefined => {
  const admission = admissionOf(response);
  const caller = admission?.code === 'admitted' ? admission.caller : undefined;
  return caller === undefined || caller.scopes.has('audit')
    ? undefined
    : { code: 'forbidden', scope: 'audit' };
};
