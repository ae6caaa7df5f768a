import { Type, type Static } from '@sinclair/typebox';
import { EditionIdentity } from '../decision.js';
import { count, described, flag, instant, list, nullable, oneOf, text, texts, values } from '../parts.js';

/** A whole number as text, exact however great: minor units of a currency, or counts. */
const amount = Type.String({ pattern: '^-?[0-9]+$', description: 'Minor units, or a count; exact.' });

const unit = {
  unit: described('A currency, or what is counted.', text),
  isMoney: flag,
};

/** What customers gain and lose in one unit. */
const ImpactAmounts = Type.Object({
  ...unit,
  gainers: described('Cases in which a customer gains.', count),
  losers: count,
  gained: amount,
  lost: amount,
  net: described('Gained less lost.', amount),
});
export type ImpactAmounts = Static<typeof ImpactAmounts>;

const cases = { compared: count, changed: count, amounts: list(ImpactAmounts) };

/** What came of some cases. */
export type ImpactCases = Pick<Static<typeof ImpactDecision>, keyof typeof cases>;

/** What came of the cases of one decision. */
const ImpactDecision = Type.Object({
  decision: text,
  ...cases,
  grounds: described('Cases of which only the cited clauses change.', count),
  outcomes: described(
    'Every pair of outcomes that was met, the same ones too.',
    list(Type.Object({ before: text, after: text, count })),
  ),
  clauses: list(
    Type.Object({
      clause: text,
      lost: described('Cases that cite it no more.', count),
      gained: described('Cases that cite it newly.', count),
    }),
  ),
  effects: list(
    Type.Object({
      effect: text,
      changed: count,
      customer: described('Null where nobody said whose gain it is.', nullable(oneOf('gains', 'pays'))),
      units: list(Type.Object({ ...unit, up: amount, down: amount })),
    }),
  ),
});

/** One side of a large case. */
const ImpactSide = Type.Object({
  edition: EditionIdentity,
  outcome: text,
  effects: values,
  clauses: texts,
  trace: described('In words; null where the release that decided is not at hand.', nullable(text)),
});
export type ImpactSide = Static<typeof ImpactSide>;

/** One of the largest cases, with both traces. */
const ImpactCase = Type.Object({
  ...unit,
  at: text,
  id: nullable(text),
  decision: text,
  asOf: instant,
  gain: described('What the customer gains; less than zero where it is lost.', amount),
  facts: values,
  before: ImpactSide,
  after: ImpactSide,
});
export type ImpactCase = Static<typeof ImpactCase>;

/** What another edition would have decided of many cases, in numbers and money. */
export const Impact = Type.Object({
  ...cases,
  grounds: described('Nothing changes in them but the clauses that they rest on.', count),
  earliest: described('The earliest asOf; null where nothing was compared.', nullable(instant)),
  latest: nullable(instant),
  decisions: list(ImpactDecision),
  cohorts: described(
    'Cases that are looked at together. A case may be of several values of one cohort, such as clauses.',
    list(Type.Object({ cohort: text, values: list(Type.Object({ value: text, ...cases })) })),
  ),
  largest: list(Type.Object({ ...unit, cases: list(ImpactCase) })),
  notCompared: list(
    Type.Object({
      why: oneOf(
        'erased',
        'masked',
        'sealed',
        'dropped',
        'malformed',
        'other-document',
        'not-decided-before',
        'no-such-decision',
        'refused',
        'failed',
      ),
      count,
    }),
  ),
  errors: described(
    'What the edition has against the facts of those refused, or how it failed.',
    list(Type.Object({ error: text, count })),
  ),
});
export type Impact = Static<typeof Impact>;

/** What hangs on each reading that says as data what it rejected: what its other side would have made of decisions of the log. */
export const Exposure = Type.Object({
  records: described('Decisions that were decided again, each once for each reading.', count),
  readings: list(Type.Object({ id: text, ...cases })),
});
export type Exposure = Static<typeof Exposure>;
