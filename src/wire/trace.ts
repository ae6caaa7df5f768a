import { Type, type Static } from '@sinclair/typebox';
import { askedMembers, Choice, EditionIdentity, RestedTables } from './decision.js';
import {
  anything,
  described,
  digest,
  flag,
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

const Always = Type.Object({ kind: Type.Literal('always'), result: Type.Literal(true) });
const Comparison = Type.Object({
  kind: Type.Literal('comparison'),
  fact: text,
  operator: text,
  read: described('The value read; `null` where absent.', anything),
  compared: anything,
  comparedName: Type.Optional(described('Where the comparison was with another fact, its name.', text)),
  result: flag,
});

/** What a condition came to, with the values that it read. */
export type ConditionTrace =
  | Static<typeof Always>
  | Static<typeof Comparison>
  | { readonly kind: 'all' | 'any'; readonly result: boolean; readonly of: readonly ConditionTrace[] }
  | { readonly kind: 'not'; readonly result: boolean; readonly of: ConditionTrace };

const condition = Type.Unsafe<ConditionTrace>({ $ref: 'ConditionTrace' });
const ConditionTrace = named(
  'ConditionTrace',
  // A schema that holds itself has no type of its own, so that its two inner forms are written above once more.
  Type.Unsafe<ConditionTrace>(
    Type.Union([
      Always,
      Comparison,
      Type.Object({ kind: oneOf('all', 'any'), result: flag, of: list(condition) }),
      Type.Object({ kind: Type.Literal('not'), result: flag, of: condition }),
    ]),
  ),
);

const RuleTrace = Type.Object({
  rule: text,
  clauses: texts,
  modality: text,
  fired: described('Whether its conditions hold, and it did not drop out.', flag),
  severed: Type.Optional(described('It dropped out, since all its clauses are invalid.', Type.Literal(true))),
  standing: flag,
  overriddenBy: texts,
  overrides: texts,
  when: ConditionTrace,
  outcome: text,
});
export type RuleTrace = Static<typeof RuleTrace>;

const InvalidClause = Type.Object({ clause: text, authority: text });

const TracedDecision = Type.Object({
  decision: text,
  outcome: text,
  effects: values,
  discretion: nullable(
    Type.Object({
      decider: text,
      choices: texts,
      recommended: text,
      upTo: Type.Optional(anything),
      policy: text,
    }),
  ),
  standing: texts,
  overridden: list(Type.Object({ rule: text, by: text })),
  values: described('What the texts of the standing rules mention, by dotted name.', values),
  readings: texts,
  assumed: list(Type.Object({ fact: text, value: anything })),
  conflict: nullable(texts),
  tables: Type.Optional(RestedTables),
  severed: Type.Optional(
    Type.Object({
      clause: text,
      rules: list(Type.Object({ rule: text, clauses: list(InvalidClause) })),
    }),
  ),
});

const members = {
  decision: TracedDecision,
  asOf: instant,
  invalid: Type.Optional(described('Clauses that are held invalid.', list(InvalidClause))),
  facts: described('With defaults applied, as the rules saw them.', values),
  parameters: described(
    'Figures whose value at `asOf` is read.',
    list(Type.Object({ name: text, from: text, value: anything })),
  ),
  figuresAtOtherTimes: Type.Optional(
    described(
      'Figures that are read as they were at another time (`figure at`), with all their values.',
      list(Type.Object({ name: text, values: list(Type.Object({ from: text, value: anything })) })),
    ),
  ),
  definitions: list(
    Type.Object({
      term: text,
      expression: text,
      clauses: texts,
      value: anything,
      rows: Type.Optional(
        described(
          'Of a table: the rows that applied, each with its cells as they are written.',
          list(Type.Object({ row: ordinal, clauses: texts, cells: Type.Record(Type.String(), text) })),
        ),
      ),
    }),
  ),
  rules: list(RuleTrace),
};

/** How a decision came about. */
export const Trace = Type.Object(members);
export type Trace = Static<typeof Trace>;

/** The trace of a recorded decision, evaluated again from what was recorded. */
export const RecordedTrace = named(
  'Trace',
  Type.Object({
    id: text,
    edition: EditionIdentity,
    subject: nullable(text),
    decidedAt: instant,
    ...askedMembers,
    record: Type.Object({ sequence: ordinal, previous: digest, hash: digest }),
    choices: Type.Optional(
      described('What persons chose about it, the last one last; left out where nobody has.', list(Choice)),
    ),
    reproduced: described('Whether the evaluation came to what was recorded, to the byte.', flag),
    ...members,
  }),
);
export type RecordedTrace = Static<typeof RecordedTrace>;
