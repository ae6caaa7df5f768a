import { randomBytes } from 'node:crypto';
import { rename, unlink } from 'node:fs/promises';
import type { Edition } from '../../edition/model/edition.js';
import { openEditions } from '../arguments/open.js';
import { CouldNot, WrongUse, type ExitCode, type Shell } from '../shell/command.js';
import { decideBatch } from './decide-rows.js';
import { withDuckDb } from './with-duckdb.js';

/** What a call says of a batch in columns. */
interface ColumnValues {
  readonly editions: string;
  readonly edition: string | undefined;
  readonly output: string | undefined;
  readonly quiet: boolean;
}

/**
 * Decides each row of a Parquet or CSV file, and writes the answers as Parquet or CSV: by one query in DuckDB, and what that does not decide for certain,
 * or a decision that can't be said in SQL, by evaluators over all cores.
 * @returns 0 where all rows are decided, 1 where some are refused
 */
export const decideColumns = async (
  file: string,
  args: ColumnValues,
  names: readonly string[],
  shell: Shell,
): Promise<ExitCode> => {
  const [decision, ...others] = names;
  if (decision === undefined || others.length > 0)
    throw new WrongUse(
      'Name one decision for a batch in columns: `npx clausebook decide DECISION --batch FILE`.',
    );
  const { output } = args;
  const format = /\.(parquet|csv)$/i.exec(output ?? '')?.[1]?.toLowerCase();
  if (output === undefined || format === undefined)
    throw new WrongUse('A batch in columns is answered in columns: `--output ANSWERS.parquet`, or `.csv`.');
  const edition = await theEdition(decision, args);
  const startedAt = shell.now();
  const tell = (line: string): void => {
    if (!args.quiet) shell.err(`clausebook decide: ${line}\n`);
  };
  const stop = { isAsked: false, interrupt: (): void => undefined };
  void shell.untilStopped.then(() => {
    stop.isAsked = true;
    stop.interrupt();
  });
  const unlessStopped = (): void => {
    if (stop.isAsked) throw new CouldNot('It was stopped; nothing is written.');
  };
  const temporary = `${output}.${randomBytes(6).toString('hex')}.tmp`;
  const [byQuery, lines] = [`${temporary}.query`, `${temporary}.lines`];
  try {
    const counts = await withDuckDb((duckdb) => {
      stop.interrupt = () => {
        duckdb.connection.interrupt();
      };
      const told = makeTold(tell, shell.now, unlessStopped);
      const batch = { duckdb, file, edition, decision, format, tell, told, unlessStopped };
      return decideBatch(batch, { answers: temporary, byQuery, lines });
    });
    unlessStopped();
    await rename(temporary, output);
    const seconds = Math.max(1, shell.now() - startedAt) / 1000;
    tell(
      `${counts.rows} rows in ${seconds.toFixed(1)} s (${Math.round(counts.rows / seconds)}/s): ${counts.rows - counts.refused} decided, ${counts.refused} refused${counts.evaluated === 0 ? '' : `; ${counts.evaluated} of them by the evaluator`}.`,
    );
    return counts.refused === 0 ? 0 : 1;
  } catch (error) {
    unlessStopped();
    throw error;
  } finally {
    for (const one of [temporary, byQuery, lines]) await unlink(one).catch(() => undefined);
  }
};

const tellEveryMs = 2000;

/** Tells now and then how many rows the evaluators have decided. */
const makeTold = (tell: (line: string) => void, now: () => number, unlessStopped: () => void) => {
  let last = now();
  return (rows: number): void => {
    unlessStopped();
    if (now() - last < tellEveryMs) return;
    last = now();
    tell(`${rows} rows decided by the evaluator`);
  };
};

/** The one edition that is meant: which of several governs is not asked of each row. */
const theEdition = async (decision: string, args: ColumnValues): Promise<Edition> => {
  const [document, revision] = args.edition?.split('/') ?? [];
  const having = (await openEditions(args))
    .all()
    .filter(
      ({ identity, decisions }) =>
        decisions.has(decision) &&
        (document === undefined || document === identity.document) &&
        (revision === undefined || revision === identity.revision),
    );
  const [edition, ...others] = having;
  if (edition === undefined) throw new WrongUse(`No edition here has a decision \`${decision}\`.`);
  if (others.length > 0) {
    const named = having.map(({ identity }) => `${identity.document}/${identity.revision}`).join(', ');
    throw new WrongUse(`Several editions have \`${decision}\`: name one with \`--edition\`, of ${named}.`);
  }
  return edition;
};
