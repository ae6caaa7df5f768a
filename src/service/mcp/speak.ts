import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { makeMcpServer, makeTools, type McpParts } from './mcp-server.js';
import type { ToolParts } from './tool.js';

/** The two streams of a conversation: a message of JSON-RPC on each line. */
export interface Lines {
  readonly input: Readable;
  readonly output: Writable;
  /** Told of each line that is no message, and where a line is too long, which ends the conversation. */
  readonly report: (error: Error) => void;
}

/**
 * Offers the tools over two streams, until the input ends or `stopped` is settled. What was called by then is answered first.
 * @param only decisions that are taken alone; `undefined` for all
 */
export const speak = async (
  parts: McpParts & ToolParts,
  only: readonly string[] | undefined,
  { input, output, report }: Lines,
  stopped: Promise<void>,
): Promise<void> => {
  const { server, answered } = makeMcpServer(parts, makeTools(parts), { only });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  server.onerror = report;
  const ended = once(input, 'end');
  await server.connect(new StdioServerTransport(input, output));
  await Promise.race([ended, stopped, closed]);
  await answered();
  await server.close();
  output.end();
  await once(output, 'finish');
};
