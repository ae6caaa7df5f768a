import { Type, type Static } from '@sinclair/typebox';
import { EditionIdentity } from '../decision.js';
import { Disposition, EditionSummary, Reading, Section } from '../editions.js';
import {
  count,
  described,
  flag,
  instant,
  list,
  mapOf,
  nullable,
  oneOf,
  ordinal,
  text,
  texts,
} from '../parts.js';

/** A clause in the text, with the names of what rests on it. */
const BookClause = Type.Object({
  id: text,
  words: text,
  section: count,
  disposition: nullable(Disposition),
  decisions: texts,
  reason: nullable(text),
  rules: described('`refund/fees-are-not-refundable`.', texts),
  definitions: texts,
  parameters: texts,
  readings: texts,
  references: described(
    'Words that name another part of the contract, by their offsets, with the clause or the section that they lead to.',
    list(Type.Object({ from: count, to: count, clause: nullable(text), section: nullable(count) })),
  ),
});
export type BookClause = Static<typeof BookClause>;

/** A section of the text; number 0 is what stands before the first heading. */
const BookSection = Type.Object({ number: count, label: text, heading: text, clauses: list(BookClause) });
export type BookSection = Static<typeof BookSection>;

/** The whole text of a contract. */
export const ContractBook = Type.Object({
  edition: EditionSummary,
  decisions: list(Type.Object({ decision: text, question: text })),
  sections: list(BookSection),
});
export type ContractBook = Static<typeof ContractBook>;

/** What an edition's file says at a place, as it is written there, without the indentation that all its lines share. */
const SourceExcerpt = Type.Object({ file: text, line: ordinal, text });
export type SourceExcerpt = Static<typeof SourceExcerpt>;

/** A definition in words: as sentences name it, and what it is. */
const Term = Type.Object({ term: text, name: text, words: text, clauses: texts });

/** A rule in words, part by part. */
export const RuleInWords = Type.Object({
  decides: text,
  effects: nullable(text),
  discretion: nullable(text),
  goesBefore: nullable(text),
  givesWayTo: nullable(text),
  because: text,
  terms: described(
    'What its words mean: the definitions that it rests on, those first that it reads itself.',
    list(Type.Object({ ...Term.properties, isDirect: flag })),
  ),
});

/** A rule in words and as it is written. */
const RuleBook = Type.Object({
  decision: text,
  id: text,
  clauses: texts,
  modality: oneOf('must', 'must-not', 'may'),
  force: text,
  outcome: text,
  words: RuleInWords,
  readings: texts,
  source: SourceExcerpt,
});
export type RuleBook = Static<typeof RuleBook>;

const DefinitionBook = Type.Object({
  ...Term.properties,
  is: text,
  describes: nullable(text),
  source: SourceExcerpt,
});

/** A figure or policy with its dated values, each as a text. */
const ParameterBook = Type.Object({
  parameter: text,
  describes: text,
  changedBy: text,
  sample: flag,
  values: list(Type.Object({ from: instant, published: instant, reference: nullable(text), value: text })),
});
export type ParameterBook = Static<typeof ParameterBook>;

export type ReadingBook = Static<typeof Reading>;

/** What the rules of an edition compare, by dotted name, and its definitions: each as sentences name it. */
export const Glossary = Type.Object({
  edition: EditionIdentity,
  names: Type.Record(Type.String(), text),
  terms: list(Term),
});
export type Glossary = Static<typeof Glossary>;

/** A clause with all that rests on it, in words and as it is written. */
export const ClauseBook = Type.Object({
  edition: EditionIdentity,
  id: text,
  words: text,
  section: nullable(Section),
  disposition: nullable(Disposition),
  decisions: texts,
  reason: nullable(text),
  rules: list(RuleBook),
  definitions: list(DefinitionBook),
  parameters: list(ParameterBook),
  readings: list(Reading),
  invariants: described(
    'What the edition declares to hold of every case (always.yaml).',
    list(Type.Object({ name: text, describes: nullable(text), decisions: texts })),
  ),
});
export type ClauseBook = Static<typeof ClauseBook>;

/** All clauses of a contract in its order, each with all that rests on it. */
export const ClausesBook = Type.Object({ edition: EditionIdentity, clauses: list(ClauseBook) });
export type ClausesBook = Static<typeof ClausesBook>;

/** A scenario with how it ended. */
const ScenarioBook = Type.Object({
  title: text,
  feature: text,
  at: described('Its place: `terms/06-refunds.feature:12`.', text),
  proves: described('Clauses among its tags: it says that it proves them.', texts),
  restsOn: described('Clauses on which the decisions in it rest.', texts),
  passed: flag,
  failures: texts,
  steps: list(Type.Object({ keyword: text, text, table: list(texts) })),
});
export type ScenarioBook = Static<typeof ScenarioBook>;
/** The scenarios of an edition, to be found by their titles. */
export const ScenarioTitles = Type.Object({
  scenarios: list(
    Type.Object({
      title: text,
      feature: text,
      clauses: described('Those that it proves, then others in which it decided.', texts),
    }),
  ),
});
export type ScenarioTitles = Static<typeof ScenarioTitles>;
export const ScenariosOfClause = Type.Object({ scenarios: list(ScenarioBook) });
export type ScenariosOfClause = Static<typeof ScenariosOfClause>;

/** How a clause fares: `proving`: scenarios tagged with it; `deciding`: others in which it decided; `failed`: of both. */
const ClauseProof = Type.Object({ proving: count, deciding: count, failed: count });
export type ClauseProof = Static<typeof ClauseProof>;

/** How the scenarios of an edition fare, clause by clause. */
export const ProofBook = Type.Union([
  Type.Object({ code: Type.Literal('no-scenarios') }),
  Type.Object({
    code: Type.Literal('ran'),
    scenarios: described('Those in which this edition decides, or refuses.', count),
    failed: described('Of these.', count),
    elsewhere: described('Scenarios of the document in which other editions govern.', count),
    faults: texts,
    clauses: mapOf(ClauseProof),
  }),
]);
export type ProofBook = Static<typeof ProofBook>;
