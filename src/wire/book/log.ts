import { Type, type Static } from '@sinclair/typebox';
import {
  counts,
  count,
  described,
  digest,
  flag,
  instant,
  list,
  nullable,
  oneOf,
  ordinal,
  text,
  texts,
  values,
} from '../parts.js';

/** How many decisions of the log a search means: in all, and over time. A decision counts once for each clause that it cites. */
export const LogCounts = Type.Object({
  total: count,
  width: described('Weeks begin on Monday, all in UTC.', oneOf('hour', 'day', 'week', 'month')),
  slots: described(
    'From the first decision to the last, those without one too.',
    list(
      Type.Object({
        ...{ from: instant, to: instant },
        ...{ documents: counts, decisions: counts, outcomes: counts, clauses: counts },
      }),
    ),
  ),
  documents: described(
    'Contracts by their names: what decisions, outcomes, clauses and rules are called is each contract’s own.',
    counts,
  ),
  revisions: described('Revisions of the editions that decided, by their names.', counts),
  outcomes: described('The most frequent first.', counts),
  clauses: counts,
  rules: counts,
  decisions: counts,
  searchable: described('Keys of the metadata by which decisions are found.', texts),
  findable: described('Facts by which decisions are found, by dotted name.', texts),
});
export type LogCounts = Static<typeof LogCounts>;
export type Slot = LogCounts['slots'][number];

/** The facts of a recorded decision as they were given, without those that are erased or sealed. */
export const SaidFacts = Type.Object({ facts: values, missing: texts });
export type SaidFacts = Static<typeof SaidFacts>;

/** Where a record stands in the chain and whether what is around it holds, or where the chain is broken. */
export const ChainPosition = Type.Union([
  Type.Object({
    code: Type.Literal('found'),
    id: text,
    chain: described('Which chain, where the log has several.', nullable(text)),
    sequence: ordinal,
    records: described('How many the chain has.', ordinal),
    hash: digest,
    previous: digest,
    before: described(
      'Whether the record before is the one that this one follows on.',
      oneOf('first', 'holds', 'differs', 'not-told'),
    ),
    after: described(
      'Whether the record after follows on this one.',
      oneOf('last', 'holds', 'differs', 'not-told'),
    ),
    checkpoint: described('When the first signed checkpoint that covers it was made.', nullable(instant)),
    hasReceipt: described(
      'Whether a signed checkpoint with the root of the tree covers it, from which its receipt is made.',
      flag,
    ),
    due: described(
      'When the next checkpoint is made by itself, at the latest; null where nothing signs the log.',
      nullable(instant),
    ),
  }),
  Type.Object({
    code: Type.Literal('broken'),
    id: text,
    at: described('Where in the store.', text),
    problem: text,
  }),
]);
export type ChainPosition = Static<typeof ChainPosition>;
