import { text } from '../shell/options.js';

/** What a call says of the log that it is about. */
export interface NamedLog {
  readonly data: string;
  /** A database, in place of a data directory. */
  readonly store: string | undefined;
}

/** The data directory. */
export const dataOption = (means: string) =>
  text({ value: 'DIR', means, env: 'data', otherwise: 'data', told: './data' });

/** The database, of which the environment speaks only where no data directory is named. */
export const storeOption = (means: string) => text({ value: 'URL', means, env: 'store', unless: 'data' });

/** The options that name a log, with what is to be known of a service that runs on its data directory. */
export const logOptions = (besideService: string) => ({
  data: dataOption(`the data directory; ${besideService}`),
  store: storeOption('a PostgreSQL database (postgres://…) in place of a data directory'),
});

/** The options that name a log that is read. */
export const sourceOptions = logOptions('a service may be running on it');

/** The key that signs. */
export const signingKeyOption = (means: string, told: string) =>
  text({ value: 'FILE', means, env: 'signingKey', told });

/** The key of personal values. */
export const personalKeyOption = text({
  value: 'FILE',
  means: 'the key of encrypted personal values: 32 bytes, base64',
  env: 'personalKey',
});
