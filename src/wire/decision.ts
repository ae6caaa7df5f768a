import { Type, type Static, type TProperties, type TSchema } from '@sinclair/typebox';
import {
  anything,
  described,
  flag,
  instant,
  list,
  mapOf,
  named,
  nullable,
  oneOf,
  ordinal,
  text,
  texts,
  values,
} from './parts.js';
import { actKinds } from './limits.js';
import type { Allowed } from '../language/schema.js';
import { InvalidClause as namedInvalid } from './requests.js';
import { Problem } from './problem.js';

/** Which release of an edition decided. */
export const EditionIdentity = named(
  'EditionIdentity',
  Type.Object({ document: text, revision: text, digest: text }),
);
export type EditionIdentity = Static<typeof EditionIdentity>;

/** As requests name it. */
export const InvalidClause = Type.Unsafe<Allowed<typeof namedInvalid>>(namedInvalid);

/** Why an edition governs. */
export const Governing = named(
  'Governing',
  Type.Object({
    by: oneOf('acceptance', 'in-effect', 'named'),
    act: Type.Optional(Type.Object({ kind: oneOf(...actKinds), at: instant })),
    clauses: texts,
    readings: texts,
    knownAt: Type.Optional(instant),
  }),
);

/** What a decision leaves to somebody’s choice; `null` where it leaves nothing. */
export const Discretion = named(
  'Discretion',
  nullable(
    Type.Object({
      decider: text,
      choices: texts,
      recommended: text,
      upTo: Type.Optional(anything),
      policy: text,
    }),
  ),
);

const CitedClause = Type.Object({
  id: text,
  rule: text,
  text: described('The clause’s words, verbatim.', text),
  because: described('The rule’s reason, with the values of this case.', text),
  table: Type.Optional(
    described('Of a clause that a row of a table cites: the table, which the rule reads.', text),
  ),
  row: Type.Optional(described('The number of that row, from 1.', ordinal)),
});

/** The tables that a decision rests on, with the rows that applied. */
export const RestedTables = described(
  'The tables that it rests on, with the numbers of the rows that applied, from 1.',
  list(Type.Object({ table: text, rows: list(ordinal) })),
);

const Severed = Type.Object({
  clause: Type.Object({ id: text, text }),
  rules: list(Type.Object({ rule: text, clauses: list(InvalidClause) })),
});
/** What dropped out because clauses are invalid, and the words of the clause that keeps the rest in force. */
export type SeveredAnswer = Static<typeof Severed>;

const head = {
  id: Type.Optional(described('Of a recorded decision.', text)),
  recorded: Type.Optional(described('Of a preview.', Type.Literal(false))),
  with: Type.Optional(described('Ids of the decisions that were asked for together with it.', texts)),
};

/** Who asked for a decision, and what was said with the request. */
export const askedMembers = {
  asked: Type.Optional(
    described(
      'Who asked: `by` the id of a key or the issuer and subject of a token, `request` the id of the request. Of a recorded decision, as far as that is known.',
      named('Asked', Type.Object({ by: Type.Optional(text), request: Type.Optional(text) })),
    ),
  ),
  metadata: Type.Optional(
    described(
      'Of a recorded decision: what was said with the request, as far as it can still be read.',
      mapOf(Type.Union([text, Type.Number(), flag])),
    ),
  ),
};

const holdsUntil = {
  holdsUntil: Type.Optional(
    described(
      'The first instant after asOf at which the same request would be decided otherwise: another outcome, effect, discretion or standing rule, facts that are refused, or another edition. Null for never. Of a recorded decision, as known when it was decided; left out of older ones.',
      nullable(instant),
    ),
  ),
};

