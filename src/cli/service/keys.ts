import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { formatInstant } from '../../language/instants.js';
import { isAlive, makeApiKey, type ApiKey } from '../../service/access/api-key.js';
import { openKeyFile, type KeyFile } from '../../service/access/key-file.js';
import { isScope, scopes, type Scope } from '../../service/access/scope.js';
import { keysFile, keysOption } from '../arguments/access-options.js';
import { dataOption } from '../arguments/log-options.js';
import { command, CouldNot, WrongUse, type Shell, type ExitCode } from '../shell/command.js';
import { text, flag, instant, list } from '../shell/options.js';

/** `clausebook keys`: makes, lists and revokes the API keys of a service. */
export const keysCommand = command({
  name: 'keys',
  summary: 'make, list and revoke API keys',
  usage:
    'make --name NAME --scopes SCOPE,… [--expires INSTANT] | list [--json] | revoke ID   [--keys FILE] [--data DIR]',
  options: {
    name: text({ value: 'NAME', means: 'make: whose it is, for a person' }),
    scopes: list({ value: 'SCOPES', means: `make: what it may, with commas between: ${scopes.join(', ')}` }),
    expires: instant({ means: 'make: when it ends to hold', told: 'never' }),
    keys: keysOption,
    data: dataOption('the data directory'),
    json: flag({ means: 'list: as JSON' }),
  },
  help: `
decide: to decide, to preview and to ask. audit: to read decisions, traces, checkpoints and metrics. publish: to bring in editions. erase: to erase
personal values. draft: to make drafts of editions and try them. approve: to approve a draft of somebody else. A key is printed once; the file holds its hash alone. A service takes up what changes
here within a second. From its first key on a service admits nobody without one, until it is started again.

  clausebook keys make --name shop --scopes decide,audit --data ./data`,
  run: (args, shell, names) => {
    const [action, ...rest] = names;
    const file = keysFile(args);
    switch (action) {
      case 'make':
        none(rest);
        return make(file, args, shell);
      case 'list':
        none(rest);
        return tellKeys(file, args.json, shell);
      case 'revoke': {
        const [id, ...more] = rest;
        if (id === undefined || more.length > 0) throw new WrongUse('Name the id of one key to revoke.');
        return revoke(file, id, shell);
      }
      default:
        throw new WrongUse('Say what to do: make, list or revoke.');
    }
  },
});

const none = (rest: readonly string[]): void => {
  if (rest.length > 0) throw new WrongUse(`\`${rest.join(' ')}\` is too much.`);
};

interface ToMake {
  readonly name: string | undefined;
  readonly scopes: readonly string[];
  readonly expires: number | undefined;
}

const make = async (path: string, args: ToMake, shell: Shell): Promise<ExitCode> => {
  const name = args.name?.trim() ?? '';
  if (name === '') throw new WrongUse('Say whose the key is: `--name NAME`.');
  const { text, kept } = makeApiKey(
    { name, scopes: scopesOf(args.scopes), createdAt: shell.now(), expiresAt: expiryOf(args.expires, shell) },
    randomBytes,
  );
  const keys = await read(path);
  await write(path, [...keys, kept]);
  shell.err(`Made the key ${kept.id} in \`${path}\`. It is shown this once.\n`);
  shell.out(`${text}\n`);
  return 0;
};

const tellKeys = async (path: string, json: boolean, shell: Shell): Promise<ExitCode> => {
  const told = (await read(path)).map((key) => ({
    id: key.id,
    name: key.name,
    scopes: key.scopes,
    state: stateOf(key, shell.now()),
    createdAt: formatInstant(key.createdAt),
    expiresAt: key.expiresAt === null ? null : formatInstant(key.expiresAt),
    revokedAt: key.revokedAt === null ? null : formatInstant(key.revokedAt),
  }));
  if (json) shell.out(`${JSON.stringify({ keys: told }, undefined, 2)}\n`);
  else
    for (const { id, state, scopes: may, expiresAt, name } of told)
      shell.out(
        `${id}  ${state.padEnd(7)}  ${may.join(',').padEnd(28)}  ${expiresAt ?? 'never ends'}  ${name}\n`,
      );
  return 0;
};

const revoke = async (path: string, id: string, shell: Shell): Promise<ExitCode> => {
  const keys = await read(path);
  const key = keys.find((each) => each.id === id);
  if (key === undefined)
    throw new CouldNot(`There is no key \`${id}\` in \`${path}\`. See \`npx clausebook keys list\`.`);
  // When it was revoked first stays what is told of it.
  if (key.revokedAt === null)
    await write(
      path,
      keys.map((each) => (each === key ? { ...key, revokedAt: shell.now() } : each)),
    );
  shell.err(`Revoked the key ${id}. A service that runs drops it within a second.\n`);
  return 0;
};

const stateOf = (key: ApiKey, now: number): string => {
  if (key.revokedAt !== null) return 'revoked';
  return isAlive(key, now) ? 'alive' : 'over';
};

const scopesOf = (names: readonly string[]): readonly Scope[] => {
  const wrong = names.find((name) => !isScope(name));
  if (wrong !== undefined) throw new WrongUse(`\`${wrong}\` is no scope: ${scopes.join(', ')}.`);
  if (names.length === 0)
    throw new WrongUse(`Say what the key may: \`--scopes\` with some of ${scopes.join(', ')}.`);
  return names.filter(isScope);
};

const expiryOf = (expires: number | undefined, shell: Shell): number | null => {
  if (expires !== undefined && expires <= shell.now())
    throw new WrongUse(`\`--expires ${formatInstant(expires)}\` is over already.`);
  return expires ?? null;
};

const read = async (path: string): Promise<readonly ApiKey[]> => {
  try {
    return await openKeyFile(path).read();
  } catch (cause) {
    throw unusable(path, cause);
  }
};

const write = async (path: string, keys: Parameters<KeyFile['write']>[0]): Promise<void> => {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await openKeyFile(path).write(keys);
  } catch (cause) {
    throw unusable(path, cause);
  }
};

const unusable = (path: string, cause: unknown): CouldNot =>
  new CouldNot(
    `The keys in \`${path}\` can't be used: ${cause instanceof Error ? cause.message : String(cause)}`,
    {
      cause,
    },
  );
