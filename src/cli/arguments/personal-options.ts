import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import {
  makePersonalKey,
  type PersonalKey,
  type PersonalStorage,
} from '../../audit/record/personal-storage.js';
import { CouldNot, WrongUse } from '../shell/command.js';
import { choice, duration } from '../shell/options.js';
import { readNamed } from '../shell/read-named.js';
import { toldReason } from '../shell/told-reason.js';
import { personalKeyOption } from './log-options.js';

/** How a service keeps personal values, and how long it keeps anything. */
export const personalOptions = {
  personal: choice(['open', 'encrypted', 'masked'], {
    value: 'MODE',
    means: 'how personal values are kept: open, encrypted or masked',
    env: 'personal',
    otherwise: 'open',
  }),
  personalKey: personalKeyOption,
  retain: duration({
    value: 'DAYS',
    means: 'records lose their content after so many days',
    env: 'retain',
    told: 'never',
    unit: 'days',
    max: 99_999,
  }),
};

interface NamedKey {
  /** A file. */
  readonly personalKey: string | undefined;
}

const keyBytes = 32;

/** The secret of the key that a call names; `undefined` where it names none. Throws {@link CouldNot} or {@link WrongUse}. */
export const personalSecret = async ({ personalKey: file }: NamedKey): Promise<Buffer | undefined> => {
  if (file === undefined) return undefined;
  const text = (await readNamed(file)).trim();
  const secret = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text) || secret.length !== keyBytes)
    throw new WrongUse(
      `\`${file}\` is no key of personal values: 32 bytes as base64. \`npx clausebook log personal-key FILE\` makes one.`,
    );
  return secret;
};

/** The key that a call names; `undefined` where it names none. */
export const personalKeyOf = async (named: NamedKey): Promise<PersonalKey | undefined> => {
  const secret = await personalSecret(named);
  return secret === undefined ? undefined : makePersonalKey(secret);
};

/** The key that a call must name. Throws {@link WrongUse}. */
export const requirePersonalKey = async (named: NamedKey): Promise<PersonalKey> => {
  const key = await personalKeyOf(named);
  if (key === undefined) throw new WrongUse('Name the key with `--personal-key FILE`.');
  return key;
};

/** How personal values are to be kept. Throws {@link WrongUse} where they need a key and none is named. */
export const personalStorage = async ({
  personal: mode,
  ...named
}: NamedKey & { readonly personal: PersonalStorage['mode'] }): Promise<PersonalStorage> => {
  if (mode === 'encrypted') return { mode, key: await requirePersonalKey(named) };
  const key = await personalKeyOf(named);
  return key === undefined ? { mode } : { mode, key };
};

/** Makes a key that only its owner may read; never in place of another file. Throws {@link CouldNot}. */
export const makePersonalKeyFile = async (file: string): Promise<void> => {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${randomBytes(keyBytes).toString('base64')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new CouldNot(`\`${file}\` can't be made: ${toldReason(cause)}`, { cause });
  }
};
