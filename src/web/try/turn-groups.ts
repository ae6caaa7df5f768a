import { titleOfName } from '../parts/values/formats.js';
import type { Turn } from '../../wire/book/trying.js';

/** Turns that the same party can bring about. */
export interface TurnGroup {
  readonly title: string;
  readonly of: readonly Turn[];
}

/**
 * What would change a decision, by who can bring it about: the customer first, then other parties, then the time at which it is asked,
 * and last what nobody can do, which a mistake in the facts would. Within a group, what is most for the customer comes first.
 */
export const groupsOf = (turns: readonly Turn[]): readonly TurnGroup[] => {
  const groups = new Map<string, Turn[]>();
  for (const turn of [...turns].sort((one, other) => rankOf(one) - rankOf(other)))
    groups.set(titleOf(turn), [...(groups.get(titleOf(turn)) ?? []), turn]);
  return [...groups].map(([title, of]) => ({
    title,
    of: [...of].sort((one, other) => (other.gain?.minor ?? 0) - (one.gain?.minor ?? 0)),
  }));
};

const rankOf = ({ fact, controlledBy }: Turn): number => {
  if (fact === 'asOf') return 2;
  if (controlledBy === 'customer') return 0;
  return isNobody(controlledBy) ? 3 : 1;
};

const titleOf = ({ fact, controlledBy }: Turn): string => {
  if (fact === 'asOf') return 'Asked at another time';
  if (controlledBy === 'customer') return 'What the customer can do';
  return isNobody(controlledBy)
    ? 'If a fact were otherwise than it was told'
    : `What ${titleOfName(controlledBy)} can do`;
};

const isNobody = (name: string | null): name is 'nobody' | null => name === null || name === 'nobody';
