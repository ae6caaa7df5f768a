import { Type, type Static } from '@sinclair/typebox';
import { InvalidClause } from '../decision.js';
import {
  anything,
  count,
  described,
  flag,
  instant,
  list,
  nullable,
  oneOf,
  text,
  texts,
  values,
} from '../parts.js';

/** A fact that is otherwise; what is left out is left out of the case. */
const Change = Type.Object({
  fact: text,
  from: Type.Optional(anything),
  to: Type.Optional(anything),
});
export type Change = Static<typeof Change>;

/** A fact that turns the outcome of a case. */
const Turn = Type.Object({
  ...Change.properties,
  along: list(Change),
  side: oneOf('less', 'more', 'other'),
  outcome: text,
  effects: values,
  clauses: texts,
  controlledBy: described(
    'Who can bring it about: `customer`, `nobody`, or another party by its name; null where nobody said.',
    nullable(text),
  ),
  gain: described(
    'What the customer has more of then, negative where it is less; null where it comes to nothing.',
    nullable(Type.Object({ minor: Type.Integer(), currency: text })),
  ),
});
export type Turn = Static<typeof Turn>;

/** What single facts turn the outcome of a case. */
export const Turning = Type.Object({ outcome: text, turns: list(Turn), cases: count, complete: flag });
export type Turning = Static<typeof Turning>;

/** A stretch of time over which a case is decided alike. */
const Span = Type.Object({
  from: described('Included.', instant),
  to: described('Not included.', instant),
  outcome: described('Null where the facts are refused, or cannot be decided.', nullable(text)),
  effects: values,
  refused: described('Why there is no outcome.', nullable(text)),
  begins: described('What lies where it begins, by dotted name.', texts),
});
export type Span = Static<typeof Span>;

/** A case along time, and the instants at which something of it lies. */
export const AlongTime = Type.Object({
  spans: list(Span),
  boundaries: list(Type.Object({ at: instant, names: texts })),
});
export type AlongTime = Static<typeof AlongTime>;

/** A scenario to start from. */
const Start = Type.Object({
  title: text,
  feature: text,
  tags: texts,
  request: Type.Object({ asOf: text, facts: values, invalid: Type.Optional(list(InvalidClause)) }),
});
export type Start = Static<typeof Start>;
export const Starts = Type.Object({ starts: list(Start) });
export type Starts = Static<typeof Starts>;

/** A case as Gherkin. */
export const ScenarioText = Type.Object({ text });
export type ScenarioText = Static<typeof ScenarioText>;
