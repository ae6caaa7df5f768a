import type { ServerResponse } from 'node:http';
import type { Failure } from '../http/failure.js';
import { callerOf } from '../http/gated-response.js';

/** What keeps a caller who may make drafts from reading decisions; `undefined` where nothing does. */
export const lackingAudit = (
  response: ServerResponse,
): Extract<Failure, { readonly code: 'forbidden' }> | undefined =>
  callerOf(response)?.scopes.has('audit') === false ? { code: 'forbidden', scope: 'audit' } : undefined;
