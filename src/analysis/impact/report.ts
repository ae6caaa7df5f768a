import { byNumbers, byUnits } from '../../language/text-order.js';
import type { ClauseId } from '../../contract/contract.js';
import type { Edition, EditionIdentity } from '../../edition/model/edition.js';
import { formatInstant } from '../../language/instants.js';
import type { Largest, LargeCase } from './largest.js';
import type { Stake } from './stakes.js';
import { inAll } from './merge-tally.js';
import type { CohortTally, DecisionTally, NotCompared, Tally } from './tally.js';
import { others } from './told-apart.js';

/** What customers gain and lose in one unit, exact: minor units of a currency, or counts. */
export interface AmountsView {
  readonly unit: string;
  readonly isMoney: boolean;
  readonly gainers: number;
  readonly losers: number;
  readonly gained: bigint;
  readonly lost: bigint;
  /** Gained less lost. */
  readonly net: bigint;
}

/** What came of some cases. */
export interface CasesView {
  readonly compared: number;
  readonly changed: number;
  readonly amounts: readonly AmountsView[];
}

/** What came of the cases of one decision. */
export interface DecisionView extends CasesView {
  readonly decision: string;
  /** Cases of which only the cited clauses change. */
  readonly grounds: number;
  /** Every pair of outcomes that was met, the same ones too. */
  readonly outcomes: readonly { readonly before: string; readonly after: string; readonly count: number }[];
  readonly clauses: readonly { readonly clause: ClauseId; readonly lost: number; readonly gained: number }[];
  readonly effects: readonly EffectView[];
}

/** How one effect changes, whoever gains by it. */
export interface EffectView {
  readonly effect: string;
  readonly changed: number;
  /** `null` where nobody said whose gain it is, so that it is in no sum of gains. */
  readonly customer: Stake['customer'];
  readonly units: readonly {
    readonly unit: string;
    readonly isMoney: boolean;
    readonly up: bigint;
    readonly down: bigint;
  }[];
}

/** One of the largest cases, with both traces in words. */
export interface LargeView extends Pick<
  LargeCase,
  'at' | 'id' | 'decision' | 'unit' | 'isMoney' | 'gain' | 'facts'
> {
  /** RFC 3339. */
  readonly asOf: string;
  readonly before: SideView;
  readonly after: SideView;
}

export interface SideView {
  readonly edition: EditionIdentity;
  readonly outcome: string;
  readonly effects: Readonly<Record<string, unknown>>;
  readonly clauses: readonly ClauseId[];
  /** The trace in words; `null` where the release that decided is not kept. */
  readonly trace: string | null;
}

/** What another edition would have decided, for a person or a program. */
export interface ImpactReport extends CasesView {
  /** What was weighed, in words. */
  readonly of: string;
  readonly to: EditionIdentity & { readonly title: string; readonly effectiveFrom: string };
  readonly read: number;
  readonly grounds: number;
  /** RFC 3339; `null` where nothing was compared. */
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly decisions: readonly DecisionView[];
  readonly cohorts: readonly {
    readonly cohort: string;
    readonly values: readonly ({ readonly value: string } & CasesView)[];
  }[];
  readonly largest: readonly {
    readonly unit: string;
    readonly isMoney: boolean;
    readonly cases: readonly LargeView[];
  }[];
  readonly notCompared: readonly { readonly why: NotCompared; readonly count: number }[];
  readonly errors: readonly { readonly error: string; readonly count: number }[];
  /** Figures that change only after every case that was compared, so that nothing of them shows here. */
  readonly laterFigures: readonly { readonly parameter: string; readonly from: string }[];
}

/** What a report is made from. */
export interface ReportParts {
  readonly of: string;
  readonly edition: Edition;
  readonly stakes: ReadonlyMap<string, readonly Stake[]>;
  readonly tally: Tally;
  readonly largest: Largest;
  /** Both traces of one of the largest cases. */
  readonly tell: (one: LargeCase) => Promise<{ readonly before: string | null; readonly after: string }>;
}

