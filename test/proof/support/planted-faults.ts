import type { Case } from '../../../src/proof/property.js';
import { onCondition, type BoatTerms } from '../../support/boat-hire.js';

/** A fact that most of them are of. */
export const wind = 'wind: { type: integer, minimum: 0, maximum: 12 }';

/** A limit that a figure moves where it is more than 5. @param most the most that the figure may be @param now what it is */
export const spare = (most: number, now = 0): Pick<BoatTerms, 'parameters' | 'definitions'> => ({
  parameters: `
parameters:
  - { parameter: spare, clauses: ["1.1"], describes: What is left., changedBy: nobody, type: integer, minimum: 0, maximum: ${most}, values: [{ from: "2026-05-01T00:00:00Z", published: "2026-05-01T00:00:00Z", value: ${now} }] }`,
  definitions: '[{ term: limit, clauses: ["1.1"], is: if spare > 5 then 7 else 6 }]',
});

export const belowLimit = '{ fact: wind, operator: lessThan, value: { fact: limit } }';

/** Faults of every class, each with what finds it. */
export const faults: readonly {
  readonly fault: string;
  readonly terms: BoatTerms;
  readonly found: readonly string[];
  /** Whether facts that refute it are such a case; where there is none, it is idle. */
  readonly shows?: (facts: Case['facts']) => boolean;
}[] = [
  {
    fault: 'a case for which no rule is written',
    terms: {
      facts: wind,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out } }
        - { id: storm, when: { fact: wind, operator: greaterThan, value: 6 }, then: { outcome: stays } }`,
    },
    found: ['no-gap'],
    shows: ({ wind }) => wind === 6,
  },
  {
    fault: 'two rules that both stand where their bounds meet',
    terms: {
      facts: wind,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThanInclusive, value: 6 }, then: { outcome: goes-out } }
        - { id: storm, when: { fact: wind, operator: greaterThanInclusive, value: 6 }, then: { outcome: stays } }`,
    },
    found: ['no-conflict calm/storm outcome'],
    shows: ({ wind }) => wind === 6,
  },
  {
    fault: 'rules that give one effect two values',
    terms: {
      facts: wind,
      effects: 'hours: { type: integer, merge: equal, default: "0" }',
      rules: `
        - { id: always-out, then: { outcome: goes-out, effects: { hours: "12 - wind" } } }
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out, effects: { hours: "7" } } }`,
    },
    found: ['no-conflict always-out/calm hours'],
    shows: ({ wind }) => Number(wind) < 6 && wind !== 5,
  },
  {
    fault: 'a conflict that only a list shows that is longer than any fact',
    terms: {
      facts: `{
        own: { type: list, of: { type: text, values: [oars, sail, engine] } },
        hired: { type: list, of: { type: text, values: [oars, sail, engine] } } }`,
      definitions: '[{ term: gear, clauses: ["1.1"], is: "concatenate(own, hired)" }]',
      rules: `
        - { id: stays-by-default, clauses: ["1.2"], then: { outcome: stays } }
        - { id: sails, when: { all: [{ fact: gear, operator: contains, value: oars }, { fact: gear, operator: contains, value: sail }] }, then: { outcome: goes-out }, overrides: [stays-by-default] }
        - { id: is-noisy, when: { fact: gear, operator: contains, value: engine }, then: { outcome: is-asked }, overrides: [stays-by-default] }`,
    },
    found: ['no-conflict sails/is-noisy outcome'],
    shows: ({ own, hired }) => (own as readonly string[]).length + (hired as readonly string[]).length > 2,
  },
  {
    fault: 'rules that leave one case to two people',
    terms: {
      facts: wind,
      choices: '[none, part]',
      parameters: `
parameters:
  - { parameter: policy, clauses: ["1.1"], describes: What is let., changedBy: nobody, type: text, values: [{ from: "2026-05-01T00:00:00Z", published: "2026-05-01T00:00:00Z", value: part }] }`,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThanInclusive, value: 6 }, then: { outcome: goes-out, discretion: { decider: the skipper, choices: [none, part], recommended: 'if policy = "part" then "part" else "none"', policy: policy } } }
        - { id: storm, when: { fact: wind, operator: greaterThanInclusive, value: 6 }, then: { outcome: goes-out, discretion: { decider: the harbour master, choices: [none, part], recommended: 'if policy = "part" then "part" else "none"', policy: policy } } }`,
    },
    found: ['no-conflict calm/storm discretion'],
    shows: ({ wind }) => wind === 6,
  },
  {
    fault: 'a division by what may be zero',
    terms: {
      facts: `{ wind: { type: integer, minimum: 0, maximum: 12 } }`,
      definitions: '[{ term: calmness, clauses: ["1.1"], is: 12 / wind }]',
      rules: `
        - { id: stays-by-default, clauses: ["1.2"], then: { outcome: stays } }
        - { id: tried, when: { fact: calmness, operator: greaterThan, value: 3 }, then: { outcome: goes-out }, overrides: [stays-by-default] }`,
    },
    found: ['no-failure calmness'],
    shows: ({ wind }) => wind === 0,
  },
  {
    fault: 'money that may be less than nothing',
    terms: {
      facts: `{ hours: { type: integer, minimum: 0, maximum: 24 } }`,
      effects: 'fee: { type: money, merge: equal, default: \'{ minor: 0, currency: "EUR" }\' }',
      rules: `
        - { id: paid, then: { outcome: goes-out, effects: { fee: '{ minor: (hours - 1) * 100, currency: "EUR" }' } } }`,
    },
    found: ['no-misfit fee'],
    shows: ({ hours }) => hours === 0,
  },
  {
    fault: 'a gap that only money below nothing shows, which may be',
    terms: {
      facts: 'fee: { type: money, negative: true }',
      definitions: `[{ term: price, clauses: ["1.1"], is: 'if fee.minor < -100 then -100 else fee.minor - 5' }]`,
      effects: `owed: { type: money, negative: true, merge: equal, default: '{ minor: 0, currency: fee.currency }' }`,
      rules: `
        - { id: paid, when: { fact: price, operator: greaterThan, value: -9 }, then: { outcome: goes-out, effects: { owed: '{ minor: price, currency: fee.currency }' } } }
        - { id: owed, when: { fact: price, operator: lessThan, value: -9 }, then: { outcome: stays } }`,
    },
    found: ['no-gap'],
    shows: ({ fee }) => (fee as { readonly minor: number }).minor === -4,
  },
  {
    fault: 'a sum of money in two currencies',
    terms: {
      facts: '{ boat: { type: money }, crew: { type: money } }',
      effects: `price: { type: money, merge: sum, default: '{ minor: 0, currency: boat.currency }' }`,
      rules: `
        - { id: for-the-boat, then: { outcome: goes-out, effects: { price: boat } } }
        - { id: for-the-crew, then: { outcome: goes-out, effects: { price: crew } } }`,
    },
    found: ['no-misfit price'],
    shows: ({ boat, crew }) =>
      (boat as { readonly currency: string }).currency !== (crew as { readonly currency: string }).currency,
  },
  {
    fault: 'a gap that the later value of a figure opens',
    terms: {
      facts: wind,
      parameters: `
