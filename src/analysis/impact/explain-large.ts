import { knownFacts } from '../difference/known-facts.js';
import type { LargeCase } from './largest.js';
import type { Edition } from '../../edition/model/edition.js';
import { engines } from '../../engine/engines.js';
import { tellTrace } from '../../engine/tell-trace.js';

/** Both traces of a case in words; `before` is `null` where the release that decided is not kept. */
export interface ToldTraces {
  readonly before: string | null;
  readonly after: string;
}

type TellTrace = (one: LargeCase, facts: LargeCase['facts']) => string;

/**
 * Tells both traces of cases in words.
 * @param editionOf a release by its digest, asked for once
 */
export const makeExplainLarge = (
  to: Edition,
  overlook: boolean,
  editionOf: (digest: string) => Promise<Edition | undefined>,
): ((one: LargeCase) => Promise<ToldTraces>) => {
  const tellAfter = makeTellTrace(to);
  const made = new Map<string, Promise<TellTrace | null>>();
  const tellBefore = (digest: string): Promise<TellTrace | null> => {
    const known =
      made.get(digest) ??
      editionOf(digest).then((edition) => (edition === undefined ? null : makeTellTrace(edition)));
    made.set(digest, known);
    return known;
  };
  return async (one) => {
    const before = await tellBefore(one.before.edition.digest);
    return {
      before: before === null ? null : before(one, one.facts),
      after: tellAfter(one, overlook ? knownFacts(to, one.facts) : one.facts),
    };
  };
};

const makeTellTrace = (edition: Edition): TellTrace => {
  const evaluator = engines.compiled(edition);
  return ({ decision, asOf, invalid }, facts) => {
    const explained = evaluator.explain({
      decision,
      facts,
      asOf,
      ...(invalid === undefined ? {} : { invalid }),
    });
    // It was decided from the same facts before.
    if (explained.code !== 'decided') throw new Error('The facts of a decided case are refused.');
    return tellTrace(edition, explained.trace, asOf);
  };
};
