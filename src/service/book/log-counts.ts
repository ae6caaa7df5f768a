import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { Tally, TallyQuery } from '../../audit/store/query.js';
import { dayMs, formatInstant } from '../../language/instants.js';
import type { LogCounts } from '../../wire/book/log.js';

type SlotWidth = LogCounts['width'];
type Counts = LogCounts['clauses'];

const hourMs = 3_600_000;
/** As many slots as a chart can show. */
const mostSlots = 60;

/** Counts the decisions of a log, in slots of time that suit their span. */
export const countLog = async (
  log: Pick<DecisionLog, 'tally'>,
  query: Omit<TallyQuery, 'widthMs'>,
): Promise<Omit<LogCounts, 'searchable' | 'findable'>> => {
  const byHour = await log.tally({ ...query, widthMs: hourMs });
  const times = byHour.map(({ slot }) => slot);
  const [first, last] = times.reduce(
    ([least, most], at) => [Math.min(least, at), Math.max(most, at)],
    [Infinity, -Infinity],
  );
  const width = widthFor(first, last);
  const bySlot = new Map<number, Tally[]>();
  for (const tally of byHour) {
    const from = slotOf(tally.slot, width);
    const others = bySlot.get(from);
    if (others === undefined) bySlot.set(from, [tally]);
    else others.push(tally);
  }
  return {
    total: byHour.reduce((sum, { records }) => sum + records, 0),
    width,
    slots: slotsBetween(first, last, width).map(([from, to]) => {
      const within = bySlot.get(from) ?? [];
      return {
        from: formatInstant(from),
        to: formatInstant(to),
        documents: countBy(within, documentsOf),
        decisions: countBy(within, ({ decision }) => [decision]),
        outcomes: countBy(within, ({ outcome }) => [outcome]),
        clauses: countBy(within, ({ clauses }) => clauses),
      };
    }),
    documents: countBy(byHour, documentsOf),
    revisions: countBy(byHour, ({ revision }) => (revision === undefined ? [] : [revision])),
    outcomes: countBy(byHour, ({ outcome }) => [outcome]),
    clauses: countBy(byHour, ({ clauses }) => clauses),
    rules: countBy(byHour, ({ rules }) => rules),
    decisions: countBy(byHour, ({ decision }) => [decision]),
  };
};

/** The finest width with which the whole span still fits. */
const widthFor = (first: number, last: number): SlotWidth => {
  const span = last - first;
  if (!(span >= 2 * dayMs)) return 'hour';
  if (span <= mostSlots * dayMs) return 'day';
  return span <= mostSlots * 7 * dayMs ? 'week' : 'month';
};

/** Where the slot of an instant begins. */
const slotOf = (at: number, width: SlotWidth): number => {
  if (width === 'hour') return Math.floor(at / hourMs) * hourMs;
  const day = Math.floor(at / dayMs) * dayMs;
  if (width === 'day') return day;
  const date = new Date(day);
  if (width === 'week') return day - ((date.getUTCDay() + 6) % 7) * dayMs;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
};

const slotsBetween = (
  first: number,
  last: number,
  width: SlotWidth,
): readonly (readonly [from: number, to: number])[] => {
  const slots: (readonly [number, number])[] = [];
  for (let from = slotOf(first, width); from <= last;) {
    const to = nextSlot(from, width);
    slots.push([from, to]);
    from = to;
  }
  return slots;
};

const nextSlot = (from: number, width: SlotWidth): number => {
  if (width === 'hour') return from + hourMs;
  if (width === 'day') return from + dayMs;
  if (width === 'week') return from + 7 * dayMs;
  const date = new Date(from);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
};

/** Earlier versions recorded no document, and no revision. */
const documentsOf = ({ document }: Tally): readonly string[] => (document === undefined ? [] : [document]);

const countBy = (tallies: readonly Tally[], namesOf: (tally: Tally) => readonly string[]): Counts => {
  const counts = new Map<string, number>();
  for (const tally of tallies)
    for (const name of new Set(namesOf(tally))) counts.set(name, (counts.get(name) ?? 0) + tally.records);
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
};
