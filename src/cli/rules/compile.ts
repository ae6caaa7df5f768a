import { decisionSource } from '../../engine/compiled/compiled-evaluator.js';
import { command, CouldNot, WrongUse } from '../shell/command.js';
import { choice, flag, list, text } from '../shell/options.js';
import { compileToSql, type SqlDecision } from '../../sql/compile-to-sql.js';
import { dialectNames, type DialectName } from '../../sql/dialects/dialect.js';
import { dialects } from '../../sql/dialects/dialects.js';
import { Untranslatable } from '../../sql/untranslatable.js';
import { nameOf, type Sql } from '../../sql/values/sql-text.js';
import type { Reading } from '../../sql/query/write-query.js';
import { editionsOption } from '../arguments/edition-options.js';
import { openEditions } from '../arguments/open.js';
import { readNamed } from '../shell/read-named.js';
import { withDuckDb } from '../sql/with-duckdb.js';
import { relationOfFiles, UnreadableColumn } from '../../sql/duckdb/relation-of-files.js';

/** `clausebook compile`: the JavaScript or the SQL that a decision becomes. */
export const compileCommand = command({
  name: 'compile',
  summary: 'write a decision as JavaScript: to be read, as one module for anywhere, or as SQL',
  usage:
    'DECISION [--to module [--out FILE] | --to sql [--dialect NAME] [--from RELATION | --on FILES] [--sets FILE | --find-sets] [--view NAME]] [--edition DOC[/REV]]',
  options: {
    to: choice(['javascript', 'module', 'sql'] as const, {
      value: 'LANGUAGE',
      means:
        'javascript, as the service runs it, to be read; module, one file that decides by itself; or sql',
      otherwise: 'javascript',
    }),
    out: text({
      value: 'FILE',
      means:
        'where a module is written to, such as refund.js, with its types beside it (default: it is printed)',
    }),
    dialect: choice<DialectName, DialectName>(dialectNames, {
      value: 'NAME',
      means: `the engine that the SQL is for: ${dialectNames.join(', ')}`,
      otherwise: 'duckdb',
    }),
    from: text<string>({
      value: 'RELATION',
      means: 'the table or view that has the facts as columns; with its schema, public.cases',
      otherwise: 'cases',
    }),
    on: text({
      value: 'FILES',
      means:
        'a Parquet or CSV file, or a folder of Parquet files, that has them; DuckDB finds the sets there',
    }),
    key: list({ value: 'NAMES', means: 'columns that are handed through (default: id)' }),
    sets: text({
      value: 'FILE',
      means: 'the sets of fired rules that occur, as the query of --find-sets gives them',
    }),
    view: text({
      value: 'NAME',
      means:
        'print a view of this name, as CREATE VIEW, in place of a query; with its schema, public.decided',
    }),
    findSets: flag({ means: 'print the query that finds the sets of fired rules that occur' }),
    edition: text({
      value: 'DOC[/REV]',
      means: 'of which edition (default: the newest that has the decision)',
    }),
    editions: editionsOption,
  },
  help: `
The service compiles each decision of an edition once, when it loads. This prints the source, to be read: each part says which rule and
clauses it is.

  clausebook compile refund

With --to module it becomes one ES module without dependencies, for a browser, an edge worker or a queue consumer. It answers as
POST /preview of the service does, checks facts alike, and needs neither Node nor network:

  clausebook compile refund --to module --out refund.js

With --to sql the rules go to where the cases are: one query decides each row of a relation whose columns are named after the facts. What cannot
be said exactly in SQL is refused by name. Precedence is decided once for each set of fired rules that occurs, and joined back:

  clausebook compile refund --to sql --find-sets > find.sql     # run it, save what it gives as sets.csv
  clausebook compile refund --to sql --sets sets.csv > refund.sql
  clausebook compile refund --to sql --on cases.parquet > refund.sql     # both at once, by DuckDB
  clausebook compile refund --to sql --dialect postgres --from public.cases --sets sets.csv --view decided_refunds > view.sql

Queries are written for ${dialectNames.map((name) => dialects[name].title).join(', ')} (--dialect ${dialectNames.join('|')}).`,
  names: { least: 1, most: 1, say: 'Name one decision.' },
  run: async (args, shell, [decision = '']) => {
    const [document, revision] = args.edition?.split('/') ?? [];
    const editions = (await openEditions(args)).all();
    const edition = editions.findLast(
      ({ identity, decisions }) =>
        decisions.has(decision) &&
        (document === undefined || document === identity.document) &&
        (revision === undefined || revision === identity.revision),
    );
    const ruleSet = edition?.decisions.get(decision);
    if (edition === undefined || ruleSet === undefined) {
      const known = [...new Set(editions.flatMap(({ decisions }) => [...decisions.keys()]))];
      throw new WrongUse(`No edition here has a decision \`${decision}\`. There are ${known.join(', ')}.`);
    }
    if (args.out !== undefined && args.to !== 'module')
      throw new WrongUse('Only a module is written to a file: `--to module --out FILE`.');
    if (args.to === 'module') {
      const { compileToModule } = await import('./compile-module.js');
      return compileToModule(edition, ruleSet, args.out, shell);
    }
    if (args.to === 'javascript') {
      shell.out(decisionSource(edition, decision));
      return 0;
    }
    if (args.on !== undefined && args.dialect !== 'duckdb')
      throw new WrongUse(
        '`--on` is for `--dialect duckdb`, which reads files; of a table, `--find-sets` finds the sets.',
      );
    const sql = orRefused(decision, () => compileToSql(edition, ruleSet, dialects[args.dialect]));
    const keys = args.key.length === 0 ? ['id'] : args.key;
    const reading: Reading = { from: relationNamed(args.from), keys };
    if (args.view !== undefined && args.findSets)
      throw new WrongUse(
        '`--view` is of the query that decides, `--find-sets` prints the other: give one of them.',
      );
    const asView = (query: string): string =>
      args.view === undefined
        ? query
        : `${dialects[args.dialect].query(`CREATE VIEW ${relationNamed(args.view, 'view')} AS`)}\n${query};`;
    if (args.on !== undefined) {
      shell.out(`${asView(await onFiles(sql, args.on, keys))}\n`);
      return 0;
    }
    if (args.findSets) {
      shell.out(`${sql.setsIn(reading)}\n`);
      return 0;
    }
    const sets = args.sets === undefined ? [] : setsIn(await readNamed(args.sets));
    if (sets.length === 0)
      shell.err(
        'No sets of fired rules are given (`--sets`, `--on`): the query leaves each row to the evaluator, and says which rules fired.\n',
      );
    shell.out(`${asView(sql.deciding(reading, sets))}\n`);
    return 0;
  },
});

