import { rename, unlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import type { Edition } from '../../edition/model/edition.js';
import { compileToSql, type SqlDecision } from '../../sql/compile-to-sql.js';
import { dialects } from '../../sql/dialects/dialects.js';
import type { DuckDb } from '../../sql/duckdb/open-duckdb.js';
import { relationOfFiles, UnreadableColumn } from '../../sql/duckdb/relation-of-files.js';
import { Untranslatable } from '../../sql/untranslatable.js';
import { textOf } from '../../sql/values/sql-text.js';
import { openEditions } from '../arguments/open.js';
import { CouldNot, WrongUse, type ExitCode, type Shell } from '../shell/command.js';
import { withDuckDb } from './with-duckdb.js';

/** What a call says of a batch in columns. */
interface ColumnValues {
  readonly editions: string;
  readonly edition: string | undefined;
  readonly output: string | undefined;
  readonly quiet: boolean;
}

/** The column that is handed through. */
const keys = ['id'];

/**
 * Decides each row of a Parquet or CSV file by one query in DuckDB, and writes the answers as Parquet or CSV.
 * @returns 0 where all rows are decided, 1 where some are refused or left to the evaluator
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
  const sql = translated(edition, decision);
  const temporary = `${output}.${randomBytes(6).toString('hex')}.tmp`;
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
  try {
    const counts = await withDuckDb(async (duckdb) => {
      stop.interrupt = () => {
        duckdb.connection.interrupt();
      };
      const { from, unread } = await relationOf(duckdb, file, sql);
      if (unread.length > 0) tell(`\`${decision}\` does not read the columns ${unread.join(', ')}.`);
      const sets = await duckdb.ask(sql.setsIn({ from, keys }));
      const query = sql.deciding(
        { from, keys },
        sets.map(({ fired }) => BigInt(String(fired))),
      );
      unlessStopped();
      await duckdb.run(`COPY (\n${query}\n) TO ${textOf(temporary)} (FORMAT ${format})`);
      const read = `read_${format}(${textOf(temporary)})`;
      const [row] = await duckdb.ask(
        `SELECT count(*) AS "rows", count("refused") AS "refused", count("left") AS "left" FROM ${read}`,
      );
      return { rows: Number(row?.['rows']), refused: Number(row?.['refused']), left: Number(row?.['left']) };
    });
    unlessStopped();
    await rename(temporary, output);
    const seconds = Math.max(1, shell.now() - startedAt) / 1000;
    tell(
      `${counts.rows} rows in ${seconds.toFixed(1)} s (${Math.round(counts.rows / seconds)}/s): ${counts.rows - counts.refused - counts.left} decided, ${counts.refused} refused, ${counts.left} left to the evaluator.`,
    );
    return counts.refused + counts.left === 0 ? 0 : 1;
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    unlessStopped();
    throw error;
  }
};

const relationOf = async (duckdb: DuckDb, file: string, sql: SqlDecision) => {
  try {
    return await relationOfFiles(duckdb, file, sql.columns, keys);
  } catch (error) {
    if (error instanceof UnreadableColumn) throw new CouldNot(error.message, { cause: error });
    throw error;
  }
};

const translated = (edition: Edition, decision: string): SqlDecision => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) throw new WrongUse(`There is no decision \`${decision}\`.`);
  try {
    return compileToSql(edition, ruleSet, dialects.duckdb);
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    throw new CouldNot(
      `\`${decision}\` can not be said in SQL exactly: ${error.message}. Decide its cases as lines (NDJSON).`,
      { cause: error },
    );
  }
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
