/**
 * Loaded before a service, counts what it does in one turn of the event loop: the blocks of JavaScript that are run, as the engine counts them, and the
 * characters that are read or written as JSON, which the engine does by itself. Asked by messages of the process that began it.
 */
import { Session, type Profiler } from 'node:inspector';
import type { WorkCounted } from './counted-service.js';

const session = new Session();
session.connect();
let blocks = 0;
/** Blocks since the last time, which are not counted again. The session is of this thread, and answers at once. */
const blocksRun = (): number => {
  session.post(
    'Profiler.takePreciseCoverage',
    (_error, { result }: Profiler.TakePreciseCoverageReturnType) => {
      blocks = 0;
      for (const { url, functions } of result)
        if (url !== import.meta.url)
          for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    },
  );
  return blocks;
};

let characters = 0;
const { parse, stringify } = JSON;
JSON.parse = ((text: string, ...rest: readonly []) => {
  characters += text.length;
  return parse(text, ...rest) as unknown;
}) as typeof parse;
JSON.stringify = ((value: unknown, ...rest: readonly []) => {
  const text = stringify(value, ...rest) as string | undefined;
  characters += text?.length ?? 0;
  return text;
}) as typeof stringify;

let isCounting = false;
const none: WorkCounted = { blocks: 0, allBlocks: 0, characters: 0, turns: 0 };
let most = none;
let active = performance.eventLoopUtilization();
/** Turns in which next to nothing was done are counted with those after them: looking takes longer than they do. */
const leastActiveMs = 2;

const look = (isLast: boolean): void => {
  if (!isLast && performance.eventLoopUtilization(active).active < leastActiveMs) return;
  const run = blocksRun();
  most = {
    blocks: Math.max(most.blocks, run),
    allBlocks: most.allBlocks + run,
    characters: Math.max(most.characters, characters),
    turns: most.turns + 1,
  };
  characters = 0;
  active = performance.eventLoopUtilization();
};
const eachTurn = (): void => {
  if (!isCounting) return;
  look(false);
  setImmediate(eachTurn);
};

session.post('Profiler.enable');
process.on('message', (message) => {
  if (message === 'begin') {
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    blocksRun();
    [isCounting, characters, most] = [true, 0, none];
    active = performance.eventLoopUtilization();
    setImmediate(eachTurn);
    process.send?.('counting');
  } else if (message === 'end') {
    look(true);
    isCounting = false;
    process.send?.(most);
  }
});
