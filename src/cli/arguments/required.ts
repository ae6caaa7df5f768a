import { WrongUse } from '../shell/command.js';
import { writtenName } from '../shell/options.js';

/** The texts of options that must be given. Throws {@link WrongUse}. */
export const required = <Name extends string>(
  values: Readonly<Record<Name, string | undefined>>,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> => {
  const found = names.map((name) => {
    const value = values[name]?.trim() ?? '';
    if (value === '') throw new WrongUse(`\`${writtenName(name)}\` is missing.`);
    return [name, value] as const;
  });
  return Object.fromEntries(found) as Readonly<Record<Name, string>>; // each of the names, just seen
};
