import { makeRandom, type Random } from './random.js';

/** A comparison of a fact, or of a definition, with a literal. */
export interface Comparison {
  readonly fact: string;
  readonly operator: 'equal' | 'in' | 'lessThan' | 'greaterThanInclusive';
  readonly value: string | number | boolean | readonly string[];
}

/** A rule that allows or refuses where all its comparisons hold; what refuses goes before what allows. */
export interface GeneratedRule {
  readonly id: string;
  readonly outcome: 'allowed' | 'refused';
  readonly all: readonly Comparison[];
}

/** One case: facts by name, as JSON; instants RFC 3339. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** The instant as of which every generated case is decided. */
export const asOfText = '2026-08-15T12:00:00.000Z';
export const asOfMs = Date.parse(asOfText);

const functionalities = Array.from({ length: 40 }, (_, i) => `functionality-${i}`);

/** The texts of the vocabulary with their values; the first says most of which rules apply. */
export const texts: Readonly<Record<string, readonly string[]>> = {
  functionality: functionalities,
  plan: ['single-period', 'multi-period', 'enterprise', 'trial'],
  kind: ['paid', 'free', 'partner'],
  channel: ['web', 'telegram', 'whatsapp', 'email', 'voice', 'sms'],
  status: ['active', 'suspended', 'expired', 'cancelled', 'trial'],
  region: ['eu', 'uk', 'us', 'br', 'in', 'mx', 'tr', 'other'],
  language: ['en', 'es', 'pt', 'tr', 'de'],
};
/** The integers of the vocabulary, each from 0 to 999. */
export const integers = [
  'periods',
  'credits',
  'consumed',
  'units',
  'feeMinor',
  'refundedMinor',
  'attempts',
  'ageDays',
  'seats',
  'latencyMs',
] as const;
export const booleans = ['paid', 'verified', 'autoRenew', 'onTrial'] as const;
export const instants = ['startsAt', 'requestedAt', 'lastPaidAt', 'renewedAt'] as const;

/** The definitions: their FEEL, and the same over facts whose instants are epoch milliseconds. */
export const definitions = [
  { term: 'creditsLeft', feel: 'credits - consumed', code: 'f.credits - f.consumed' },
  { term: 'feeLeft', feel: 'feeMinor - refundedMinor', code: 'f.feeMinor - f.refundedMinor' },
  {
    term: 'isRecent',
    feel: 'asOf < startsAt + duration("P30D")',
    code: 'f.asOf < f.startsAt + 2592000000',
  },
  {
    term: 'isPaidRecently',
    feel: 'asOf <= lastPaidAt + duration("P60D")',
    code: 'f.asOf <= f.lastPaidAt + 5184000000',
  },
] as const;

/**
 * So many rules in the manner of a contract: seven in ten are about one functionality or two or three, others about a plan, a kind, a
 * status; each then asks for thresholds, dates and flags. One in five refuses.
 */
export const generateRules = (count: number): readonly GeneratedRule[] => {
  const random = makeRandom(20_261_122 + count);
  // A small rule set is about few functionalities.
  const known = functionalities.slice(0, Math.max(4, Math.min(40, Math.round(count / 12))));
  return Array.from({ length: count }, (_, place): GeneratedRule => {
    const refuses = random.chance(0.2);
    const discriminating = discriminatingOf(random, known);
    const further = Array.from({ length: (refuses ? 3 : 1) + random.below(2) }, () => furtherOf(random));
    return {
      id: `rule-${place}`,
      outcome: refuses ? 'refused' : 'allowed',
      all: distinct([...discriminating, ...further]),
    };
  });
};

/** Some cases of a rule set of so many rules. */
export const generateFacts = (rules: number, count: number, seed: number): readonly Facts[] => {
  const random = makeRandom(seed);
  const known = Math.max(4, Math.min(40, Math.round(rules / 12)));
  return Array.from({ length: count }, () => {
    const facts: Record<string, string | number | boolean> = {};
    for (const [name, values] of Object.entries(texts))
      facts[name] = values[random.below(name === 'functionality' ? known : values.length)] ?? '';
    for (const name of integers) facts[name] = random.below(1000);
    for (const name of booleans) facts[name] = random.chance(0.5);
    for (const name of instants)
      facts[name] = new Date(asOfMs - (random.below(200) - 20) * 86_400_000).toISOString();
    return facts;
  });
};

/** Facts as the peers take them: instants in epoch milliseconds, `asOf` among them. */
export const peerFacts = (facts: Facts): Facts => ({
  ...facts,
  ...Object.fromEntries(instants.map((name) => [name, Date.parse(String(facts[name]))])),
  asOf: asOfMs,
});

const discriminatingOf = (random: Random, known: readonly string[]): readonly Comparison[] => {
  const one = (values: readonly string[]): string => values[random.below(values.length)] ?? '';
  const kind = random.below(10);
  if (kind < 6) return [{ fact: 'functionality', operator: 'equal', value: one(known) }];
  if (kind < 7)
    return [{ fact: 'functionality', operator: 'in', value: [...new Set([one(known), one(known)])] }];
  const fact = random.of(['plan', 'kind', 'status', 'channel', 'region'] as const);
  const other = random.of(['language', 'region', 'channel', 'plan'] as const);
  return [
    { fact, operator: 'equal', value: one(texts[fact] ?? []) },
    ...(other === fact ? [] : [{ fact: other, operator: 'equal' as const, value: one(texts[other] ?? []) }]),
    { fact: random.of(integers), operator: 'lessThan', value: 60 },
  ];
};

const furtherOf = (random: Random): Comparison => {
  switch (random.below(5)) {
    case 0:
      return { fact: random.of(booleans), operator: 'equal', value: random.chance(0.5) };
    case 1: {
      const days = random.below(12) * 10;
      return {
        fact: random.of(instants),
        operator: random.of(['lessThan', 'greaterThanInclusive']),
        value: new Date(asOfMs - days * 86_400_000).toISOString(),
      };
    }
    case 2:
      return random.chance(0.5)
        ? { fact: random.of(['isRecent', 'isPaidRecently']), operator: 'equal', value: random.chance(0.5) }
        : { fact: random.of(['creditsLeft', 'feeLeft']), operator: 'lessThan', value: random.below(10) * 50 };
    default:
      return {
        fact: random.of(integers),
        operator: random.of(['lessThan', 'greaterThanInclusive']),
        value: 100 + random.below(16) * 50,
      };
  }
};

const distinct = (comparisons: readonly Comparison[]): readonly Comparison[] => [
  ...new Map(comparisons.map((one) => [`${one.fact} ${one.operator}`, one])).values(),
];
