import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import {
  makePersonalKey,
  type PersonalKey,
  type PersonalStorage,
} from '../../audit/record/personal-storage.js';
import { CouldNot, WrongUse, type Arguments, type CommandOption, type Shell } from '../shell/command.js';
import { toldReason } from '../shell/told-reason.js';

/** The key of personal values. */
export const personalKeyOption: CommandOption = {
  name: 'personal-key',
  value: 'FILE',
  means: 'the key of encrypted personal values: 32 bytes, base64 (CLAUSEBOOK_PERSONAL_KEY)',
};

/** How a service keeps personal values, and how long it keeps anything. */
export const personalOptions: readonly CommandOption[] = [
  {
    name: 'personal',
    value: 'MODE',
    means: 'how personal values are kept: open, encrypted or masked (CLAUSEBOOK_PERSONAL; default open)',
  },
  personalKeyOption,
  {
    name: 'retain',
    value: 'DAYS',
    means: 'records lose their content after so many days (CLAUSEBOOK_RETAIN; default: never)',
  },
];

const keyBytes = 32;

/** The secret of the key that a call names; `undefined` where it names none. Throws {@link CouldNot} or {@link WrongUse}. */
export const personalSecret = async (args: Arguments, shell: Shell): Promise<Buffer | undefined> => {
  const file = args.text('personal-key') ?? shell.settings.personalKey;
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    throw new CouldNot(`\`${file}\` can't be read: ${toldReason(cause)}`, { cause });
  }
  const secret = Buffer.from(text, 'base64');
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text) || secret.length !== keyBytes)
    throw new WrongUse(
      `\`${file}\` is no key of personal values: 32 bytes as base64. \`clausebook log personal-key FILE\` makes one.`,
    );
  return secret;
};

/** The key that a call names; `undefined` where it names none. */
export const personalKeyOf = async (args: Arguments, shell: Shell): Promise<PersonalKey | undefined> => {
  const secret = await personalSecret(args, shell);
  return secret === undefined ? undefined : makePersonalKey(secret);
};

/** The key that a call must name. Throws {@link WrongUse}. */
export const requirePersonalKey = async (args: Arguments, shell: Shell): Promise<PersonalKey> => {
  const key = await personalKeyOf(args, shell);
  if (key === undefined) throw new WrongUse('Name the key with `--personal-key FILE`.');
  return key;
};

/** How personal values are to be kept, by options and environment. Throws {@link WrongUse}. */
export const personalStorage = async (args: Arguments, shell: Shell): Promise<PersonalStorage> => {
  const mode = args.text('personal') ?? shell.settings.personal ?? 'open';
  switch (mode) {
    case 'encrypted':
      return { mode, key: await requirePersonalKey(args, shell) };
    case 'open':
    case 'masked': {
      const key = await personalKeyOf(args, shell);
      return key === undefined ? { mode } : { mode, key };
    }
    default:
      throw new WrongUse(`\`${mode}\` is no way to keep personal values: open, encrypted or masked.`);
  }
};

const dayMs = 86_400_000;

/** How long records keep their content, in milliseconds; `undefined` for ever. Throws {@link WrongUse}. */
export const retainMs = (args: Arguments, shell: Shell): number | undefined => {
  const days = args.text('retain') ?? shell.settings.retain;
  if (days === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(days)) throw new WrongUse(`\`${days}\` is no number of days: 1 to 99999.`);
  return Number(days) * dayMs;
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
    throw new CouldNot(
      `\`${file}\` can't be made: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
};
