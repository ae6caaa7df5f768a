import type { Entry } from '../record/record.js';

/** What wants to know of what happens in a log. None of them may throw. */
export interface Hook {
  /** Entries are durable; `ms`: how long after they were handed over. */
  readonly recorded?: (entries: readonly Entry[], ms: number) => void;
  /** A person's choice is durable. */
  readonly chosen?: () => void;
  /** Entries were not recorded. */
  readonly refused?: (entries: readonly Entry[], cause: unknown) => void;
  /** Awaited before a removal begins. */
  readonly beforeRemoval?: () => Promise<void>;
  /** Awaited before the log closes, while it still takes records and checkpoints. */
  readonly beforeClose?: () => Promise<void>;
}
