import { eventTypes } from './event-types.js';
import { Type, type Static } from '@sinclair/typebox';
import { askedMembers, EditionIdentity } from './decision.js';
import {
  anything,
  count,
  described,
  digest,
  instant,
  list,
  named,
  nullable,
  oneOf,
  ordinal,
  text,
  texts,
  values,
} from './parts.js';

const place = described(
  'Where it stands in the log.',
  named('LogPlace', Type.Object({ chain: Type.Optional(text), sequence: ordinal, hash: digest })),
);

const DecisionRecorded = named(
  'DecisionRecorded',
  Type.Object(
    {
      id: text,
      decision: text,
      outcome: text,
      effects: values,
      asOf: instant,
      decidedAt: instant,
      holdsUntil: Type.Optional(nullable(instant)),
      edition: EditionIdentity,
      rules: described('Those that stand.', texts),
      clauses: described('Those that they cite.', texts),
      with: Type.Optional(texts),
      record: place,
      subject: Type.Optional(described('Only where values are asked for, as the next ones.', nullable(text))),
      facts: Type.Optional(values),
      missing: Type.Optional(
        described(
          'Places of values that are erased, masked or sealed: there `facts` has a commitment.',
          texts,
        ),
      ),
      ...askedMembers,
    },
    { description: 'A decision was recorded.' },
  ),
);
export type DecisionRecorded = Static<typeof DecisionRecorded>;

const DecisionDropped = named(
  'DecisionDropped',
  Type.Object(
    { id: text, event: described('Id of the event that says so.', text), record: place },
    { description: 'What the record of a decision held was dropped by its age before it was told.' },
  ),
);

const ChoiceRecorded = named(
  'ChoiceRecorded',
  Type.Object(
    {
      id: text,
      decision: described('Id of the decision that it is about.', text),
      chosen: text,
      amount: Type.Optional(anything),
      effects: Type.Optional(values),
      instead: Type.Optional(described('Id of the choice in whose place it stands.', text)),
      chosenAt: instant,
      record: place,
      reason: Type.Optional(
        described(
          'Only where values are asked for; null where it is erased, masked or sealed.',
          nullable(text),
        ),
      ),
      asked: askedMembers.asked,
    },
    { description: 'A person chose what a decision left to choose.' },
  ),
);
export type ChoiceRecorded = Static<typeof ChoiceRecorded>;

const ValuesErased = named(
  'ValuesErased',
  Type.Object(
    {
      event: text,
      by: text,
      reason: text,
      decisions: described(
        'Of which records values were erased, and at which places of their inputs.',
        list(Type.Object({ id: text, pointers: texts })),
      ),
      record: place,
    },
    { description: 'The personal values of a subject were erased; whose, it does not say.' },
  ),
);

const RecordsDropped = named(
  'RecordsDropped',
  Type.Object(
    { event: text, by: text, reason: text, before: instant, records: count, record: place },
    { description: 'Records that were decided before a time lost their content.' },
  ),
);

const ReleaseEntered = named(
  'ReleaseEntered',
  Type.Object(
    {
      kind: oneOf('adopted', 'published', 'withdrawn', 'restored'),
      edition: EditionIdentity,
      effectiveFrom: instant,
      author: text,
      reviewers: texts,
      reason: text,
      entry: described('Its place in the registry, from 1.', ordinal),
    },
    { description: 'What was said of a release in the registry.' },
  ),
);

/** One event, as CloudEvents 1.0 has it in JSON. */
export const CloudEvent = named(
  'CloudEvent',
  Type.Object(
    {
      specversion: Type.Literal('1.0'),
      id: described('The same whenever it is delivered again.', text),
      source: oneOf('urn:clausebook:log', 'urn:clausebook:registry'),
      type: oneOf(...eventTypes),
      time: Type.Optional(instant),
      datacontenttype: Type.Literal('application/json'),
      data: Type.Union([
        DecisionRecorded,
        DecisionDropped,
        ChoiceRecorded,
        ValuesErased,
        RecordsDropped,
        ReleaseEntered,
      ]),
    },
    { description: 'An event, as CloudEvents 1.0 has it in JSON.' },
  ),
);
export type CloudEvent = Static<typeof CloudEvent>;
