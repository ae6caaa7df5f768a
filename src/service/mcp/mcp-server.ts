import { setImmediate as nextTurn } from 'node:timers/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { failureOfError, isDefect } from '../http/failure-of-error.js';
import { typedAnswer } from './answer-schemas.js';
import { caseTools } from './case-tools.js';
import { readingTools } from './reading-tools.js';
import { makeTyped } from './schemas.js';
import { refusal, refused, type Told } from './told.js';
import { lackedScope, type Agent, type Tool, type ToolParts } from './tool.js';

/** All tools that are offered to somebody. */
export const makeTools = (parts: ToolParts): readonly Tool[] => [...readingTools(parts), ...caseTools(parts)];

/** What a server of tools is made from. */
export interface McpParts extends Pick<ToolParts, 'editions' | 'clock'> {
  readonly version: string;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect: (error: unknown) => void;
}

const instructions =
  'Decides cases by the terms of contracts. Begin with list_decisions, ask facts_needed for what a decision needs, then preview. Quote clauses as they are answered. An outcome `unresolved` is for a person to decide.';

/** A server of tools, to be connected to a transport. */
export interface ToolServer {
  readonly server: McpServer['server'];
  /** Resolves once all that was called by now is answered. */
  readonly answered: () => Promise<void>;
}

/** Makes a server of tools for one agent, which lists those that the agent may use. */
export const makeMcpServer = (parts: McpParts, tools: readonly Tool[], agent: Agent): ToolServer => {
  // By hand: its own tools are declared with Zod, and those here have the JSON Schemas of editions.
  const { server } = new McpServer(
    { name: 'clausebook', version: parts.version },
    { capabilities: { tools: {} }, instructions },
  );
  server.setRequestHandler(ListToolsRequestSchema, async () => {
    const typed = await makeTyped(parts.editions, agent.only, parts.clock());
    const offered = tools.filter((tool) => lackedScope(tool, agent) === undefined);
    return {
      tools: offered.map((tool) => {
        const { inputSchema, outputSchema, own } = tool;
        const answer =
          outputSchema === undefined || own === undefined
            ? {}
            : { outputSchema: typedAnswer(parts.editions, agent.only, outputSchema, own) };
        return describe({ ...tool, inputSchema: typed(inputSchema), ...answer });
      }),
    };
  });
  const underWay = new Set<Promise<Told>>();
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (tool !== undefined) {
      const calling = call(tool, params.arguments ?? {});
      underWay.add(calling);
      return { ...(await calling.finally(() => underWay.delete(calling))) };
    }
    if (params.name === 'decide') return { ...readOnly };
    throw new McpError(
      ErrorCode.InvalidParams,
      `unknown-tool: There is no tool of this name. What to do: Use one of ${tools.map(({ name }) => name).join(', ')}.`,
    );
  });

  const call = async (tool: Tool, given: Readonly<Record<string, unknown>>): Promise<Told> => {
    const scope = lackedScope(tool, agent);
    if (scope !== undefined) return refused({ code: 'forbidden', scope });
    try {
      return await tool.call(given, agent);
    } catch (error) {
      const failure = failureOfError(error);
      if (isDefect(failure)) parts.reportDefect(error);
      return refused(failure);
    }
  };
  return {
    server,
    answered: async () => {
      await Promise.all(underWay);
      // The protocol hands over what a call came to in a later turn.
      await nextTurn();
    },
  };
};

const describe = ({ name, title, description, inputSchema, outputSchema, isReading }: Tool) => ({
  name,
  title,
  description,
  inputSchema: { ...inputSchema, type: 'object' as const },
  ...(outputSchema === undefined ? {} : { outputSchema: { ...outputSchema, type: 'object' as const } }),
  annotations: {
    readOnlyHint: isReading,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  },
});

const readOnly = refusal(
  'read-only',
  'Nothing may be recorded here.',
  'Use preview, and let a person decide. Whoever runs this may offer the tool: with `--mcp-decide` of `clausebook serve`, or `--allow-decide` of `clausebook mcp`.',
);
