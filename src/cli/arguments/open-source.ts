import { readFile } from 'node:fs/promises';
import type { Checkpoint } from '../../audit/chain/checkpoint.js';
import { parseCheckpoint } from '../../audit/chain/checkpoint.js';
import { isAbsent } from '../../audit/store/durable-file.js';
import { openSqliteSource } from '../../audit/store/sqlite/source.js';
import { openingFailure, tellStartFailure } from '../../service/start/start-failure.js';
import type { LogSource } from '../../audit/store/log-source.js';
import { readVerifyingKeys, UnusableKeyError, type VerifyingKey } from '../../audit/chain/signing-key.js';
import { signingKeyFile } from '../../audit/chain/signing-key-file.js';
import { CouldNot, WrongUse, type Arguments, type CommandOption, type Shell } from '../shell/command.js';
import { toldReason } from '../shell/told-reason.js';

/** The options that name a log, with what is to be known of a service that runs on its data directory. */
export const logOptions = (besideService: string): readonly CommandOption[] => [
  {
    name: 'data',
    value: 'DIR',
    means: `the data directory (CLAUSEBOOK_DATA; default ./data); ${besideService}`,
  },
  {
    name: 'store',
    value: 'URL',
    means: 'a PostgreSQL database (postgres://…) in place of a data directory (CLAUSEBOOK_STORE)',
  },
];

/** The options that name a log that is read. */
export const sourceOptions: readonly CommandOption[] = logOptions('a service may be running on it');

/** The data directory of a call. */
export const dataDirectory = (args: Arguments, shell: Shell): string =>
  args.text('data') ?? shell.settings.data ?? 'data';

/** The database of a call, `undefined` where it is about a data directory: an option goes before what the environment says. */
export const storeUrl = (args: Arguments, shell: Shell): string | undefined =>
  args.text('store') ?? (args.text('data') === undefined ? shell.settings.store : undefined);

/** Opens the log that a call names as it is stored, whatever is wrong with it; to be closed. Throws {@link CouldNot}. */
export const openSource = async (args: Arguments, shell: Shell): Promise<LogSource> => {
  const store = storeUrl(args, shell);
  if (store !== undefined) return openDatabase(store);
  const directory = dataDirectory(args, shell);
  try {
    return openSqliteSource(directory);
  } catch (cause) {
    const failure = openingFailure(cause);
    throw failure === undefined ? cause : new CouldNot(tellStartFailure(failure), { cause });
  }
};

const openDatabase = async (url: string): Promise<LogSource> => {
  // Only who names a database needs what speaks to one.
  const { openPostgresSource } = await import('../../audit/store/postgres/source.js');
  return openingDatabase(() => openPostgresSource(url));
};

/** Opens something of a database. Throws {@link CouldNot} where that can't be used. */
export const openingDatabase = async <Opened>(open: () => Promise<Opened>): Promise<Opened> => {
  const { DatabaseUnusableError } = await import('../../audit/store/postgres/failures.js');
  try {
    return await open();
  } catch (cause) {
    throw cause instanceof DatabaseUnusableError ? new CouldNot(cause.message, { cause }) : cause;
  }
};

/** Reads a file that a call names. Throws {@link CouldNot}. */
export const readNamed = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new CouldNot(`\`${file}\` can't be read: ${toldReason(cause)}`, { cause });
  }
};

/** The keys whose signatures count: those of `--key`, else the one of the data directory; none where there is none. */
export const trustedKeys = async (args: Arguments, shell: Shell): Promise<readonly VerifyingKey[]> => {
  const named = args.text('key');
  const file = named ?? signingKeyFile(dataDirectory(args, shell));
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (named === undefined && isAbsent(cause)) return [];
    throw new CouldNot(`\`${file}\` can't be read: ${toldReason(cause)}`, { cause });
  }
  try {
    return readVerifyingKeys(text);
  } catch (cause) {
    if (cause instanceof UnusableKeyError) throw new WrongUse(`\`${file}\`: ${cause.message}`);
    throw cause;
  }
};

/** What may hold checkpoints: one, a list, what `GET /checkpoints` answers. */
const checkpointsIn = (json: unknown): readonly (Checkpoint | undefined)[] => {
  if (Array.isArray(json)) return json.flatMap(checkpointsIn);
  if (typeof json === 'object' && json !== null && 'items' in json) return checkpointsIn(json.items);
  return [parseCheckpoint(json)];
};

/** Reads the checkpoints that an auditor kept. Throws {@link WrongUse} where a file holds something else. */
export const readCheckpoints = async (file: string): Promise<readonly Checkpoint[]> => {
  const text = await readNamed(file);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new WrongUse(`\`${file}\` is not JSON.`);
  }
  const found = checkpointsIn(json);
  const checkpoints = found.filter((checkpoint) => checkpoint !== undefined);
  if (checkpoints.length < found.length || found.length === 0)
    throw new WrongUse(
      `\`${file}\` holds no checkpoints: give one as \`GET /checkpoints\` answers it, or all of them.`,
    );
  return checkpoints;
};
