/** Why a thread came to its end before its task was done. */
export type StopReason = 'too-long' | 'out-of-memory' | 'ended';

const told: Readonly<Record<StopReason, string>> = {
  'too-long': 'A thread took longer than it may for its task.',
  'out-of-memory': 'A thread needed more memory for its task than it may have.',
  ended: 'A thread ended before its task was done.',
};

/** A thread came to its end before its task was done. */
export class WorkStopped extends Error {
  override readonly name = 'WorkStopped';
  readonly reason: StopReason;

  constructor(reason: StopReason, options?: ErrorOptions) {
    super(told[reason], options);
    this.reason = reason;
  }
}
