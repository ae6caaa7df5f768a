import type { Decided } from './answer.js';

/** A decision is recorded, and something went wrong before it was answered. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
  readonly ids: readonly string[];

  constructor(ids: readonly string[], cause: unknown) {
    super(`Recorded as ${ids.join(', ')}, and not answered.`, { cause });
    this.ids = ids;
  }
}

/** Tells what is recorded. Throws {@link UnansweredError} where that fails. */
export const tellRecorded = <Result>(decided: readonly Decided[], tell: () => Result): Result => {
  try {
    return tell();
  } catch (cause) {
    throw new UnansweredError(
      decided.flatMap(({ id }) => id ?? []),
      cause,
    );
  }
};
