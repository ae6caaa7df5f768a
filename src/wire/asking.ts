import { Type, type Static } from '@sinclair/typebox';
import { EditionIdentity, Governing } from './decision.js';
import {
  anything,
  described,
  flag,
  instant,
  list,
  named,
  nullable,
  oneOf,
  text,
  texts,
  values,
} from './parts.js';

const AskedFact = named(
  'AskedFact',
  Type.Object({
    fact: described('Its dotted name, such as `package.plan`.', text),
    for: described(
      'What it matters for: the outcome; the clauses that are cited; or effects and discretion alone.',
      oneOf('outcome', 'clauses', 'effects'),
    ),
    asks: described('The question in plain words.', text),
    type: described('The kind of value, as facts.yaml names it.', text),
    choices: Type.Optional(described('The values that there are, where they are few.', list(anything))),
    required: described('Whether `/decide` refuses the facts without it.', flag),
    schema: described('The JSON Schema of its values.', values),
  }),
);

/** One fact that matters still, as it is asked for. */
export type AskedFact = Static<typeof AskedFact>;

/** Which facts matter still, and what does not hang on those that are open. */
export const AskAnswer = named(
  'Asking',
  Type.Object({
    recorded: described('Nothing of it is recorded.', Type.Literal(false)),
    decision: text,
    question: described('What the decision answers.', text),
    asOf: instant,
    settled: described('Whether the outcome is the same whatever the facts are that are not given.', flag),
    outcome: described('The outcome where it is settled.', nullable(text)),
    outcomes: described(
      'The outcomes that are possible as far as is known; `unresolved` where that can not be excluded.',
      texts,
    ),
    clauses: described(
      'The clauses that are cited whatever the rest is.',
      list(
        Type.Object({
          id: text,
          rule: text,
          text: described('The clause’s words, verbatim.', text),
          table: Type.Optional(text),
          row: Type.Optional(Type.Integer({ minimum: 1 })),
        }),
      ),
    ),
    citesMore: described('Whether others may be cited beside these, by what is not known yet.', flag),
    effects: described('The effects where all are settled.', nullable(values)),
    complete: described('Whether nothing is missing that `/decide` requires.', flag),
    facts: described('The facts that matter still, the most decisive first.', list(AskedFact)),
    irrelevant: described('Facts that cannot matter any more, whatever they are.', texts),
    edition: EditionIdentity,
    governing: Type.Optional(Governing),
  }),
);
export type AskAnswer = Static<typeof AskAnswer>;
