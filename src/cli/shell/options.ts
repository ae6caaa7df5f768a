import { parseInstant } from '../../language/instants.js';
import { settingVariable, type SettingName, type Settings } from './settings.js';
import { WrongUse } from './wrong-use.js';

/** What holds of every option, whatever its values are. */
interface About {
  /** What the help says of it, without its variable and its default. */
  readonly means: string;
  /** The setting that says it where the call does not. */
  readonly env?: SettingName;
  /** The option by which the setting counts no more. */
  readonly unless?: string;
  /** Another option that must be given with it. */
  readonly needs?: string;
  /** Options that may not be given with it. */
  readonly insteadOf?: readonly string[];
  /** The default in the help's words, where they are not the value itself. */
  readonly told?: string;
}

/** An option of a command: how it is called, told and read. */
export interface Option<Value> extends About {
  /** The value's name in the help; left out for a flag. */
  readonly value?: string;
  /** It may be given several times. */
  readonly many?: true;
  /** Reads what was written. Throws {@link WrongUse}, in which `as` names the option with its value. */
  readonly read: (written: readonly string[], as: string) => Value;
  /** The value where nothing is given. */
  readonly absent: () => Value;
}

/** The options of a command by their names; `dryRun` is written `--dry-run`. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** The values of a command's options. */
export type ValuesOf<Options extends OptionTable> = {
  readonly [Name in keyof Options]: Options[Name] extends Option<infer Value> ? Value : never;
};

interface Valued<Otherwise> extends About {
  /** The value's name in the help. */
  readonly value: string;
  /** The value where nothing is given. */
  readonly otherwise?: Otherwise | (() => Otherwise & string);
}

const single = <Value, Otherwise>(
  { otherwise, ...about }: Valued<Otherwise>,
  read: (written: string) => Value | undefined,
  what: string,
): Option<Value | Otherwise> => {
  const absent = (): Otherwise =>
    // Left out, it is `undefined`, which is then what `Otherwise` is.
    typeof otherwise === 'function' ? (otherwise as () => Otherwise)() : (otherwise as Otherwise);
  return {
    ...(typeof otherwise === 'string' || typeof otherwise === 'number' ? { told: String(otherwise) } : {}),
    ...about,
    absent,
    read: (written, as) => {
      const value = read(written.at(-1) ?? '');
      if (value === undefined) throw new WrongUse(`\`${as}\`: give ${what}.`);
      return value;
    },
  };
};

/** Something that is there or is not. */
export const flag = (about: About): Option<boolean> => ({
  ...about,
  absent: () => false,
  read: ([written], as) => {
    if (written === 'true' || written === 'false') return written === 'true';
    throw new WrongUse(`\`${as}\`: give true or false.`);
  },
});

/** Any text. */
export const text = <Otherwise extends string | undefined = undefined>(
  about: Valued<Otherwise>,
): Option<string | Otherwise> => single(about, (written) => written, 'a text');

/** Texts, one each time that the option is given. */
export const texts = (about: About & { readonly value: string }): Option<readonly string[]> => ({
  ...about,
  many: true,
  absent: () => [],
  read: (written) => written,
});

/** Names with commas between, each once. */
export const list = (about: About & { readonly value: string }): Option<readonly string[]> => ({
  ...about,
  absent: () => [],
  read: (written) =>
    [...new Set((written.at(-1) ?? '').split(',').map((name) => name.trim()))].filter((name) => name !== ''),
});

/** One of several words. */
export const choice = <const Word extends string, Otherwise extends Word | undefined = undefined>(
  words: readonly Word[],
  about: Valued<Otherwise>,
): Option<Word | Otherwise> =>
  single(
    about,
    (written) => words.find((word) => word === written),
    words.length === 2 ? words.join(' or ') : `one of ${words.join(', ')}`,
  );

interface Bounds {
  readonly min: number;
  readonly max: number;
}

const within = (written: string, form: RegExp, { min, max }: Bounds): number | undefined => {
  const value = Number(written);
  return form.test(written) && value >= min && value <= max ? value : undefined;
};

