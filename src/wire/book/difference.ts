import { Type, type Static, type TObject } from '@sinclair/typebox';
import { Discretion, EditionIdentity } from '../decision.js';
import { count, described, flag, list, nullable, oneOf, text, texts, values } from '../parts.js';

/** A run of words that both texts have, or only one of them. */
const WordRun = Type.Object({ kind: oneOf('kept', 'added', 'removed'), words: text });
export type WordRun = Static<typeof WordRun>;

/** What became of a clause. */
const ClauseChange = Type.Union([
  Type.Object({ code: Type.Literal('added'), right: text, words: text }),
  Type.Object({ code: Type.Literal('removed'), left: text, words: text }),
  Type.Object({ code: Type.Literal('moved'), left: text, right: text, words: text }),
  Type.Object({
    code: oneOf('reworded', 'editorial'),
    left: text,
    right: text,
    aside: Type.Optional(texts),
    runs: list(WordRun),
  }),
]);
export type ClauseChange = Static<typeof ClauseChange>;

/** One thing that only one of two editions has, or that they write differently. */
const ItemChange = Type.Object({
  code: oneOf('added', 'removed', 'changed'),
  kind: text,
  name: text,
  clauses: texts,
  parts: list(
    Type.Object({ path: text, left: Type.Optional(Type.Unknown()), right: Type.Optional(Type.Unknown()) }),
  ),
});
export type ItemChange = Static<typeof ItemChange>;

/** What differs between two releases of a document in words, and in what they write. */
export const DifferenceBook = Type.Object({
  left: EditionIdentity,
  right: EditionIdentity,
  clauses: list(ClauseChange),
  headings: list(Type.Object({ left: nullable(text), right: nullable(text) })),
  unchanged: count,
  items: list(ItemChange),
});
export type DifferenceBook = Static<typeof DifferenceBook>;

/** What one edition says of a case. */
const CaseAnswer = Type.Union([
  Type.Object({
    code: Type.Literal('decided'),
    outcome: text,
    effects: values,
    discretion: Discretion,
    clauses: texts,
  }),
  Type.Object({ code: Type.Literal('refused'), errors: list(Type.Object({ pointer: text, code: text })) }),
  Type.Object({ code: Type.Literal('failed'), why: text }),
]);
export type CaseAnswer = Static<typeof CaseAnswer>;

const sides = { kinds: texts, left: CaseAnswer, right: CaseAnswer };
/** A case of which the two say different things. */
export type CaseSides = Static<TObject<typeof sides>>;

/** How one decision fares; of what differs, the first few are told. */
const DecisionChange = Type.Object({
  decision: text,
  verdict: oneOf('same', 'same-where-accepted', 'different', 'none-found', 'added', 'removed'),
  cases: described('That were looked at where the decision is not proven the same.', count),
  scenarioCases: count,
  changedScenarios: count,
  scenarios: list(Type.Object({ name: text, ...sides })),
  ways: described('In which it was found to differ.', count),
  found: list(
    Type.Object({
      from: text,
      changes: list(
        Type.Object({ path: text, from: Type.Optional(Type.Unknown()), to: Type.Optional(Type.Unknown()) }),
      ),
      cases: count,
      ...sides,
    }),
  ),
});
export type DecisionChange = Static<typeof DecisionChange>;

/** What may be said of a changed clause's effect. */
const ClauseClaim = Type.Object({
  clauses: texts,
  code: oneOf('proven', 'no-decision', 'differs', 'none-found'),
  decisions: texts,
  cases: count,
});
export type ClauseClaim = Static<typeof ClauseClaim>;

/** What differs between two releases in effect; `claims` has one for each changed clause, in the order of {@link DifferenceBook}'s. */
export const EffectBook = Type.Object({
  decisions: list(DecisionChange),
  claims: list(ClauseClaim),
  sameInEffect: flag,
});
export type EffectBook = Static<typeof EffectBook>;
