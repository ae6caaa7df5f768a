import type { Checkpoint } from '../chain/checkpoint.js';

/** What came of sending a checkpoint. */
export type Attested =
  /** The witness has it, so that it will not lose it: `token` is its time stamp, where it gives one. */
  { readonly code: 'taken'; readonly token?: string } | { readonly code: 'away'; readonly reason: string };

/** Somebody else who keeps checkpoints, so that the log can be held against them. */
export interface Witness {
  /** Its address without what may be secret in it: name, password, query. */
  readonly name: string;
  /** Under which it is kept how far it was told: letters and digits. */
  readonly key: string;
  /** Sends a checkpoint; one that it has already changes nothing. Never rejects. */
  readonly send: (checkpoint: Checkpoint, signal: AbortSignal) => Promise<Attested>;
  /**
   * What it has, oldest first, each as JSON; `null` where it keeps nothing. Rejects with {@link WitnessUnreadableError}.
   */
  readonly read: (() => Promise<readonly unknown[]>) | null;
}

/** A witness can't be asked for what it has. */
export class WitnessUnreadableError extends Error {
  override readonly name = 'WitnessUnreadableError';

  constructor(witness: string, reason: string, cause?: unknown) {
    super(`The witness \`${witness}\` can't be read: ${reason}.`, { cause });
  }
}

/** An address names no witness, or nothing lasts that it could be told of. */
export class WitnessUnusableError extends Error {
  override readonly name = 'WitnessUnusableError';
}

/** The schemes of addresses, and what each names. */
export const witnessSchemes =
  'file: (a file), https: (POST), git+file: (a Git repository), tsa+https: (an RFC 3161 time-stamping server)';

/** What an error is called, without what may be secret in its message. */
export const reasonOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return 'unknown';
  const below = cause.cause;
  if (below instanceof Error && 'code' in below && typeof below.code === 'string') return below.code;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
};
