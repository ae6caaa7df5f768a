import type { Edition } from '../edition/model/edition.js';
import type { Evaluators } from './evaluate.js';

/** What is made ready while the service already answers. */
export interface WarmUpParts {
  /** The last governs now, and is made ready first. */
  readonly editions: readonly Edition[];
  readonly evaluators: Evaluators;
  /** Resolves in a later turn of the event loop, so that requests come between. */
  readonly nextTurn: () => Promise<void>;
  /** Asked before each decision; nothing more is made once it says yes. */
  readonly isStopping: () => boolean;
  /** Told of what was thrown; the first request of that decision then meets it again. */
  readonly reportDefect: (error: unknown) => void;
}

/** Makes ready what the first question of each decision would else wait for, one decision in a turn. */
export const warmUp = async ({
  editions,
  evaluators,
  nextTurn,
  isStopping,
  reportDefect,
}: WarmUpParts): Promise<void> => {
  for (const edition of editions.toReversed()) {
    for (const decision of edition.decisions.keys()) {
      await nextTurn();
      if (isStopping()) return;
      try {
        evaluators(edition).warmUp?.(decision);
      } catch (error) {
        reportDefect(error);
      }
    }
  }
};
