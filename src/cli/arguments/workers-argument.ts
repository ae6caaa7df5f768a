import { availableParallelism } from 'node:os';
import type { LogSource } from '../../audit/store/log-source.js';
import { WrongUse, type Arguments, type CommandOption, type Shell } from '../shell/command.js';

/** The option that says how many threads work. */
export const workersOption: CommandOption = {
  name: 'workers',
  value: 'N',
  means: 'threads that work besides; 0 for none (default: one for each core, none for a small log)',
};

/** Below so many records, starting threads costs more than it saves. */
const worthThreads = 20_000;

/** About how many records a log has, by what its store tells: nothing is decided by it. */
export const expectedRecords = async (source: LogSource): Promise<number> => {
  const ends = await source.ends();
  const lines = await source.knownLines();
  return Math.max(
    ends.reduce((sum, { sequence }) => sum + sequence, 0),
    lines.at(-1)?.line ?? 0,
  );
};

/** How many threads work on a log of about so many records. */
export const workersOf = (args: Arguments, expected: number): number => {
  const written = args.text('workers');
  if (written === undefined) return expected < worthThreads ? 0 : availableParallelism();
  if (!/^\d{1,3}$/.test(written)) throw new WrongUse(`\`${written}\` is no number of threads: 0 to 999.`);
  return Number(written);
};

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