/** A relation as SQL names it: `schema.name` has two parts, each in quotes; a part with a dot in it is written in quotes itself. */
const relationNamed = (written: string, option: 'from' | 'view' = 'from'): Sql => {
  const parts = [...written.matchAll(/(?:^|\.)(?:"((?:[^"]|"")+)"|([^".]+))(?=\.|$)/g)];
  if (written.startsWith('.') || parts.map(([part]) => part).join('') !== written || written === '')
    throw new WrongUse(
      `\`--${option} ${written}\`: name a table or view, with its schema before a dot: \`public.cases\`; a name with a dot in double quotes.`,
    );
  return parts.map(([, quoted, plain]) => nameOf(quoted?.replaceAll('""', '"') ?? plain ?? '')).join('.');
};

const orRefused = (decision: string, make: () => SqlDecision): SqlDecision => {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    throw new CouldNot(`\`${decision}\` can not be said in SQL exactly: ${error.message}.`, { cause: error });
  }
};

const onFiles = (sql: SqlDecision, path: string, keys: readonly string[]): Promise<string> =>
  withDuckDb(async (duckdb) => {
    try {
      const { from } = await relationOfFiles(duckdb, path, sql.columns, keys);
      const reading: Reading = { from, keys };
      const sets = await duckdb.ask(sql.setsIn(reading));
      return sql.deciding(
        reading,
        sets.map(({ fired }) => BigInt(String(fired))),
      );
    } catch (error) {
      if (error instanceof UnreadableColumn) throw new CouldNot(error.message, { cause: error });
      throw error;
    }
  });

/** Whole numbers, one a line; other lines, such as a heading, are passed over. */
const setsIn = (written: string): readonly bigint[] => [
  ...new Set([...written.matchAll(/^\s*"?(\d{1,19})"?,?\s*$/gm)].map(([, number]) => BigInt(number ?? 0))),
];
