import type { Asked } from '../../audit/record/asked.js';
import type { Decide } from '../../decide/decide.js';
import type { EvaluateParts } from '../../decide/evaluate.js';
import type { Editions } from '../../decide/editions/editions.js';
import type { FindReceipt } from '../../decide/record/receipts.js';
import type { Recorded } from '../../decide/record/recorded.js';
import type { VerifyingKey } from '../../audit/chain/signing-key.js';
import type { SchemaObject } from '../../language/schema.js';
import type { Need } from '../access/needed-scope.js';
import type { Caller, Scope } from '../access/scope.js';
import type { OwnMembers } from './answer-schemas.js';
import type { Told } from './told.js';

/** What the tools stand on: the application core, as it is behind HTTP. */
export interface ToolParts extends EvaluateParts {
  readonly editions: Editions;
  readonly recorded: Pick<Recorded, 'trace' | 'letter'>;
  /** Records; left out where agents may not have anything recorded. */
  readonly decide?: Decide | undefined;
  readonly findReceipt: FindReceipt;
  /** Those whose signatures count on a receipt. */
  readonly keys: () => readonly VerifyingKey[];
}

/** On whose behalf a tool is called. */
export interface Agent {
  /** Left out where nobody has to say who asks: then everything is allowed that is offered. */
  readonly caller?: Caller | undefined;
  /** Stands in the record. */
  readonly asked?: Asked | undefined;
  /** The only decisions that are offered to it; left out for all. */
  readonly only?: readonly string[] | undefined;
}

/** What is given to a tool. */
export type Given = Readonly<Record<string, unknown>>;

/** A tool as a model sees it, and what it does. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** A JSON Schema of an object. */
  readonly inputSchema: SchemaObject;
  /** Of what it answers as JSON; left out where it answers in words. */
  readonly outputSchema?: object;
  /** What an edition declares of these answers; left out where they are about no decision. */
  readonly own?: OwnMembers;
  /** Whether it changes nothing; the other one records. */
  readonly isReading: boolean;
  /** What the same needs over HTTP. */
  readonly need: Need;
  /** @param given as it was sent: the tool checks it */
  readonly call: (given: Given, agent: Agent) => Told | Promise<Told>;
}

/** The scope that a tool needs and an agent lacks; `undefined` where the agent may use the tool. */
export const lackedScope = ({ need }: Pick<Tool, 'need'>, { caller }: Agent): Scope | undefined =>
  caller === undefined || need === 'open' || need === 'known' || need === 'untold' || caller.scopes.has(need)
    ? undefined
    : need;
