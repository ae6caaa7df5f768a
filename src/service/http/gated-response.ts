import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Asked } from '../../audit/record/asked.js';
import type { RequestTrace } from '../monitoring/tracing/tracing.js';
import type { Caller } from '../access/scope.js';
import type { Admission, Admitted, Quota } from './gate.js';

/** A response that keeps what the gate said of its request, and the route that answers it. */
export class GatedResponse<
  Message extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Message> {
  admission: Admission = notAsked;
  /** The pattern of the address; `null` as long as no route has it, and where Express answers. */
  route: string | null = null;
  /** The trace that the request is in; `undefined` where none was named, and none is made. */
  trace: RequestTrace | undefined = undefined;
}

const notAsked: Admission = { code: 'admitted' };

/** What the gate said of the request that a response answers; that it is admitted where no gate was asked. */
export const admissionOf = (response: ServerResponse): Admission =>
  isGated(response) ? response.admission : notAsked;

const admittedOf = (response: ServerResponse): Partial<Admitted> => {
  const admission = admissionOf(response);
  return admission.code === 'admitted' ? admission : {};
};

/** What whoever gets a response may still have decided; `undefined` where nothing is limited. */
export const quotaOf = (response: ServerResponse): Quota | undefined => admittedOf(response).quota;

/** Counts decisions that were asked for in one request, and has its answer say what is left after them. */
export const oweFor = (response: ServerResponse, decisions: number): void => {
  const admitted = admittedOf(response);
  if (admitted.quota === undefined || !isGated(response)) return;
  admitted.quota.owe(decisions);
  const headers = [...(admitted.headers ?? [])];
  const place = headers.indexOf('RateLimit');
  if (place >= 0) headers[place + 1] = admitted.quota.left();
  response.admission = { ...admitted, code: 'admitted', headers };
};

/** Who gets a response; `undefined` where nobody has to say who asks. */
export const callerOf = (response: ServerResponse): Caller | undefined => admittedOf(response).caller;

/** Who asks, as a record has it; `undefined` where neither the caller nor the request has a name. */
export const askedOf = (response: ServerResponse): Asked | undefined => {
  const asked = askedBy(admittedOf(response));
  if (asked !== undefined && isGated(response)) response.trace?.know?.(asked);
  return asked;
};

const askedBy = ({ caller, requestId }: Partial<Admitted>): Asked | undefined => {
  if (caller === undefined) return requestId === undefined ? undefined : { request: requestId };
  return requestId === undefined ? { by: caller.id } : { by: caller.id, request: requestId };
};

/** Express gives a response another prototype, and leaves it its own members. */
const isGated = (response: ServerResponse): response is GatedResponse => 'admission' in response;