const tail = {
  clauses: described(
    'One entry for each standing rule and clause of it, or of a row that applies of a table which it reads, in the contract’s order.',
    list(CitedClause),
  ),
  overridden: list(Type.Object({ rule: text, clauses: texts, by: text })),
  readings: texts,
  assumed: described(
    'Facts that were left out, with the default used; inside a list with the place of the item, from 1 (`grounds[2].basis`).',
    list(Type.Object({ fact: text, value: anything })),
  ),
  tables: Type.Optional(RestedTables),
  rejected: Type.Optional(described('Of a preview: readings that were taken as they rejected.', texts)),
  severed: Type.Optional(
    described(
      'Of a request with `invalid`: the rules that dropped out, by which authority, and the clause that keeps the rest in force.',
      Severed,
    ),
  ),
  conflict: Type.Optional(
    described('Of an unresolved decision: the rules that disagree, empty for a gap.', texts),
  ),
  edition: EditionIdentity,
  governing: Type.Optional(
    described('Why this edition; left out where its document does not say.', Governing),
  ),
  subject: nullable(text),
  decidedAt: instant,
  ...askedMembers,
};

const open = {
  decision: text,
  asOf: instant,
  outcome: described('One of the decision’s outcomes, or `unresolved`.', text),
  effects: values,
  discretion: Discretion,
};

const plain = { ...head, ...open, ...holdsUntil, ...tail };

const Next = named(
  'Next',
  Type.Object({
    status: Type.Integer(),
    answer: Type.Optional(Type.Object(plain)),
    problem: Type.Optional(Problem),
  }),
);

/** What a person chose about a decision. */
export const Choice = named(
  'Choice',
  Type.Object({
    id: text,
    decision: described('Id of the decision.', text),
    chosen: described(
      'One of the discretion’s choices; of an unresolved decision, one of its outcomes.',
      text,
    ),
    amount: Type.Optional(described('How much of `upTo` is given.', anything)),
    effects: Type.Optional(values),
    instead: Type.Optional(described('Id of the choice in whose place it stands.', text)),
    reason: described('Why; null where it is erased, masked or sealed.', nullable(text)),
    chosenAt: instant,
    asked: askedMembers.asked,
    record: Type.Object({ sequence: ordinal, hash: text }),
  }),
);
export type Choice = Static<typeof Choice>;

const members = {
  ...plain,
  choices: Type.Optional(
    described(
      'What persons chose where it is unresolved or leaves something to discretion: the last one holds. Left out where nobody did yet.',
      Type.Unsafe<readonly Choice[]>({ type: 'array', items: Choice }),
    ),
  ),
  next: Type.Optional(
    described(
      'Of a preview with `?next=true`: what is answered at `holdsUntil`; null where that is never.',
      nullable(Next),
    ),
  ),
};

/** An answer of which some members are known more closely. */
export const answerWith = (typed: TProperties): TSchema =>
  Type.Object({ ...(members as TProperties), ...typed }); // As it is, which the compiler would follow to the end.

/** A decision as it is answered: outcome, effects, and the words that it rests on. */
export const DecisionAnswer = named('Decision', Type.Object(members));
export type DecisionAnswer = Static<typeof DecisionAnswer>;

export const DecisionPage = named(
  'DecisionPage',
  Type.Object({
    items: list(DecisionAnswer),
    next: described('Cursor of the following page; null on the last.', nullable(text)),
    altered: Type.Optional(
      described(
        'Where records stand that are meant, and are left out since they were altered; or the release that was, by which they would be told.',
        texts,
      ),
    ),
  }),
);
export type DecisionPage = Static<typeof DecisionPage>;

/** What a request for several decisions on the same facts is answered with. */
export const Together = named(
  'Together',
  Type.Object({
    asOf: instant,
    edition: EditionIdentity,
    decisions: described('In the order in which they were asked for.', list(DecisionAnswer)),
  }),
);

/** The answer to an item of a list or stream. */
export const ItemAnswer = named(
  'ItemAnswer',
  Type.Object({
    line: Type.Optional(
      described('Of a stream: the line that it answers, counted from 1, blank lines too.', ordinal),
    ),
    status: Type.Integer(),
    replayed: Type.Optional(
      described('It was decided before, when the same item came under the same key.', Type.Literal(true)),
    ),
    answer: Type.Optional(Type.Union([DecisionAnswer, Together])),
    problem: Type.Optional(Problem),
  }),
);

export const Batch = named(
  'Batch',
  Type.Object({ answers: described('In the order of the items.', list(ItemAnswer)) }),
);
