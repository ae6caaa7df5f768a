import type { Disposition } from '../../wire/editions.js';

/** How the book shows what a clause is for. */
export interface DispositionWords {
  /** In one word. */
  readonly name: string;
  /** In a sentence. */
  readonly says: string;
  /** The class of its badge. */
  readonly badge: string;
}

/** Every disposition, in the order in which they are offered. */
export const dispositions: Readonly<Record<Disposition, DispositionWords>> = {
  rule: { name: 'Rule', says: 'Decides cases.', badge: 'badge-accent' },
  definition: { name: 'Definition', says: 'Defines words.', badge: 'badge-violet' },
  precedence: { name: 'Precedence', says: 'Says what goes before what.', badge: 'badge-warn' },
  edition: { name: 'Edition', says: 'Says which edition holds.', badge: 'badge-teal' },
  statement: { name: 'Statement', says: 'Decides nothing by itself.', badge: '' },
};

/** What a clause is for, in words; one that the ledger lacks is told as such. */
export const dispositionWords = (disposition: Disposition | null): DispositionWords =>
  disposition === null
    ? { name: 'Not in the ledger', says: 'The ledger does not say what it is for.', badge: 'badge-bad' }
    : dispositions[disposition];
