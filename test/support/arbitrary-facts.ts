import fc from 'fast-check';
import type { Edition } from '../../src/edition/model/edition.js';
import type { RuleSet } from '../../src/edition/model/rule-set.js';
import type { FactShape } from '../../src/edition/model/declarations.js';
import { formatInstant, never } from '../../src/language/instants.js';
import { literalsOf, type EditionLiterals } from './arbitrary-literals.js';

/** What an evaluator is asked, as JSON. */
export interface ArbitraryQuestion {
  readonly decision: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly asOf: number;
}

/** A JSON value that may depend on asOf, since boundaries lie where a fact's instant meets it; `undefined` is left out. */
type Dated = (asOf: number) => unknown;

/**
 * Questions to one decision of an edition, drawn from its fact shapes and biased to boundaries: instants that meet asOf or lie whole
 * durations of the edition from it, a millisecond more or less; least and greatest numbers; the literals that its rules compare with;
 * what may be left out left out. About one in eight has facts that are no facts of the decision.
 */
export const arbitraryQuestion = (edition: Edition, ruleSet: RuleSet): fc.Arbitrary<ArbitraryQuestion> => {
  const literals = literalsOf(edition);
  const read = new Set(ruleSet.reads.map((path) => path.split('.')[0] ?? ''));
  const isOptional = (name: string): boolean =>
    ruleSet.facts.some((fact) => fact.name === name && fact.optional);
  const facts = [...edition.facts.values()].map(({ name, shape }): [string, fc.Arbitrary<Dated>] => {
    const value = shapeValue(shape, literals);
    if (!read.has(name)) return [name, sometimesLeftOut(value, 12)];
    return [name, shape.default !== null || isOptional(name) ? sometimesLeftOut(value, 1) : value];
  });
  const asOf = fc.oneof(
    fc.tuple(fc.constantFrom(...literals.instants), jitter).map(([instant, ms]) => instant + ms),
    fc
      .integer({ min: 0, max: 800 })
      .map((days) => edition.effectiveFrom + days * 86_400_000 - 40 * 86_400_000),
  );
  return fc
    .tuple(asOf, record(facts), fc.integer({ min: 0, max: 7 }), mutation([...edition.facts.keys()]))
    .map(([at, dated, wrong, mutate]) => {
      const valid = dated(at) as Record<string, unknown>; // `record` makes records
      return { decision: ruleSet.decision, asOf: at, facts: wrong === 7 ? mutate(valid) : valid };
    });
};

/** The first of several questions that suits, or the last where none does; one in five is taken as it comes. */
export const preferring = (
  questions: fc.Arbitrary<ArbitraryQuestion>,
  suits: (question: ArbitraryQuestion) => boolean,
): fc.Arbitrary<ArbitraryQuestion> =>
  fc
    .tuple(fc.integer({ min: 0, max: 4 }), questions, fc.array(questions, { minLength: 24, maxLength: 24 }))
    .map(([asItComes, first, others]) =>
      asItComes === 0 || suits(first) ? first : (others.find(suits) ?? first),
    );

const shapeValue = (shape: FactShape, literals: EditionLiterals): fc.Arbitrary<Dated> => {
  const present = presentValue(shape, literals);
  if (shape.type.nullable !== true) return present;
  return fc.oneof({ weight: 9, arbitrary: present }, { weight: 1, arbitrary: fc.constant(() => null) });
};

const presentValue = (shape: FactShape, literals: EditionLiterals): fc.Arbitrary<Dated> => {
  const { type } = shape;
  switch (type.kind) {
    case 'boolean':
      return constant(fc.boolean());
    case 'integer':
      return constant(integer(shape, literals));
    case 'number':
      return constant(
        fc.oneof(
          integer(shape, literals),
          integer(shape, literals).map((whole) => whole + 0.5),
        ),
      );
    case 'text':
      return constant(type.values === undefined ? text(shape, literals) : fc.constantFrom(...type.values));
    case 'instant':
      return shape.orNever
        ? fc.oneof(
            { weight: 4, arbitrary: instant(literals) },
            { weight: 1, arbitrary: fc.constant(() => never) },
          )
        : instant(literals);
    case 'date':
      return constant(fc.constantFrom('2026-02-28', '2026-03-29', '2026-10-25', '2026-12-31'));
    case 'local':
      return constant(
        fc.constantFrom('2026-02-28T00:00:00', '2026-03-29T02:30:00', '2026-12-31T23:59:59.999'),
      );
    case 'time':
      return constant(fc.constantFrom('00:00:00', '02:30:00', '23:59:59.999'));
    case 'percent':
      return constant(fc.constantFrom('0 %', '19 %', '0.5%', '100 %'));
    case 'months':
      return constant(fc.constantFrom('P0M', 'P1M', 'P1Y6M', '-P2M'));
    case 'duration':
      return constant(fc.constantFrom('PT0S', 'PT0.001S', 'P1D', '-P30DT1H'));
    case 'list': {
      const item = shape.fields.get('[]');
      if (item === undefined) return fc.constant(() => []);
      return fc
        .array(shapeValue(item, literals), { maxLength: 3 })
        .map((items) => (asOf) => items.map((dated) => dated(asOf)));
    }
    case 'record':
      if (type.name === 'money') return constant(moneyOf(literals));
      return record(
        [...shape.fields].map(([name, field]) => {
          const value = shapeValue(field, literals);
          return [name, field.default === null ? value : sometimesLeftOut(value, 1)];
        }),
      );
    case 'null':
      return fc.constant(() => null);
  }
};

