import {
  BrokenChainError,
  DirectoryHeldError,
  DirectoryUnusableError,
  EarlierLogError,
  LogDamagedError,
  NoLogError,
} from '../failures.js';

/** An error as it goes from thread to thread, which would leave it without its class and its fields. */
export interface ToldError {
  readonly name: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly cause?: ToldError;
}

/** What is told of an error. */
export const toldError = (error: unknown): ToldError => {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), fields: {} };
  const fields = Object.fromEntries(
    Object.entries(error).filter(([name]) => name !== 'cause' && name !== 'name'),
  );
  const told = { name: error.name, message: error.message, fields };
  return error.cause === undefined ? told : { ...told, cause: toldError(error.cause) };
};

/** The error again. */
export const errorAgain = ({ name, message, fields, cause: told }: ToldError): Error => {
  const cause = told === undefined ? undefined : errorAgain(told);
  const text = (field: string): string => String(fields[field]);
  switch (name) {
    case 'BrokenChainError':
      return new BrokenChainError({
        at: text('at'),
        problem: fields['problem'] as BrokenChainError['problem'], // as it was told
      });
    case 'DirectoryHeldError':
      return new DirectoryHeldError(text('directory'), fields['holder'] as DirectoryHeldError['holder']); // as it was told
    case 'DirectoryUnusableError':
      return new DirectoryUnusableError(text('directory'), cause);
    case 'LogDamagedError':
      return new LogDamagedError(text('file'), cause);
    case 'EarlierLogError':
      return new EarlierLogError(text('directory'));
    case 'NoLogError':
      return new NoLogError(text('directory'));
    default:
      return Object.assign(new Error(message, { cause }), { name }, fields);
  }
};
