import type { Edition } from '../edition/model/edition.js';
import { instantIn } from '../edition/model/governing-edition.js';
import type { Decision, Evaluator } from '../engine/evaluation.js';
import type { InvalidClause } from '../engine/severability.js';
import type { Editions } from './editions/editions.js';
import type { DecideRequest } from './request/decide-request.js';

/** A case that was decided by an edition. */
export interface HeldCase {
  readonly edition: Edition;
  readonly evaluator: Evaluator;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asOf: number;
  readonly invalid?: readonly InvalidClause[];
}

/**
 * The first instant after asOf at which the same request would be decided otherwise, or by another edition, as far as is known now, in epoch
 * milliseconds; `null` for never. `undefined` where the evaluator can't tell.
 */
export const holdsUntil = (
  editions: Pick<Editions, 'choose' | 'publications'>,
  { edition, evaluator, facts, asOf, invalid }: HeldCase,
  request: DecideRequest,
  decision: Decision,
): number | null | undefined => {
  const question = { decision: decision.decision, facts, asOf };
  const held = evaluator.holding?.(invalid === undefined ? question : { ...question, invalid }, decision);
  if (held === undefined) return undefined;
  const changes = editionChanges(editions, edition, request, asOf).filter(
    (at) => at < (held.until ?? Infinity),
  );
  if (changes.length === 0) return held.until;
  const chosenAt = (at: number): string | undefined => {
    const { acts, edition: query } = request;
    const choice = editions.choose(query, decision.decision, at, acts, facts);
    return !(choice instanceof Promise) && choice.code === 'chosen'
      ? choice.edition.identity.digest
      : undefined;
  };
  const now = chosenAt(asOf);
  return changes.find((at) => chosenAt(at) !== now) ?? held.until;
};

/** The instants ahead at which another edition may govern, in order: when editions take effect, and what customers do. None where one is named. */
const editionChanges = (
  editions: Pick<Editions, 'publications'>,
  { identity }: Edition,
  { edition: { revision, digest }, acts = [], facts }: DecideRequest,
  asOf: number,
): readonly number[] => {
  if (revision !== undefined || digest !== undefined) return [];
  const found: number[] = [];
  const see = (at: number | undefined): void => {
    if (at !== undefined && at > asOf) found.push(at);
  };
  for (const { edition } of editions.publications()) {
    if (edition.identity.document !== identity.document) continue;
    see(edition.effectiveFrom);
    for (const { at } of edition.governing?.acts ?? []) if (at !== null) see(instantIn(facts, at));
  }
  for (const { at } of acts) see(at);
  return found.length === 0 ? found : [...new Set(found)].sort((a, b) => a - b);
};