parameters:
  - { parameter: limit, clauses: ["1.1"], describes: The most wind., changedBy: nobody, type: integer, values: [{ from: "2026-05-01T00:00:00Z", published: "2026-05-01T00:00:00Z", value: 6 }, { from: "2027-05-01T00:00:00Z", published: "2026-05-01T00:00:00Z", value: 5 }] }`,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: { fact: limit } }, then: { outcome: goes-out } }
        - { id: storm, when: { fact: wind, operator: greaterThanInclusive, value: 6 }, then: { outcome: stays } }`,
    },
    found: ['no-gap'],
    shows: ({ wind }) => wind === 5,
  },
  {
    fault: 'an instant beyond the calendar',
    terms: {
      facts: 'start: { type: instant }',
      effects: 'ends: { type: instant, merge: equal, default: start }',
      rules: `
        - { id: always-out, then: { outcome: goes-out, effects: { ends: 'start + duration("P30D")' } } }`,
    },
    found: ['no-misfit ends'],
    shows: ({ start }) => String(start).startsWith('9999-12'),
  },
  {
    fault: 'a rule whose conditions exclude each other',
    terms: onCondition(
      wind,
      `{ all: [{ fact: wind, operator: lessThan, value: 3 }, { fact: wind, operator: greaterThan, value: 4 }] }`,
    ),
    found: [
      'rule-fires tried',
      'rule-stands tried',
      'override-matters tried over stays-by-default',
      'condition-matters tried #1 wind, where it holds',
      'condition-matters tried #2 wind, where it holds',
      'fact-matters wind',
    ],
  },
  {
    fault: 'a rule that is always defeated',
    terms: {
      facts: wind,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 3 }, then: { outcome: goes-out } }
        - { id: stays-by-default, clauses: ["1.2"], then: { outcome: stays }, overrides: [calm] }`,
    },
    found: ['rule-stands calm', 'fact-matters wind'],
  },
  {
    fault: 'an override between rules that never meet',
    terms: {
      facts: wind,
      rules: `
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out } }
        - { id: storm, when: { fact: wind, operator: greaterThanInclusive, value: 6 }, then: { outcome: stays }, overrides: [calm] }`,
    },
    found: ['override-matters storm over calm'],
  },
  {
    fault: 'a condition that the schema makes true',
    terms: onCondition(
      wind,
      `{ all: [{ fact: wind, operator: lessThan, value: 6 }, { fact: wind, operator: lessThan, value: 20 }] }`,
    ),
    found: ['condition-matters tried #2 wind, where it does not'],
  },
  {
    fault: 'a condition that a second one swallows',
    terms: onCondition(
      wind,
      `{ any: [{ fact: wind, operator: lessThan, value: 3 }, { fact: wind, operator: lessThan, value: 6 }] }`,
    ),
    found: ['condition-matters tried #1 wind, where it holds'],
  },
  {
    fault: 'a fact that changes nothing',
    terms: {
      facts: `{ wind: { type: integer, minimum: 0, maximum: 12 }, colour: { type: text, values: [red, blue] } }`,
      rules: `
        - { id: storm, when: { fact: wind, operator: greaterThan, value: 6 }, then: { outcome: stays } }
        - { id: calm, when: { fact: wind, operator: lessThanInclusive, value: 6 }, then: { outcome: goes-out, because: 'The {colour} boat goes out.' } }`,
    },
    found: ['fact-matters colour'],
  },
  {
    fault: 'a parameter that changes nothing, whatever it is',
    terms: { ...onCondition(wind, belowLimit), ...spare(5) },
    found: ['parameter-matters spare'],
  },
  {
    fault: 'a default of a fact that nothing reads, which is no money',
    terms: {
      ...onCondition(
        `{ wind: { type: integer, minimum: 0, maximum: 12 }, part: { type: integer, default: "7" }, fee: { type: money, default: '{ minor: part, currency: "x" }' } }`,
        '{ fact: wind, operator: lessThan, value: 6 }',
        { listed: '[wind]' },
      ),
    },
    found: ['no-misfit fee'],
    shows: ({ fee }) => fee === undefined,
  },
  {
    fault: 'a case that a constraint leaves open although it looks closed',
    terms: {
      facts: `{ wind: { type: integer, minimum: 0, maximum: 12 }, gusts: { type: integer, minimum: 0, maximum: 12 } }`,
      constraints: `
        - { holds: wind <= gusts, pointer: /gusts, code: gusts-below-wind, message: Gusts are no weaker than the wind. }`,
      rules: `
        - { id: storm, when: { fact: gusts, operator: greaterThan, value: 6 }, then: { outcome: stays } }
        - { id: calm, when: { fact: wind, operator: lessThan, value: 6 }, then: { outcome: goes-out }, overrides: [storm] }`,
    },
    found: ['no-gap'],
    shows: ({ wind, gusts }) => Number(wind) >= 6 && gusts === 6,
  },
];
