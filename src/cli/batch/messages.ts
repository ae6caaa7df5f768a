import type { LineChunk } from '../../workers/lines.js';
import type { EngineName } from '../../engine/engines.js';
import type { EditionQuery } from '../../decide/request/edition-query.js';
import type { FailureCode } from '../../service/http/failure.js';

/** What the call says of every line, in place of what the line says. */
export interface AskedOfAll {
  /** Where it is given, a line is a request for this decision and names none itself. */
  readonly decision: string | null;
  /** RFC 3339. */
  readonly asOf: string | null;
  readonly edition: EditionQuery | null;
}

/** What a worker is started with. */
export interface WorkerTask {
  readonly editionsDirectory: string;
  readonly engine: EngineName;
  readonly asked: AskedOfAll;
  /** When the batch began, in epoch milliseconds: now, for every line of it. */
  readonly startedAt: number;
}

/** Whole lines of the file. */
export type ChunkLines = Pick<LineChunk, 'bytes' | 'firstLine'>;

/** A line that was refused. */
export interface RefusedLine {
  /** Counted from 1, blank lines too. */
  readonly line: number;
  readonly code: FailureCode;
}

/** The answers to a chunk of lines. */
export interface ChunkAnswer {
  /** A line of JSON for each line that is not blank, in their order. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly decided: number;
  readonly refused: number;
  /** `null` where none is. */
  readonly firstRefused: RefusedLine | null;
  /** Defects of clausebook that lines met, told; their lines are answered with the problem `internal`, and count as refused. */
  readonly defects: readonly string[];
}

/** What comes of a chunk: its answers, or why the thread cannot answer any. */
export type ChunkResult =
  ({ readonly code: 'answered' } & ChunkAnswer) | { readonly code: 'could-not'; readonly message: string };
