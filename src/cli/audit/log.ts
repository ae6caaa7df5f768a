import { open, stat } from 'node:fs/promises';
import { exportLog, NotExportableError, type Exported } from '../../audit/store/export-log.js';
import { NotImportableError, readExport, verified } from '../../audit/store/import-log.js';
import { restoreSqlite } from '../../audit/store/sqlite/restore.js';
import { readEarlierJournal } from '../../audit/store/earlier-journal.js';
import { StoreNotEmptyError, type Restore } from '../../audit/store/sql/fill.js';
import { openingFailure, tellStartFailure } from '../../service/start/start-failure.js';
import { readLines } from '../../workers/lines.js';
import { command, CouldNot, WrongUse, type ExitCode, type Shell } from '../shell/command.js';
import { choice, text, flag, instant } from '../shell/options.js';
import { counted } from '../../language/numbers/counted.js';
import { dropBefore } from './drop.js';
import { makePersonalKeyFile } from '../arguments/personal-options.js';
import { publicKey } from '../arguments/keys.js';
import { logOptions, personalKeyOption, signingKeyOption, type NamedLog } from '../arguments/log-options.js';
import { openSource } from '../arguments/open.js';
import { openWhole } from '../shell/write-whole.js';
import { toldReason } from '../shell/told-reason.js';
import { tellingProgress, workersOption } from '../arguments/workers-option.js';

/** `clausebook log`: a log as a whole, its checkpoints and its key. */
export const logCommand = command({
  name: 'log',
  summary: 'export and import a log; print its checkpoints and its public key; drop what is old',
  usage:
    'export [--output FILE | --to parquet --output DIR] | import FILE | checkpoints | key [--json] | personal-key FILE | drop --before INSTANT --by NAME --reason TEXT   [--data DIR]',
  options: {
    ...logOptions('a service may be running on it, but for import'),
    to: choice(['ndjson', 'parquet'] as const, {
      value: 'FORMAT',
      means: 'export: ndjson, the whole log; or parquet, its decisions as columns, what is new of them',
      otherwise: 'ndjson',
    }),
    output: text({
      value: 'FILE',
      means: 'export: where to, - for standard output; of parquet a folder',
      otherwise: '-',
    }),
    withPersonal: flag({ means: 'export --to parquet: personal values too' }),
    personalKey: personalKeyOption,
    workers: workersOption,
    signingKey: signingKeyOption('key: the private key whose public part is wanted', "the data directory's"),
    before: instant({ means: 'drop: records decided before lose their content' }),
    by: text({ value: 'NAME', means: 'drop: who does it; stays in the log' }),
    reason: text({ value: 'TEXT', means: 'drop: why; stays in the log' }),
    json: flag({ means: 'key: as a JWK (RFC 8037) in place of PEM' }),
  },
  help: `
export writes the whole log as NDJSON: checkpoints, each release before the first record that cites it, the records as they are stored,
and a last line with counts and a digest. import verifies such a file as \`verify\` does and takes it into an empty store, whole or not at all:
ids, hashes and chains stay what they were. A directory in place of a file is the data directory of an earlier version, with its \`journal/\`.
drop takes the content of old records away for good and keeps their places in the chain;
personal-key makes a key for \`serve --personal encrypted\`. checkpoints prints what an auditor should keep elsewhere, key the public key to keep with it.

An export holds no keys, no registry, no releases that no record cites and no drafts: keep signing-key.pem, keys.json, registry.json, releases/
and drafts/ beside it, and copy them into the data directory after the import. \`verify\` of what was imported needs that key, or --key.
drop works beside a service that runs on the data directory; \`serve --retain DAYS\` does it by itself.

export --to parquet writes DIR/DECISION/DAY.parquet for each decision and day in UTC: facts as columns, outcome, effects, clauses, times, place in the
chain. Called again with the same folder it adds what is new, and takes away what was erased or dropped meanwhile. Personal values are left out but
for --with-personal. Needs DuckDB (@duckdb/node-api); an export that is stopped or killed loses and doubles nothing. See docs/sql.md.

  clausebook log export --data ./data --output log.ndjson
  clausebook log import log.ndjson --data ./other
  clausebook log export --to parquet --output columns --data ./data`,
  run: async (args, shell, names) => {
    const [action, ...rest] = names;
    const none = (): void => {
      if (rest.length > 0) throw new WrongUse(`\`${rest.join(' ')}\` is too much.`);
    };
    switch (action) {
      case 'export':
        none();
        if (args.to === 'ndjson') {
          if (args.withPersonal)
            throw new WrongUse(
              '`--with-personal` is for `--to parquet`: as NDJSON the log is exported as it is.',
            );
          return exportTo(args.output, args, shell);
        }
        if (args.output === '-') throw new WrongUse('Name the folder to export to: `--output DIR`.');
        return (await import('../columns/export-to-parquet.js')).exportToParquet(args.output, args, shell);
      case 'import': {
        const [file, ...more] = rest;
        if (file === undefined || more.length > 0) throw new WrongUse('Name the one file to import.');
        return importFrom(file, args, shell);
      }
      case 'checkpoints':
        none();
        return printCheckpoints(args, shell);
      case 'key': {
        none();
        const { pem, jwk } = await publicKey(args);
        shell.out(args.json ? `${JSON.stringify(jwk, undefined, 2)}\n` : pem);
        return 0;
      }
      case 'personal-key': {
        const [file, ...more] = rest;
        if (file === undefined || more.length > 0) throw new WrongUse('Name the one file to make.');
        await makePersonalKeyFile(file);
        shell.err(`Made \`${file}\`. Keep a copy elsewhere: without it nothing opens what it sealed.\n`);
        return 0;
      }
      case 'drop':
        none();
        return dropBefore(args, shell);
      default:
        throw new WrongUse('Say what to do: export, import, checkpoints, key, personal-key or drop.');
    }
  },
});

