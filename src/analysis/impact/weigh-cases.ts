import type { InvalidClause } from '../../engine/severability.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Answer, Evaluator } from '../../engine/evaluation.js';
import { knownFacts } from '../difference/known-facts.js';
import type { Cohort } from './cohorts.js';
import { judgeCase, makeCited, type Decided, type Judged } from './judge-case.js';
import { offerLargest, type LargeCase, type Largest } from './largest.js';
import type { Stake } from './stakes.js';
import { countCompared, countNotCompared, gainsOf, type Tally } from './tally.js';

/** A case that was decided. */
export interface DecidedCase {
  readonly at: string;
  readonly id: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** Clauses that drop out; left out where none is named. */
  readonly invalid?: readonly InvalidClause[];
  readonly before: Decided;
}

/** The edition whose impact is asked for, and what is looked at. */
export interface Weighing {
  readonly edition: Edition;
  readonly evaluator: Evaluator;
  readonly stakes: ReadonlyMap<string, readonly Stake[]>;
  readonly cohorts: readonly Cohort[];
  /** Values of further cohorts that a case is of, which may be several of one cohort. */
  readonly besides?: (
    one: DecidedCase,
    after: Decided,
  ) => readonly (readonly [cohort: string, value: string])[];
  /** Facts for which the edition has no name are left out, and not refused. */
  readonly overlook: boolean;
}

/** Told while cases are weighed. */
export interface WeighingNews {
  /** Of each case that is among the largest so far, so that whoever merges several of these finds the largest of all. */
  readonly large?: (one: LargeCase) => void;
  /** Of each case that was compared, and what came of it. */
  readonly compared?: (one: DecidedCase, after: Decided, judged: Judged) => void;
}

/** Decides a case once more, under the other edition, and counts what came of it. */
export type WeighCase = (tally: Tally, one: DecidedCase) => void | Promise<void>;

/** Weighs cases by another edition, each as if it governed them. */
export const makeWeighCase = (weighing: Weighing, news: WeighingNews = {}): WeighCase => {
  const { edition, stakes, cohorts, besides } = weighing;
  const { compare, ask } = makeComparison(weighing);
  const largest: Largest = new Map();
  const take = (tally: Tally, one: DecidedCase, answer: Answer): void => {
    if (answer.code !== 'decided') {
      countNotCompared(tally, 'refused', answer.errors.map(tellError));
      return;
    }
    const { before, asOf } = one;
    const { decision } = before.decision;
    const { after, judged } = compare(before, answer.decision, stakes.get(decision) ?? []);
    countCompared(tally, {
      decision,
      asOf,
      outcomes: [before.decision.outcome, after.decision.outcome],
      cohorts: [
        ...cohorts.map(({ name, valueOf }) => [name, valueOf(one)] as const),
        ...(besides?.(one, after) ?? []),
      ],
      judged,
    });
    news.compared?.(one, after, judged);
    if (judged.movements.length === 0) return;
    for (const gain of gainsOf(judged.movements)) {
      const large: LargeCase = { ...one, decision, after, ...gain };
      if (offerLargest(largest, large)) news.large?.(large);
    }
  };
  const fail = (tally: Tally, error: unknown): void => {
    countNotCompared(tally, 'failed', [error instanceof Error ? error.message : String(error)]);
  };
  return (tally, one) => {
    if (one.before.edition.document !== edition.identity.document) {
      countNotCompared(tally, 'other-document');
      return;
    }
    if (!edition.decisions.has(one.before.decision.decision)) {
      countNotCompared(tally, 'no-such-decision', [`\`${one.before.decision.decision}\``]);
      return;
    }
    let answer: Answer | Promise<Answer>;
    try {
      answer = ask(one);
    } catch (error) {
      fail(tally, error);
      return;
    }
    if (!(answer instanceof Promise)) {
      take(tally, one, answer);
      return;
    }
    return answer.then(
      (said) => {
        take(tally, one, said);
      },
      (error: unknown) => {
        fail(tally, error);
      },
    );
  };
};

/** Asks an edition about decided cases, and compares. */
const makeComparison = ({
  edition,
  evaluator,
  overlook,
}: Pick<Weighing, 'edition' | 'evaluator' | 'overlook'>) => {
  const cited = makeCited(edition);
  return {
    ask: ({ before, facts, asOf, invalid }: Pick<DecidedCase, 'before' | 'facts' | 'asOf' | 'invalid'>) =>
      evaluator.decide({
        decision: before.decision.decision,
        facts: overlook ? knownFacts(edition, facts) : facts,
        asOf,
        ...(invalid === undefined ? {} : { invalid }),
      }),
    compare: (
      before: Decided,
      decision: Decided['decision'],
      stakes: readonly Stake[],
    ): { readonly after: Decided; readonly judged: Judged } => {
      const after = { edition: edition.identity, decision, clauses: cited(decision) };
      return { after, judged: judgeCase(before, after, stakes) };
    },
  };
};

/** A wrong fact; items of lists are not told apart. */
const tellError = ({ code, pointer }: { readonly code: string; readonly pointer: string }): string =>
  `${code} ${pointer.replaceAll(/\/\d+(?=\/|$)/g, '/n')}`;
