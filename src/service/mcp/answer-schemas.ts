import type { TProperties } from '@sinclair/typebox';
import type { Editions } from '../../decide/editions/editions.js';
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { mostCharacters } from './schemas.js';

/** What an edition declares of the answers to a decision: each is one of these, beside what all answers have. */
export type OwnMembers = (ruleSet: RuleSet) => readonly TProperties[];

/**
 * Types the answers of a tool by the editions that are known now: each is one of the decision under one of these editions, with its outcomes and
 * effects; or it is of another release, which was published since or is kept for the sake of what was decided once, and is as all answers are.
 * @param general of the answers to all decisions, an object
 * @param own what an edition declares of them
 * @param only decisions that are answered alone; else all are, where that is short
 */
export const typedAnswer = (
  editions: Pick<Editions, 'all'>,
  only: readonly string[] | undefined,
  general: object,
  own: OwnMembers,
): object => {
  const known = editions.all();
  const digestsOf = new Map<string, string[]>();
  for (const edition of known)
    for (const ruleSet of edition.decisions.values()) {
      if (only?.includes(ruleSet.decision) === false) continue;
      const form = formOf(edition, ruleSet, own);
      digestsOf.set(form, [...(digestsOf.get(form) ?? []), edition.identity.digest]);
    }
  const length = [...digestsOf.keys()].reduce((sum, form) => sum + form.length, 0);
  if (only === undefined && length > mostCharacters) return general;
  const forms = [...digestsOf].flatMap(([form, digests]) =>
    // Written below.
    (JSON.parse(form) as readonly object[]).map((properties) => ({
      properties: { ...properties, edition: { properties: { digest: { enum: digests } } } },
    })),
  );
  const unheardOf = { enum: known.map(({ identity }) => identity.digest) };
  const others = {
    description: 'Of a release that was not known when this was told.',
    properties: {
      ...(only === undefined ? {} : { decision: { enum: only } }),
      edition: { properties: { digest: { not: unheardOf } } },
    },
  };
  return { ...general, anyOf: [...forms, others] };
};

/** Made once for each edition, decision and kind of answer, as long as the edition is there. */
const made = new WeakMap<Edition, Map<OwnMembers, Map<string, string>>>();

/** The members that a decision has of its own in each of its forms, as JSON. */
const formOf = (edition: Edition, ruleSet: RuleSet, own: OwnMembers): string => {
  const ofEdition = made.get(edition) ?? new Map<OwnMembers, Map<string, string>>();
  made.set(edition, ofEdition);
  const byDecision = ofEdition.get(own) ?? new Map<string, string>();
  ofEdition.set(own, byDecision);
  const form = byDecision.get(ruleSet.decision) ?? JSON.stringify(own(ruleSet));
  byDecision.set(ruleSet.decision, form);
  return form;
};
