import { availableParallelism } from 'node:os';
import type { LogSource } from '../../audit/store/log-source.js';
import type { Shell } from '../shell/command.js';
import { number } from '../shell/options.js';

/** How many threads work. */
export const workersOption = number({
  value: 'N',
  means: 'threads that work besides; 0 for none',
  told: 'one for each core, none for a small log',
  min: 0,
  max: 999,
});

/** Below so many records, starting threads costs more than it saves. */
const worthThreads = 20_000;

/** About how many records a log has, by what its store tells: nothing is decided by it. */
export const expectedRecords = async (source: LogSource): Promise<number> =>
  (await source.ends()).reduce((sum, { sequence }) => sum + sequence, 0);

/** How many threads work on a log of about so many records. */
export const workersOf = (workers: number | undefined, expected: number): number =>
  workers ?? (expected < worthThreads ? 0 : availableParallelism());

const progressStep = 50_000;

/** Tells on `err` how far the reading is, now and then. */
export const tellingProgress = (command: string, shell: Shell): ((lines: number) => void) => {
  let told = 0;
  return (lines) => {
    if (lines - told < progressStep) return;
    told = lines;
    shell.err(`clausebook ${command}: ${lines.toLocaleString('en')} records read\n`);
  };
};
