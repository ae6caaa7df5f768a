import { Type, type Static } from '@sinclair/typebox';
import { EditionIdentity } from './decision.js';
import {
  anything,
  count,
  described,
  digest,
  flag,
  instant,
  list,
  mapOf,
  named,
  nullable,
  oneOf,
  text,
  texts,
  values,
} from './parts.js';
import { RegistryEntry } from './registry-entry.js';

export const dispositions = ['rule', 'definition', 'precedence', 'edition', 'statement'] as const;
/** What a clause is for. */
export const Disposition = oneOf(...dispositions);
export type Disposition = Static<typeof Disposition>;

/** How ambiguous words were taken. */
export const Reading = Type.Object({
  id: text,
  clauses: texts,
  words: text,
  taken: text,
  rejected: text,
  because: text,
  scenarios: described('Titles.', texts),
  decidedBy: Type.Optional(described('Who takes responsibility for it.', text)),
  decidedOn: Type.Optional(described('A date, such as `2026-04-20`.', text)),
  risk: Type.Optional(described('How likely another reading of it is.', oneOf('low', 'medium', 'high'))),
  otherwise: Type.Optional(
    described('What would hold if it were read the other way, in YAML, as the edition writes it.', text),
  ),
});
export type Reading = Static<typeof Reading>;

const summary = {
  document: text,
  revision: text,
  digest,
  title: text,
  effectiveFrom: instant,
  zone: described(
    'By whose clocks instants are told, an IANA name; `UTC` where the edition names none.',
    text,
  ),
  clauses: count,
  personal: described(
    'Facts that may identify a person, by dotted name; `members.[].name` of the items of a list.',
    texts,
  ),
};

/** An edition in one line of a list. */
export const EditionSummary = Type.Object({ ...summary, decisions: texts });
export type EditionSummary = Static<typeof EditionSummary>;

/** The editions that are served, from when to when each is in effect, and every release that the registry names. */
export const Editions = named(
  'Editions',
  Type.Object({
    editions: list(
      Type.Object({
        ...summary,
        decisions: texts,
        inEffectUntil: nullable(instant),
        published: flag,
      }),
    ),
    releases: list(
      Type.Object({
        document: text,
        revision: text,
        digest,
        effectiveFrom: instant,
        counts: flag,
        known: list(
          Type.Object({
            from: described('Null of what was in force before there was a registry.', nullable(instant)),
            until: nullable(instant),
          }),
        ),
        entries: list(RegistryEntry),
      }),
    ),
    failure: described(
      'What is wrong with what the registry says now; null where it is served.',
      nullable(
        Type.Object({
          code: oneOf(
            'registry-unreadable',
            'registry-broken',
            'registry-cut',
            'release-missing',
            'release-unusable',
          ),
          release: Type.Optional(EditionIdentity),
          reason: text,
        }),
      ),
    ),
  }),
);
export type Editions = Static<typeof Editions>;

/** A release as the registry has it. */
export type Release = Editions['releases'][number];

/** A decision as its edition lists it. */
const DecisionSummary = Type.Object({
  decision: text,
  question: text,
  outcomes: texts,
  facts: list(Type.Object({ name: text, optional: flag })),
  effects: texts,
  effectTypes: described(
    'What each effect is: `money`, `integer`, `number`, `boolean`, `instant`, `text`, or another type of the language.',
    mapOf(text),
  ),
  rules: texts,
});
export type DecisionSummary = Static<typeof DecisionSummary>;

export const Section = Type.Object({
  number: described('Its place in the text’s order.', count),
  label: described(
    'The number that stands before its heading; empty where the heading has all that is printed.',
    text,
  ),
  heading: text,
});

/** An edition with its decisions, readings and sections; its clauses and parameters have addresses of their own. */
export const Edition = named(
  'Edition',
  Type.Object({
    ...summary,
    decisions: list(DecisionSummary),
    text: described('Digest of the contract’s text.', digest),
    sections: list(Section),
    readings: list(Reading),
  }),
);
export type Edition = Static<typeof Edition>;

/** The figures and policies of an edition, each with its dated values. */
export const Parameters = named(
  'Parameters',
  Type.Object({
    edition: EditionIdentity,
    parameters: list(
      Type.Object({
        parameter: text,
        clauses: texts,
        describes: text,
        changedBy: text,
        sample: flag,
        type: described('In words.', text),
        values: list(
          Type.Object({
            from: instant,
            published: instant,
            reference: Type.Optional(text),
            value: anything,
          }),
        ),
      }),
    ),
  }),
);
export type Parameters = Static<typeof Parameters>;

/** Every clause with its words and disposition, in the contract's order. */
export const Clauses = named(
  'Clauses',
  Type.Object({
    edition: EditionIdentity,
    clauses: list(Type.Object({ id: text, words: text, disposition: nullable(Disposition) })),
  }),
);
export type Clauses = Static<typeof Clauses>;

const clauseMembers = {
  edition: EditionIdentity,
  id: text,
  words: text,
  digest,
  section: count,
  disposition: nullable(Disposition),
  decisions: texts,
  reason: nullable(text),
  rules: list(
    Type.Object({
      decision: text,
      id: text,
      modality: text,
      outcome: text,
      because: text,
      overrides: texts,
      readings: texts,
    }),
  ),
  definitions: list(Type.Object({ term: text, is: text, describes: nullable(text) })),
  parameters: list(Type.Object({ parameter: text, describes: text })),
  readings: list(Reading),
};

/** What a change of a release in the registry is answered with. */
export const ValidityEntered = Type.Object({ entry: RegistryEntry });
export type ValidityEntered = Static<typeof ValidityEntered>;

/** A clause with all that rests on it. */
export const Clause = named('Clause', Type.Object(clauseMembers));
export type Clause = Static<typeof Clause>;

/** A clause at a time, as known at a time. */
export const ClauseAt = named(
  'ClauseAt',
  Type.Object({
    asOf: instant,
    knownAt: instant,
    inEffect: Type.Object({ from: instant, until: nullable(instant) }),
    ...clauseMembers,
  }),
);
export type ClauseAt = Static<typeof ClauseAt>;

/** The JSON Schema of a decision's facts. */
export const FactSchema = named(
  'FactSchema',
  Type.Object({
    $schema: text,
    title: text,
    description: text,
    type: Type.Literal('object'),
    properties: described('By the names of facts; `x-reads` marks those that the decision reads.', values),
    required: texts,
    additionalProperties: Type.Literal(false),
  }),
);
