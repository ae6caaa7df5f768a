import { Type, type Static } from '@sinclair/typebox';
import { described, instant, list, named, nullable, text, texts } from './parts.js';

const Reasons = list(
  Type.Object({
    because: text,
    clauses: list(Type.Object({ clause: text, words: described('Verbatim.', text) })),
  }),
);

/** A decision in words for its customer. */
export type CustomerLetter = Static<typeof CustomerLetter>;
export const CustomerLetter = named(
  'CustomerLetter',
  Type.Object({
    id: Type.Optional(described('Of a recorded decision.', text)),
    recorded: Type.Optional(described('Of a case that was only tried.', Type.Literal(false))),
    asOf: instant,
    decidedAt: instant,
    terms: described('The contract, and which revision of it.', text),
    asked: text,
    answer: text,
    reasons: Reasons,
    follows: described('What follows, each in a sentence.', texts),
    choice: nullable(described("What is left to somebody's choice.", text)),
    next: described('What can be done next, each in a sentence.', texts),
    takenThat: described(
      'What was taken to be so: facts that nobody told, and words that could be read in another way.',
      texts,
    ),
    invalid: Type.Optional(described('What was left out, since clauses are held invalid.', Reasons)),
  }),
);
