/**
 * What may come from the environment; every name is also an option of `serve`, and the option wins.
 * This is the one file that reads the environment.
 */
export interface Settings {
  readonly port: string | undefined;
  readonly host: string | undefined;
  readonly data: string | undefined;
  readonly editions: string | undefined;
  readonly engine: string | undefined;
}

/** Reads `CLAUSEBOOK_PORT`, `CLAUSEBOOK_HOST`, `CLAUSEBOOK_DATA`, `CLAUSEBOOK_EDITIONS`, `CLAUSEBOOK_ENGINE`; an empty value counts as none. */
export const readSettings = (environment: NodeJS.ProcessEnv): Settings => {
  const named = (name: string): string | undefined => {
    const value = environment[`CLAUSEBOOK_${name}`];
    return value === '' ? undefined : value;
  };
  return {
    port: named('PORT'),
    host: named('HOST'),
    data: named('DATA'),
    editions: named('EDITIONS'),
    engine: named('ENGINE'),
  };
};
