import { byMonth, cohortOf, notGiven, type NoCohort } from '../../../analysis/impact/cohorts.js';
import { makeExplainLarge } from '../../../analysis/impact/explain-large.js';
import type { Judged } from '../../../analysis/impact/judge-case.js';
import { offerLargest, type Largest } from '../../../analysis/impact/largest.js';
import type { LaterFigure } from '../../../analysis/impact/later-figures.js';
import { inAll } from '../../../analysis/impact/merge-tally.js';
import { makeReport, reportToJson } from '../../../analysis/impact/report.js';
import { stakesOf } from '../../../analysis/impact/stakes.js';
import { emptyTally } from '../../../analysis/impact/tally.js';
import { makeWeighCase, type DecidedCase } from '../../../analysis/impact/weigh-cases.js';
import { subjectOf } from '../../../audit/record/opening.js';
import type { StoredRecord } from '../../../audit/record/record.js';
import type { Edition } from '../../../edition/model/edition.js';
import { makeCompiledEvaluator } from '../../../engine/compiled/compiled-evaluator.js';
import { formatInstant } from '../../../language/instants.js';
import type { DecidedSide, ImpactNews, TurnedDecision } from '../../../wire/book/drafts.js';
import type { Impact } from '../../../wire/book/impact.js';
import { weighRecord } from '../../newest-records.js';

/** What is asked of recorded decisions under a draft. */
export interface ImpactTrial {
  readonly draft: Edition;
  readonly records: readonly StoredRecord[];
  /** Figures that the draft changes later on, which is told at the beginning. */
  readonly later: readonly LaterFigure[];
  /** A fact by whose values cases are looked at together, too. */
  readonly by?: string | undefined;
  /** A release by its digest, where it is at hand. */
  readonly releaseOf: (digest: string) => Edition | undefined;
}

const toldEvery = 100;
/** What changes beyond these is counted, and not told one by one. */
const mostTold = 200;

/**
 * Decides recorded decisions once more, under a draft, and tells which would come out otherwise and what customers would gain and lose. Records nothing.
 * What the draft refuses is no gain and no loss: it is not compared.
 */
export async function* tryRecords({
  draft,
  records,
  later,
  by,
  releaseOf,
}: ImpactTrial): AsyncGenerator<ImpactNews> {
  const byFact = by === undefined ? undefined : cohortOf(draft, by);
  if (byFact !== undefined && 'code' in byFact) {
    yield { kind: 'no-cohort', fact: byFact.fact, why: noCohortWords[byFact.code] };
    return;
  }
  const stakes = stakesOf(draft);
  const tally = emptyTally();
  const largest: Largest = new Map();
  const turned: TurnedDecision[] = [];
  const about = new Map(records.map((record) => [record.body.id, record]));
  let changed = 0;
  const weigh = makeWeighCase(
    {
      edition: draft,
      evaluator: makeCompiledEvaluator(draft),
      stakes,
      // No fact has a name of two words.
      cohorts: [
        byMonth(draft),
        ...(byFact === undefined ? [] : [{ ...byFact, name: `fact ${byFact.name}` }]),
      ],
      besides: ({ id, before }, after) => [
        ...[...new Set([...before.clauses, ...after.clauses])].map((clause) => ['clause', clause] as const),
        ['customer', customerOf(about.get(id ?? ''))],
      ],
      overlook: false,
    },
    {
      large: (one) => offerLargest(largest, one),
      compared: (one, after, judged) => {
        if (judged.verdict !== 'changed') return;
        changed += 1;
        const record = about.get(one.id ?? '');
        if (changed <= mostTold && record !== undefined) turned.push(turnedOf(record, one, after, judged));
      },
    },
  );
  yield {
    kind: 'begun',
    total: records.length,
    later: later.map(({ name, from }) => ({ figure: name, from: formatInstant(from) })),
  };
  let done = 0;
  for (const record of records) {
    done += 1;
    if (done % toldEvery === 0) yield { kind: 'progress', done, changed };
    await weighRecord(weigh, tally, record);
    for (const one of turned.splice(0)) yield { kind: 'turned', turned: one };
  }
  const tell = makeExplainLarge(draft, false, (digest) => Promise.resolve(releaseOf(digest)));
  const report = await makeReport({ of: 'the log', edition: draft, stakes, tally, largest, tell });
  yield { kind: 'done', done, changed: inAll(tally).changed, impact: impactOf(reportToJson(report)) };
}

/** Whom a record is about; the same for all that name nobody, or no longer. */
const customerOf = (record: StoredRecord | undefined): string =>
  (record === undefined ? undefined : subjectOf(record)) ?? notGiven;

const noCohortWords: Readonly<Record<NoCohort['code'], string>> = {
  'unknown-fact': 'the draft has no such fact',
  'personal-fact': 'it is personal, and stands in no table of many',
  'compound-fact': 'it has no single value',
};

/** What the book shows of a report, whose sums stand as text. */
const impactOf = (report: string): Impact => {
  const { compared, changed, amounts, grounds, earliest, latest, ...more } = JSON.parse(report) as Impact; // as `reportToJson` writes it
  const { decisions, cohorts, largest, notCompared, errors } = more;
  const numbers = { compared, changed, amounts, grounds, earliest, latest };
  return { ...numbers, decisions, cohorts, largest, notCompared, errors };
};

const turnedOf = (
  { body }: StoredRecord,
  { before }: DecidedCase,
  after: DecidedCase['before'],
  { lost, gained, effects }: Judged,
): TurnedDecision => ({
  ...{ id: body.id, decision: before.decision.decision, decidedAt: body.decidedAt, asOf: body.inputs.asOf },
  ...{ lost, gained, effects },
  before: sideOf(before),
  after: sideOf(after),
});

const sideOf = ({
  decision: { outcome, effects, standing },
  clauses,
}: DecidedCase['before']): DecidedSide => ({ outcome, effects, standing, clauses });