/** Makes a report; everything in it stands in an order that does not depend on how the work was shared out. */
export const makeReport = async (parts: ReportParts): Promise<ImpactReport> => {
  const { of, edition, stakes, tally } = parts;
  const all = inAll(tally);
  const decisions = [...tally.decisions].sort(byName).map(([decision, one]): DecisionView => ({
    decision,
    ...casesView(one),
    grounds: one.grounds,
    outcomes: outcomesOf(one.outcomes),
    clauses: [...one.clauses]
      .map(([clause, counts]) => ({ clause, ...counts }))
      .sort((a, b) => placeOf(edition, a.clause) - placeOf(edition, b.clause) || byUnits(a.clause, b.clause)),
    effects: [...one.effects].sort(byName).map(([effect, { changed, units }]) => ({
      effect,
      changed,
      customer: stakes.get(decision)?.find((stake) => stake.effect === effect)?.customer ?? null,
      units: [...units].sort(byName).map(([unit, sum]) => ({ unit, ...sum })),
    })),
  }));
  const { effectiveFrom, title, identity } = edition;
  return {
    of,
    to: { ...identity, title, effectiveFrom: formatInstant(effectiveFrom) },
    read: tally.read,
    ...casesView(all),
    grounds: decisions.reduce((sum, { grounds }) => sum + grounds, 0),
    earliest: all.compared === 0 ? null : formatInstant(tally.earliest),
    latest: all.compared === 0 ? null : formatInstant(tally.latest),
    decisions,
    cohorts: [...tally.cohorts].map(([cohort, values]) => ({
      cohort,
      values: [...values].sort(byValue).map(([value, one]) => ({ value, ...casesView(one) })),
    })),
    largest: await largestViews(parts),
    ...notComparedView(tally),
    laterFigures: [...edition.parameters.values()].flatMap(({ name, values }) =>
      values
        .filter(({ from }) => from > tally.latest)
        .map(({ from }) => ({ parameter: name, from: formatInstant(from) })),
    ),
  };
};

/** Every pair of outcomes that was met. */
export const outcomesOf = (outcomes: DecisionTally['outcomes']): DecisionView['outcomes'] =>
  [...outcomes]
    .flatMap(([before, row]) => [...row].map(([after, count]) => ({ before, after, count })))
    .sort((a, b) => byUnits(a.before, b.before) || byUnits(a.after, b.after));

/** What was not compared, and what stood against it. */
export const notComparedView = ({
  notCompared,
  errors,
}: Pick<Tally, 'notCompared' | 'errors'>): Pick<ImpactReport, 'notCompared' | 'errors'> => ({
  notCompared: [...notCompared].sort(byName).map(([why, count]) => ({ why, count })),
  errors: [...errors]
    .map(([error, count]) => ({ error, count }))
    .sort((a, b) => b.count - a.count || byUnits(a.error, b.error)),
});

const casesView = ({ compared, changed, amounts }: CohortTally): CasesView => ({
  compared,
  changed,
  amounts: amountsView(amounts),
});

/** What customers gain and lose, by unit. */
export const amountsView = (amounts: CohortTally['amounts']): readonly AmountsView[] =>
  [...amounts].sort(byName).map(([unit, sums]) => ({ unit, ...sums, net: sums.gained - sums.lost }));

const largestViews = async ({ largest, tell }: ReportParts): Promise<ImpactReport['largest']> => {
  const views: ImpactReport['largest'][number][] = [];
  for (const [unit, kept] of [...largest].sort(byName)) {
    const cases: LargeView[] = [];
    for (const one of kept) {
      const { at, id, decision, isMoney, gain, facts } = one;
      const traces = await tell(one);
      const sideOf = ({
        edition,
        decision: decided,
        clauses,
      }: LargeCase['before']): Omit<SideView, 'trace'> => ({
        edition,
        outcome: decided.outcome,
        effects: decided.effects,
        clauses,
      });
      cases.push({
        ...{ at, id, decision, unit, isMoney, gain, facts },
        asOf: formatInstant(one.asOf),
        before: { ...sideOf(one.before), trace: traces.before },
        after: { ...sideOf(one.after), trace: traces.after },
      });
    }
    views.push({ unit, isMoney: kept[0]?.isMoney ?? false, cases });
  }
  return views;
};

/** The report as JSON. What was summed up stands as text, so that it is exact however great. */
export const reportToJson = (report: ImpactReport): string =>
  `${JSON.stringify(report, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value), 2)}\n`;

const placeOf = ({ contract }: Edition, clause: ClauseId): number =>
  contract.clauses.get(clause)?.ordinal ?? Infinity;

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => byUnits(a, b);

const byValue = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  Number(a === others) - Number(b === others) || byNumbers(a, b);
