import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { Router, type Request, type Response } from 'express';
import { isRecord } from '../../language/values.js';
import { askedOf, callerOf } from '../http/gated-response.js';
import { readBody, readJsonBody } from '../http/request/read-body.js';
import type { RequestLimits } from '../http/request/request-limits.js';
import { refuseOtherMethods } from '../http/routes/replies.js';
import { routeOn } from '../http/routes/route-on.js';
import { makeAnswerDefect, sendProblem } from '../http/send.js';
import { makeMcpServer, makeTools, type McpParts } from './mcp-server.js';
import { decisionsOf } from './schemas.js';
import type { ToolParts } from './tool.js';

/** What the protocol reads of the headers. */
const headersRead = ['accept', 'content-type', 'mcp-protocol-version'] as const;

/**
 * `POST /mcp`: the tools over streamable HTTP. Without sessions: nothing is kept between two requests, and any replica answers. With
 * `?decisions=refund,expiry` for these decisions alone.
 */
export const mcpRoutes = (parts: McpParts & ToolParts & { readonly limits: RequestLimits }): Router => {
  const { bodyLimitBytes, bodyTimeoutMs } = parts.limits;
  const router = Router({ caseSensitive: true });
  const answerDefect = makeAnswerDefect(parts.reportDefect);
  const tools = makeTools(parts);
  const answer = async (request: Request, response: Response, message: unknown): Promise<void> => {
    const { decisions } = request.query;
    const only = typeof decisions === 'string' ? [...new Set(decisions.split(','))] : undefined;
    if (decisions !== undefined && only === undefined) {
      sendProblem(response, decisionsTwice);
      return;
    }
    const known = decisionsOf(parts.editions);
    const decision = only?.find((name) => !known.includes(name));
    if (decision !== undefined) {
      sendProblem(response, { code: 'unknown-decision', decision, known });
      return;
    }
    const agent = { caller: callerOf(response), asked: askedOf(response), only };
    const { server } = makeMcpServer(parts, tools, agent);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    try {
      const headers = headersRead.flatMap((name) => {
        const value = request.headers[name];
        return typeof value === 'string' ? [[name, value] as [string, string]] : [];
      });
      const asked = new globalThis.Request('http://localhost/mcp', { method: 'POST', headers });
      const answered = await transport.handleRequest(asked, { parsedBody: message });
      response.status(answered.status);
      const type = answered.headers.get('content-type');
      if (type !== null) response.type(type);
      response.send(await answered.text());
    } finally {
      await server.close();
    }
  };
  routeOn(router, '/mcp', { query: ['decisions'], types: ['application/json'] })
    .post((request, response) => {
      readBody(request, { limitBytes: receiptLimitBytes, timeoutMs: bodyTimeoutMs }, (body) => {
        const read = readJsonBody(body);
        const isTooLong = body.code === 'whole' && body.bytes.length > bodyLimitBytes;
        if (read.code !== 'read') sendProblem(response, read);
        else if (Array.isArray(read.value)) sendProblem(response, batch);
        else if (isTooLong && !hasReceipt(read.value))
          sendProblem(response, { code: 'body-too-large', limitBytes: bodyLimitBytes });
        else
          return answer(request, response, read.value).catch((error: unknown) => {
            answerDefect(error, response);
          });
        return undefined;
      });
    })
    .all(refuseOtherMethods('POST'));
  return router;
};

const decisionsTwice = {
  code: 'invalid-request',
  errors: [
    { pointer: '?decisions', code: 'not-allowed', message: 'Give `decisions` once, with commas between.' },
  ],
} as const;

/** A message that brings a receipt, which has a whole release in it, may be so long; every other as long as a request. */
const receiptLimitBytes = 2 * 1024 * 1024;

const hasReceipt = (message: unknown): boolean =>
  isRecord(message) && isRecord(message['params']) && message['params']['name'] === 'verify_receipt';

/** Each message counts as one request, against limits too. */
const batch = {
  code: 'invalid-request',
  errors: [{ pointer: '', code: 'wrong-type', message: 'Send each message of JSON-RPC by itself.' }],
} as const;
