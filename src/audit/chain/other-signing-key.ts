import type { Checkpoint } from './checkpoint.js';

/** Checkpoints of the log are signed by another key, and none by ours: services on one log need one key. */
export class OtherSigningKeyError extends Error {
  override readonly name = 'OtherSigningKeyError';
  /** That of the last checkpoint. */
  readonly key: string;
  readonly own: string;

  constructor(key: string, own: string) {
    super(`The checkpoints of the log are signed by the key ${key}, and none by ${own}.`);
    this.key = key;
    this.own = own;
  }
}

/** Throws {@link OtherSigningKeyError} where there are checkpoints and none is signed by this key. */
export const refuseOtherKey = (kept: readonly Checkpoint[], own: string): void => {
  const last = kept.at(-1);
  if (last !== undefined && !kept.some(({ key }) => key === own))
    throw new OtherSigningKeyError(last.key, own);
};