const constant = (json: fc.Arbitrary<unknown>): fc.Arbitrary<Dated> => json.map((value) => () => value);

const sometimesLeftOut = (value: fc.Arbitrary<Dated>, weight: number): fc.Arbitrary<Dated> =>
  fc.oneof({ weight, arbitrary: fc.constant(() => undefined) }, { weight: 1, arbitrary: value });

const record = (fields: readonly (readonly [string, fc.Arbitrary<Dated>])[]): fc.Arbitrary<Dated> =>
  fc.tuple(...fields.map(([, value]) => value)).map((values) => (asOf) => {
    const given = fields.map(([name], i): [string, unknown] => [name, values[i]?.(asOf)]);
    return Object.fromEntries(given.filter(([, value]) => value !== undefined));
  });

const jitter = fc.constantFrom(0, 0, -1, 1);

const integer = ({ minimum, maximum }: FactShape, { numbers }: EditionLiterals): fc.Arbitrary<number> => {
  const least = minimum ?? -3;
  const most = maximum ?? Number.MAX_SAFE_INTEGER;
  const whole = numbers.filter(Number.isInteger);
  const near = fc.tuple(fc.constantFrom(...whole), jitter).map(([number, more]) => number + more);
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 15 }) },
      { weight: 2, arbitrary: near },
      { weight: 1, arbitrary: fc.constantFrom(least, least + 1, most) },
    )
    .map((number) => Math.min(most, Math.max(least, number)));
};

const text = ({ minLength, pattern }: FactShape, { texts }: EditionLiterals): fc.Arbitrary<string> => {
  const known = fc.constantFrom('x', ...texts.filter((each) => each.length >= (minLength ?? 0)));
  const any = fc.string({ minLength: minLength ?? 0, maxLength: 4 });
  return pattern === null ? fc.oneof({ weight: 5, arbitrary: known }, { weight: 1, arbitrary: any }) : known;
};

const moneyOf = ({ numbers }: EditionLiterals): fc.Arbitrary<object> =>
  fc.record({
    minor: fc.oneof(
      fc.constantFrom(0, 1, 999, 1000, 1001, 120_000, Number.MAX_SAFE_INTEGER),
      fc.integer({ min: 0, max: 5000 }),
      fc.constantFrom(...numbers.filter((number) => Number.isInteger(number) && number >= 0)),
    ),
    currency: fc.oneof(
      { weight: 19, arbitrary: fc.constant('USD') },
      { weight: 1, arbitrary: fc.constant('EUR') },
    ),
  });

const instant = ({ durations, instants }: EditionLiterals): fc.Arbitrary<Dated> =>
  fc
    .tuple(
      fc.integer({ min: -13, max: 3 }),
      fc.constantFrom(...durations),
      jitter,
      fc.option(fc.constantFrom(...instants), { freq: 8 }),
      fc.constantFrom(...writings),
    )
    .map(
      ([times, duration, more, fixed, write]) =>
        (asOf) =>
          write((fixed ?? asOf + times * duration) + more),
    );

/** The ways in which RFC 3339 writes an instant. */
const writings: readonly ((epochMs: number) => string)[] = [
  formatInstant,
  (epochMs) => formatInstant(epochMs).replace('.000Z', 'Z'),
  (epochMs) => formatInstant(epochMs + 7_200_000).replace('Z', '+02:00'),
  (epochMs) => formatInstant(epochMs - 34_200_000).replace('.000Z', '-09:30'),
  (epochMs) => formatInstant(epochMs).toLowerCase(),
];

/** Makes facts wrong: a name outside the vocabulary, a fact left out, or one of another type. */
const mutation = (
  names: readonly string[],
): fc.Arbitrary<(facts: Record<string, unknown>) => Record<string, unknown>> =>
  fc
    .tuple(
      fc.constantFrom(...names, 'nobodyKnowsThis', 'constructor', 'toString'),
      fc.constantFrom<unknown[]>(undefined, null, -1, 1.5, 'x', '2026-08-15T12:00:00', [], {}, [null], true),
    )
    .map(([name, value]) => (facts) => {
      const others = Object.entries(facts).filter(([given]) => given !== name);
      return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
    });