/** A whole number from `min` to `max`. */
export const number = <Otherwise extends number | undefined = undefined>({
  min,
  max,
  ...about
}: Bounds & Valued<Otherwise>): Option<number | Otherwise> =>
  single(about, (written) => within(written, /^\d+$/, { min, max }), `a whole number from ${min} to ${max}`);

/** A part of all, from 0 to 1. */
export const share = <Otherwise extends number | undefined = undefined>(
  about: Valued<Otherwise>,
): Option<number | Otherwise> =>
  single(about, (written) => within(written, /^\d*\.?\d+$/, { min: 0, max: 1 }), 'a share from 0 to 1');

const unitsMs = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** A time in whole units, from 1 to `max` of them; the value is in milliseconds. */
export const duration = ({
  unit,
  max,
  ...about
}: Omit<Valued<undefined>, 'otherwise'> & {
  readonly unit: keyof typeof unitsMs;
  readonly max: number;
}): Option<number | undefined> =>
  single(
    about,
    (written) => {
      const units = within(written, /^\d+$/, { min: 1, max });
      return units === undefined ? undefined : units * unitsMs[unit];
    },
    `a whole number of ${unit} from 1 to ${max}`,
  );

/** An instant of RFC 3339 with its offset; the value is in epoch milliseconds. */
export const instant = (about: Omit<Valued<undefined>, 'otherwise' | 'value'>): Option<number | undefined> =>
  single(
    { ...about, value: 'INSTANT' },
    (written) => {
      const parsed = parseInstant(written);
      return parsed.ok ? parsed.epochMs : undefined;
    },
    'an instant of RFC 3339 with an offset, such as 2026-08-15T12:00:00Z',
  );

/** The name of an option as it is written in a call. */
export const writtenName = (name: string): string =>
  `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What was written for each option, by its name; `true` for a flag. */
export type Given = Readonly<Record<string, readonly string[] | true | undefined>>;

/** The values of a call: what was given, else what the settings say, else the defaults. Throws {@link WrongUse}. */
export const readOptions = <Options extends OptionTable>(
  options: Options,
  given: Given,
  settings: Settings,
): ValuesOf<Options> => {
  const valueOf = (
    name: string,
    { env, unless, needs, insteadOf = [], read, absent }: Option<unknown>,
  ): unknown => {
    const here = given[name];
    if (here !== undefined && needs !== undefined && given[needs] === undefined)
      throw new WrongUse(
        `\`${writtenName(name)}\` goes with \`${writtenName(needs)} ${options[needs]?.value ?? ''}\`.`,
      );
    if (here !== undefined && insteadOf.some((other) => given[other] !== undefined))
      throw new WrongUse(
        `\`${writtenName(name)}\` goes in place of ${insteadOf.map((other) => `\`${writtenName(other)}\``).join(' and ')}: give one of them.`,
      );
    if (here === true) return true;
    if (here !== undefined) return read(here, `${writtenName(name)} ${here.at(-1) ?? ''}`);
    const set =
      env === undefined || (unless !== undefined && given[unless] !== undefined) ? undefined : settings[env];
    return env === undefined || set === undefined ? absent() : read([set], `${settingVariable(env)}=${set}`);
  };
  // Each value is what its own option reads.
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, valueOf(name, option)]),
  ) as ValuesOf<Options>;
};

/** An option in a line of the help: how it is written, what it means, by which variable it may be set, its default. */
export const tellOption = (name: string, { value, means, env, told }: Option<unknown>): string => {
  const call = `${writtenName(name)}${value === undefined ? '' : ` ${value}`}`;
  const variable =
    env === undefined ? undefined : `${settingVariable(env)}${value === undefined ? '=true' : ''}`;
  const otherwise = told === undefined ? undefined : `default${told.includes(' ') ? ':' : ''} ${told}`;
  const more = [variable, otherwise].filter((part) => part !== undefined).join('; ');
  return `  ${call.padEnd(24)} ${means}${more === '' ? '' : ` (${more})`}`;
};
