import { Type, type Static } from '@sinclair/typebox';
import { EditionIdentity } from '../decision.js';
import { maximumTitle } from '../limits.js';
import { Impact } from './impact.js';
import { GaveUp, PublishedAs, Stage } from './review.js';
import {
  anything,
  closed,
  count,
  described,
  digest,
  flag,
  instant,
  kind,
  list,
  nullable,
  oneOf,
  ordinal,
  text,
  texts,
  values,
} from '../parts.js';

const summary = {
  id: text,
  title: text,
  by: described('Who made it; null where nobody has to say who asks.', nullable(text)),
  from: EditionIdentity,
  createdAt: instant,
  changedAt: instant,
  changed: described('Names of files that differ from what was published.', texts),
  scenarios: described('Names of files of scenarios that it has of its own.', texts),
  stage: Stage,
  published: described('Null where it is not.', nullable(PublishedAs)),
};

/** A draft in one line of a list. */
const DraftSummary = Type.Object(summary);
export type DraftSummary = Static<typeof DraftSummary>;
export const Drafts = Type.Object({
  drafts: list(DraftSummary),
  damaged: described('The ids of drafts whose file is damaged.', texts),
});
export type Drafts = Static<typeof Drafts>;

const state = oneOf('released', 'changed', 'added');
/** A file of a draft, without its text. */
const DraftFile = Type.Object({ name: text, etag: text, lines: count, state });
export type DraftFile = Static<typeof DraftFile>;

/** A draft with its files. */
export const Draft = Type.Object({ ...summary, files: list(DraftFile) });
export type Draft = Static<typeof Draft>;

/** A file of a draft with its text, and the text that was released. */
export const DraftText = Type.Object({ name: text, text, etag: text, state, released: nullable(text) });
export type DraftText = Static<typeof DraftText>;

/** What came of writing a file. */
export const Written = Type.Object({ name: text, etag: text, changedAt: instant, changed: texts });
export type Written = Static<typeof Written>;

export const DraftDeleted = Type.Object({ deleted: text });

/** Something wrong with a draft. Lines and columns count from 1; the end is not included. */
const Finding = Type.Object({
  code: text,
  severity: oneOf('error', 'warning'),
  file: text,
  line: ordinal,
  column: ordinal,
  endLine: ordinal,
  endColumn: ordinal,
  text: described('The offending text as it was written, shortened.', text),
  sourceLine: described('The line of the file that it stands in.', text),
  message: text,
  hint: described('What to do.', text),
  clause: Type.Optional(Type.Object({ id: text, words: text })),
});
export type Finding = Static<typeof Finding>;

/** What a check came to. */
export const Check = Type.Object({
  kind: kind('checked'),
  digest: described('Null where there is an error.', nullable(digest)),
  unreviewed: described('Whether nothing but a review is lacking.', flag),
  diagnostics: list(Finding),
  looked: described(
    'Cases that a search for conflicts and gaps decided; null where none was made.',
    nullable(count),
  ),
  refusals: described(
    'Why publishing would refuse it after the release that the draft was made from; empty where it is not whole.',
    list(Type.Object({ code: text, where: text, message: text })),
  ),
});
export type Check = Static<typeof Check>;

/** A word that may stand in an edition's files, for an editor to complete. */
const Word = Type.Object({
  word: described('As it is written.', text),
  kind: oneOf(
    'fact',
    'definition',
    'parameter',
    'clause',
    'decision',
    'rule',
    'reading',
    'operator',
    'function',
    'value',
  ),
  means: described('In a line; cut where it is long.', text),
});
export type Word = Static<typeof Word>;
export const Words = Type.Object({ words: list(Word) });
export type Words = Static<typeof Words>;

/** The phrases of a draft's contract, as Cucumber expressions. */
export const Phrases = Type.Object({ phrases: texts });
export type Phrases = Static<typeof Phrases>;

/** A scenario that fails under a draft. */
const FailedScenario = Type.Object({
  title: text,
  feature: text,
  uri: text,
  line: count,
  clauses: described('Those that it is tagged with.', texts),
  failures: described('What was not as required, each in a line.', texts),
  steps: list(
    Type.Object({
      keyword: text,
      text,
      table: list(texts),
      failed: list(
        Type.Object({
          message: text,
          value: described(
            'Where one value is required: what the scenario says, and what the draft comes to; null where that is absent.',
            nullable(Type.Object({ path: text, required: anything, is: anything })),
          ),
        }),
      ),
    }),
  ),
  passedBefore: described('Whether it passes under the release that the draft was made from.', flag),
  ofDraft: described('Whether it is one of the draft’s own, and not of the contract’s.', flag),
});
export type FailedScenario = Static<typeof FailedScenario>;

/** What every trial of a draft may tell: that it has errors, that it is tried as though all were reviewed, that it came to a limit. */
const trialNews = [
  Type.Object({ kind: kind('not-whole'), errors: count }),
  Type.Object({ kind: kind('unreviewed') }),
  GaveUp,
] as const;
export type TrialNews = Static<(typeof trialNews)[number]>;

/** A line of a run of scenarios. */
export const ScenarioNews = Type.Union([
  ...trialNews,
  Type.Object({ kind: kind('begun'), total: count, faults: texts }),
  Type.Object({ kind: kind('failed'), scenario: FailedScenario }),
  Type.Object({ kind: kind('progress'), done: count, failed: count }),
  Type.Object({ kind: kind('done'), done: count, failed: count, broken: count }),
]);
export type ScenarioNews = Static<typeof ScenarioNews>;

/** One side of a decision that changes. */
const DecidedSide = Type.Object({ outcome: text, effects: values, standing: texts, clauses: texts });
export type DecidedSide = Static<typeof DecidedSide>;

/** A recorded decision that would come out otherwise. */
const TurnedDecision = Type.Object({
  id: text,
  decision: text,
  decidedAt: instant,
  asOf: instant,
  lost: texts,
  gained: texts,
  effects: described('Names of those that change.', texts),
  before: DecidedSide,
  after: DecidedSide,
});
export type TurnedDecision = Static<typeof TurnedDecision>;

/** A line of deciding the log once more. */
export const ImpactNews = Type.Union([
  ...trialNews,
  Type.Object({
    kind: kind('begun'),
    total: count,
    later: described(
      'Figures that the draft changes later on: decisions of before do not read them.',
      list(Type.Object({ figure: text, from: instant })),
    ),
  }),
  Type.Object({ kind: kind('turned'), turned: TurnedDecision }),
  Type.Object({ kind: kind('progress'), done: count, changed: count }),
  Type.Object({
    kind: kind('no-cohort'),
    fact: text,
    why: described('Why the fact makes no table, in words.', text),
  }),
  Type.Object({ kind: kind('done'), done: count, changed: count, impact: Impact }),
]);
export type ImpactNews = Static<typeof ImpactNews>;

/** What a draft is made of. */
export const NewDraft = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: maximumTitle, description: 'What it is for.' }),
    digest: Type.String({ minLength: 1, maxLength: 128, description: 'Of the release that it starts from.' }),
  },
  closed,
);
export type NewDraft = Static<typeof NewDraft>;
