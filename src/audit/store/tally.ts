import type { DecisionLog, Tally, TallyQuery } from './decision-log.js';

/** The kind of a decision: what it decided, and what stands behind it. */
export type Kind = Pick<Tally, 'decision' | 'outcome' | 'rules' | 'clauses'>;

/** Counts one decision; `at`: when it was decided, epoch milliseconds. Kinds that are one object are told apart fastest. */
export type AddToTally = (kind: Kind, at: number) => void;

/** Counts decisions by kind and slot of time. */
export const makeTallies = (
  widthMs: number,
): { readonly add: AddToTally; readonly all: () => readonly Tally[] } => {
  const byKind = new Map<Kind, Map<number, number>>();
  return {
    add: (kind, at) => {
      const slot = Math.floor(at / widthMs) * widthMs;
      const slots = byKind.get(kind);
      if (slots === undefined) byKind.set(kind, new Map([[slot, 1]]));
      else slots.set(slot, (slots.get(slot) ?? 0) + 1);
    },
    all: () =>
      [...byKind].flatMap(([{ decision, outcome, rules, clauses }, slots]) =>
        [...slots].map(([slot, records]) => ({ decision, outcome, rules, clauses, slot, records })),
      ),
  };
};

const pageLimit = 500;

/** Counts by reading every record that a query means: for a store in memory, and for the records of one subject. */
export const tallyRecords = async (
  search: DecisionLog['search'],
  { widthMs, ...query }: TallyQuery,
): Promise<readonly Tally[]> => {
  const tallies = makeTallies(widthMs);
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof search>> = await search({
      ...query,
      limit: pageLimit,
      ...(cursor === null ? {} : { cursor }),
    });
    if ('code' in page) throw new RangeError('A cursor of the log is none of it.');
    for (const { body } of page.items) {
      const { decision, outcome, standing } = body.decision;
      tallies.add({ decision, outcome, rules: standing, clauses: body.cites }, Date.parse(body.decidedAt));
    }
    cursor = page.next;
  } while (cursor !== null);
  return tallies.all();
};
