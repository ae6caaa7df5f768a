import { counted } from '../../language/numbers/counted.js';
import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Readable } from 'node:stream';
import type { EngineName } from '../../engine/engines.js';
import { inOrder } from '../../workers/in-order.js';
import { cutChunks, type LineChunk } from '../../workers/lines.js';
import { makePool, threadScript, type Pool } from '../../workers/pool.js';
import { CouldNot, WrongUse, type Shell, type ExitCode } from '../shell/command.js';
import type { ValuesOf } from '../shell/options.js';
import { namedEdition, type questionOptions } from '../arguments/question-options.js';
import { maximumLineBytes } from './answer-chunk.js';
import { openOutput } from './batch-output.js';
import type { ChunkAnswer, ChunkLines, ChunkResult, WorkerTask } from './messages.js';
import { makeProgress, tellSummary, type Counts } from './progress.js';
import { cannotRead } from '../shell/read-named.js';

/** Chunks that a thread has or has answered, which are not written yet. */
const chunksAhead = 3;
const progressEveryMs = 2000;

/** What a call says of a batch. */
interface BatchValues extends ValuesOf<typeof questionOptions> {
  readonly editions: string;
  readonly engine: EngineName;
  readonly output: string | undefined;
  readonly workers: number | undefined;
  readonly quiet: boolean;
}

/**
 * Decides every line of a file over several threads, and writes the answers in the order of the lines. Holds a few chunks of lines
 * for each thread and nothing more, whatever the length of the file and however slow its reader.
 * @returns 0 where all are decided, 1 where a line is refused, 3 where it was stopped or met a defect
 */
export const decideBatch = async (
  file: string,
  args: BatchValues,
  names: readonly string[],
  shell: Shell,
): Promise<ExitCode> => {
  const tell = (line: string): void => {
    shell.err(`clausebook decide: ${line}\n`);
  };
  const quiet = args.quiet;
  const [decision = null, ...others] = names;
  if (others.length > 0) throw new WrongUse(`One decision at a time; \`${others.join(' ')}\` is too much.`);
  const workers = args.workers ?? availableParallelism();
  const startedAt = shell.now();
  const task: WorkerTask = {
    editionsDirectory: args.editions,
    engine: args.engine,
    asked: { decision, asOf: args.asOf ?? null, edition: namedEdition(args.edition) },
    startedAt,
  };
  const input = await openInput(file, shell);
  // Before anything is written, so that whoever stops it leaves nothing behind.
  const stop = { asked: false, interrupt: (): void => undefined };
  void shell.untilStopped.then(() => {
    stop.asked = true;
    input.stream.destroy();
    stop.interrupt();
  });
  const output = await openOutput(args.output, shell).catch((error: unknown) => {
    input.stream.destroy();
    throw error;
  });
  const pool = makePool<ChunkLines, ChunkResult>(threadScript('chunk-worker', import.meta.url), {
    width: workers,
    data: task,
  });
  /** Waits for a reader only until the batch is to stop. */
  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      stop.interrupt = resolve;
      output.write(bytes).then(resolve, reject);
    });
  const progress = makeProgress({
    sizeBytes: input.sizeBytes,
    startedAt,
    now: shell.now,
    everyMs: progressEveryMs,
    tell: quiet ? () => undefined : tell,
  });
  let counts: Counts = { decided: 0, refused: 0, firstRefused: null, readBytes: 0 };
  let defects = 0;
  try {
    const chunks = cutChunks(unlessStopped(input.stream, stop), maximumLineBytes);
    const answered = inOrder(chunks, workers * chunksAhead, (chunk) => answerBy(pool, chunk));
    for await (const { bytes, decided, refused, firstRefused, defects: met, readBytes } of answered) {
      if (!stop.asked) await write(bytes);
      if (stop.asked) throw new Stopped('between two chunks');
      counts = {
        decided: counts.decided + decided,
        refused: counts.refused + refused,
        firstRefused: counts.firstRefused ?? firstRefused,
        readBytes,
      };
      for (const defect of met) tell(`a defect of clausebook, please report it.\n${defect}`);
      defects += met.length;
      progress(counts);
    }
    await output.keep();
  } catch (error) {
    await output.discard();
    if (!(error instanceof Stopped)) throw error;
    throw new CouldNot(`stopped after ${counted(counts.decided + counts.refused, 'line')}`, { cause: error });
  } finally {
    input.stream.destroy();
    await pool.close();
  }
  if (!quiet) tell(tellSummary(counts, shell.now() - startedAt));
  return defects > 0 ? 3 : counts.refused > 0 ? 1 : 0;
};

/** Answers a chunk in a thread. Throws {@link CouldNot} where the thread cannot: nothing is dropped in silence. */
const answerBy = async (
  pool: Pool<ChunkLines, ChunkResult>,
  { bytes, firstLine, readBytes }: LineChunk,
): Promise<ChunkAnswer & Pick<LineChunk, 'readBytes'>> => {
  const result = await pool
    .run({ bytes, firstLine }, { transfer: [bytes.buffer] })
    .catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new CouldNot(`a thread failed (${why}), so lines are left unanswered`, { cause });
    });
  if (result.code === 'could-not') throw new CouldNot(result.message);
  return { ...result, readBytes };
};

const openInput = async (
  file: string,
  shell: Shell,
): Promise<{ readonly stream: Readable; readonly sizeBytes: number | null }> => {
  if (file === '-') return { stream: shell.inputBytes(), sizeBytes: null };
  try {
    const handle = await open(file, 'r');
    const status = await handle.stat();
    if (status.isDirectory()) {
      await handle.close();
      throw new Error('it is a directory');
    }
    return {
      stream: handle.createReadStream({ highWaterMark: blockBytes }),
      sizeBytes: status.isFile() ? status.size : null,
    };
  } catch (error) {
    throw cannotRead(file, error);
  }
};

const blockBytes = 128 * 1024;

/** The batch was asked to stop. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** The blocks of a stream. Throws {@link Stopped} where it was destroyed because the batch is to stop. */
async function* unlessStopped(
  stream: Readable,
  stop: { readonly asked: boolean },
): AsyncGenerator<Uint8Array> {
  try {
    // A byte stream, as long as no encoding is set on it.
    for await (const block of stream as AsyncIterable<Uint8Array>) yield block;
  } catch (error) {
    throw stop.asked ? new Stopped('the input is cut', { cause: error }) : error;
  }
}
