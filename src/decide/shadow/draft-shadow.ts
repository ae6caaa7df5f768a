import { stakesOf } from '../../analysis/impact/stakes.js';
import { emptyTally, type Tally } from '../../analysis/impact/tally.js';
import { makeWeighCase, type WeighCase } from '../../analysis/impact/weigh-cases.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Evaluator } from '../../engine/evaluation.js';
import { citedOf } from '../answer/cited.js';
import type { Evaluated } from '../evaluate.js';

/** Evaluates what was decided once more under a draft of an edition, which answers nothing. */
export interface DraftShadow {
  readonly edition: Edition;
  /** Takes recorded decisions; never throws, and evaluates nothing before it returns. */
  readonly offer: (evaluated: Evaluated) => void;
  readonly counts: () => DraftCounts;
  /** Resolves once nothing waits. */
  readonly settled: () => Promise<void>;
}

/** What came of it since the service started. */
export interface DraftCounts {
  readonly tally: Tally;
  /** Decisions that wait to be evaluated. */
  readonly waiting: number;
  /** Decisions that were passed over since too many waited. */
  readonly skipped: number;
}

/** What a draft in shadow is made from. */
export interface DraftShadowParts {
  readonly edition: Edition;
  readonly makeEvaluator: (edition: Edition) => Evaluator;
  /** The share of decisions that it evaluates too, more than 0 to 1. */
  readonly share: number;
  /** From 0 to less than 1. */
  readonly random: () => number;
  /** So many decisions wait at most. Default 1000. */
  readonly mostWaiting?: number;
  /** Runs work when what is under way, answers among it, has had its turn. */
  readonly later: (work: () => void) => void;
  /** Told of a defect in counting; what the draft's rules come to is counted, and none. */
  readonly reportDefect: (error: unknown) => void;
}

const defaultMostWaiting = 1000;

/**
 * Puts a draft in shadow. Decisions of other documents are not its business. One is evaluated in a turn of the event loop, after the answer of
 * its own request was handed over; where they come faster than that they are passed over, and counted.
 */
export const makeDraftShadow = (parts: DraftShadowParts): DraftShadow => {
  const { edition, share, random, later, reportDefect } = parts;
  const most = parts.mostWaiting ?? defaultMostWaiting;
  const tally = emptyTally();
  const waiting: (() => void | Promise<void>)[] = [];
  const weigh: WeighCase = makeWeighCase({
    edition,
    evaluator: parts.makeEvaluator(edition),
    stakes: stakesOf(edition),
    cohorts: [],
    overlook: false,
  });
  let skipped = 0;
  let working: Promise<void> | undefined;

  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      later(resolve);
    });
  const work = async (): Promise<void> => {
    await turn();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await next();
      } catch (error) {
        reportDefect(error);
      }
      await turn();
    }
    working = undefined;
  };

  return {
    edition,
    offer: (evaluated) => {
      const before = evaluated.edition.identity;
      if (before.document !== edition.identity.document) return;
      for (const decision of evaluated.decisions) {
        if (random() >= share) continue;
        if (waiting.length >= most) {
          skipped += 1;
          continue;
        }
        waiting.push(() => {
          tally.chosen += 1;
          const { facts, asOf, invalid } = evaluated;
          const clauses = citedOf(evaluated.edition, decision, invalid);
          return weigh(tally, {
            at: '',
            id: null,
            facts,
            asOf,
            ...(invalid === undefined ? {} : { invalid }),
            before: { edition: before, decision, clauses },
          });
        });
      }
      if (waiting.length > 0) working ??= work();
    },
    counts: () => ({ tally, waiting: waiting.length, skipped }),
    settled: async () => {
      while (working !== undefined) await working;
    },
  };
};