const printCheckpoints = async (named: NamedLog, shell: Shell): Promise<ExitCode> => {
  const source = await openSource(named);
  const items = await source.checkpoints();
  await source.close();
  shell.out(`${JSON.stringify({ items }, undefined, 2)}\n`);
  return 0;
};

const exportTo = async (output: string, named: NamedLog, shell: Shell): Promise<ExitCode> => {
  const source = await openSource(named);
  try {
    const lines = exportLog(source, { now: shell.now(), progress: tellingProgress('log export', shell) });
    const counts = output === '-' ? await drain(lines, shell.outBytes) : await writeFileWhole(output, lines);
    shell.err(
      `Exported ${counted(counts.records, 'record')}, ${counted(counts.releases, 'release')}, ${counted(counts.checkpoints, 'checkpoint')}.\n`,
    );
    return 0;
  } catch (cause) {
    if (cause instanceof NotExportableError)
      throw new CouldNot(`${cause.message} See \`npx clausebook verify\`.`, { cause });
    throw cause;
  } finally {
    await source.close();
  }
};

const chunkCharacters = 256 * 1024;

/** Writes the lines in larger pieces; resolves to what the generator returns. */
const drain = async (
  lines: AsyncGenerator<string, Exported>,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<Exported> => {
  let chunk = '';
  for (;;) {
    const next = await lines.next();
    if (next.done === true) {
      await write(Buffer.from(chunk));
      return next.value;
    }
    chunk += next.value;
    if (chunk.length < chunkCharacters) continue;
    await write(Buffer.from(chunk));
    chunk = '';
  }
};

/** A file of that name is the whole export or is not there. */
const writeFileWhole = async (file: string, lines: AsyncGenerator<string, Exported>): Promise<Exported> => {
  const whole = await openWhole(file, 0o600).catch((cause: unknown) => {
    throw new CouldNot(`\`${file}\` can't be written: ${toldReason(cause)}`, { cause });
  });
  try {
    const counts = await drain(lines, whole.write);
    await whole.keep();
    return counts;
  } catch (cause) {
    await whole.discard();
    throw cause;
  }
};

/** What a database that can't be used throws. */
const unusable: ReadonlySet<string> = new Set(['DatabaseUnusableError', 'SchemaError']);

/** Where an import goes: the database or the data directory that a call names. */
const targetOf = async ({
  store,
  data: directory,
}: NamedLog): Promise<{ readonly restore: Restore; readonly name: string }> => {
  if (store === undefined) return { restore: restoreSqlite(directory), name: `\`${directory}\`` };
  // Only who names a database needs what speaks to one.
  const { restorePostgres } = await import('../../audit/store/postgres/restore.js');
  return { restore: restorePostgres(store), name: 'the database' };
};

const mostLineBytes = 256 * 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a line, byte for byte. Throws `NotImportableError` where it is not UTF-8. */
const decoded = (bytes: Buffer, line: number): string => {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new NotImportableError(`line ${line} is not UTF-8.`, { cause });
  }
};

const importFrom = async (file: string, named: NamedLog, shell: Shell): Promise<ExitCode> => {
  const progress = tellingProgress('log import', shell);
  let records = 0;
  async function* lines(): AsyncGenerator<string> {
    const input = file === '-' ? shell.inputBytes() : (await open(file)).createReadStream();
    for await (const line of readLines(input, mostLineBytes)) {
      if (line.code !== 'line') throw new NotImportableError('a line of it is longer than any record.');
      records += 1;
      progress(records);
      yield decoded(line.bytes, records);
    }
  }
  const { restore, name } = await targetOf(named);
  try {
    const isEarlier = file !== '-' && (await stat(file)).isDirectory();
    await restore(verified(isEarlier ? readEarlierJournal(file) : readExport(lines())));
  } catch (cause) {
    if (cause instanceof NotImportableError) {
      shell.err(`not-importable: \`${file}\`: ${cause.message} Nothing was imported.\n`);
      return 1;
    }
    if (cause instanceof StoreNotEmptyError) throw new CouldNot(cause.message, { cause });
    const failure = openingFailure(cause);
    if (failure !== undefined) throw new CouldNot(tellStartFailure(failure), { cause });
    if (cause instanceof Error && ('syscall' in cause || unusable.has(cause.name)))
      throw new CouldNot(cause.message, { cause });
    throw cause;
  }
  shell.out(`Imported into ${name}. See \`npx clausebook verify\`.\n`);
  return 0;
};
