import type { Express } from 'express';
import {
  IncomingMessage,
  ServerResponse,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
} from 'node:http';
import type { Admission, Quota, RawHeaders } from './gate.js';

/** The classes of a server's requests and responses, as `createServer` takes them. */
export interface MessageClasses {
  readonly IncomingMessage: typeof IncomingMessage;
  readonly ServerResponse: ResponseClass;
}

type ResponseClass = typeof ServerResponse &
  (new (...given: ConstructorParameters<typeof ServerResponse>) => GatedResponse);

/** A response that keeps what the gate said before anybody began its answer. */
export interface GatedResponse<
  Message extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Message> {
  /** Its headers stand in the answer, whoever writes it. */
  admission: Admission;
}

/** What the gate said of the request that a response answers; `undefined` for a response of another server. */
export const admissionOf = (response: ServerResponse): Admission | undefined =>
  isGated(response) ? response.admission : undefined;

/** What whoever gets a response may still have decided; `undefined` where nothing is limited. */
export const quotaOf = (response: ServerResponse): Quota | undefined => {
  const admission = admissionOf(response);
  return admission?.code === 'admitted' ? admission.quota : undefined;
};

const isGated = (response: ServerResponse): response is GatedResponse => 'admission' in response;

const notAsked: Admission = { code: 'admitted' };

const noHeaders: RawHeaders = [];

/**
 * Classes of requests and responses; what Express gives to both, `giveExpress` adds. An answer that begins while the service stops closes its
 * connection.
 */
export const makeMessageClasses = (isStopping: () => boolean): MessageClasses => {
  class Request extends IncomingMessage {}
  class Response<Message extends IncomingMessage>
    extends ServerResponse<Message>
    implements GatedResponse<Message>
  {
    admission = notAsked;

    override writeHead(
      status: number,
      reason?: string | OutgoingHttpHeaders | OutgoingHttpHeader[],
      headers?: OutgoingHttpHeaders | OutgoingHttpHeader[],
    ): this {
      if (isStopping()) this.shouldKeepAlive = false;
      const { headers: gateHeaders = noHeaders } = this.admission;
      if (typeof reason === 'string') {
        setHeaders(this, gateHeaders);
        return super.writeHead(status, reason, headers);
      }
      if (Array.isArray(reason)) return super.writeHead(status, [...reason, ...gateHeaders]);
      setHeaders(this, gateHeaders);
      return super.writeHead(status, reason);
    }
  }
  return { IncomingMessage: Request, ServerResponse: Response };
};

/**
 * Lets the classes, and all that is made of them already, carry what an Express application gives to requests and responses: it would
 * otherwise change the prototype of both on every request, which makes all code that touches them slow.
 */
export const giveExpress = (classes: MessageClasses, app: Express): void => {
  const { IncomingMessage: Request, ServerResponse: Response } = classes;
  // Express gives each app two objects between its own prototypes and those of requests and responses.
  Object.setPrototypeOf(Request.prototype, app.request);
  Object.setPrototypeOf(Response.prototype, app.response);
  Object.assign(app, { request: Request.prototype, response: Response.prototype });
};

const setHeaders = (response: ServerResponse, headers: RawHeaders): void => {
  for (let place = 0; place < headers.length; place += 2)
    response.setHeader(headers[place] ?? '', headers[place + 1] ?? '');
};
