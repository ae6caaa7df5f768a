import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Edition } from '../../src/edition/model/edition.js';
import type { Question } from '../../src/engine/evaluation.js';
import {
  makeCompiledEvaluator,
  type CompiledEvaluator,
} from '../../src/engine/compiled/compiled-evaluator.js';
import { boundariesFor, isSameDecision, mostBoundaries } from '../../src/engine/holding.js';
import {
  dayMs,
  firstInstantMs,
  formatInstant,
  lastInstantMs,
  parseInstant,
} from '../../src/language/instants.js';
import { readScenarioCases } from '../../src/decide/request/scenario-cases.js';
import { boatDecision, boatHire, type BoatTerms } from '../support/boat-hire.js';
import { arbitraryDecision, arbitraryEditionFiles, loadArbitrary } from '../support/arbitrary-editions.js';
import { arbitraryQuestion } from '../support/arbitrary-facts.js';
import { loadRealEdition } from './compiled/support/differential.js';

const at = Date.parse('2026-06-01T00:00:00Z');

/** Until when a decision of the boat hire holds, from an instant on. */
const heldFrom = (
  terms: BoatTerms,
  facts: Readonly<Record<string, unknown>>,
  asOf: number,
): string | null => {
  const evaluator = makeCompiledEvaluator(boatHire(terms));
  const question = { decision: boatDecision, facts, asOf };
  const answer = evaluator.decide(question);
  assert.ok(answer.code === 'decided');
  const { until } = evaluator.holding(question, answer.decision);
  return until === null ? null : formatInstant(until);
};

const goes = (when: string): string => `
- { id: always, then: { outcome: stays } }
- { id: sometimes, when: ${when}, then: { outcome: goes }, overrides: [always] }`;

describe('A decision holds', () => {
  const facts = 'startsAt: { type: instant }';
  const given = { startsAt: formatInstant(at) };
  const cases: readonly (readonly [string, string, number, string | null])[] = [
    ['until what is to come has come', 'greaterThanInclusive', at - dayMs, '2026-06-01T00:00:00.000Z'],
    [
      'a millisecond longer where the instant itself does not count',
      'greaterThan',
      at - dayMs,
      '2026-06-01T00:00:00.001Z',
    ],
    ['from the instant itself on for ever', 'greaterThanInclusive', at, null],
    ['a millisecond where it is that instant alone', 'equal', at, '2026-06-01T00:00:00.001Z'],
    ['for ever where that instant is over', 'equal', at + 1, null],
    ['until it is that instant', 'notEqual', at - 1, '2026-06-01T00:00:00.000Z'],
  ];
  for (const [title, operator, asOf, until] of cases)
    test(title, () => {
      const rules = goes(`{ fact: asOf, operator: ${operator}, value: { fact: startsAt } }`);
      assert.equal(heldFrom({ facts, rules }, given, asOf), until);
    });

  test('for ever where what is to come never comes', () => {
    const rules = goes('{ fact: asOf, operator: greaterThanInclusive, value: { fact: endsAt } }');
    const terms = { facts: 'endsAt: { type: instant, orNever: true }', rules };
    assert.equal(heldFrom(terms, { endsAt: 'never' }, at), null);
    assert.equal(heldFrom(terms, { endsAt: '9999-12-31T23:59:59.998Z' }, at), '9999-12-31T23:59:59.998Z');
  });

  test('until a count of whole days is reached, and not at days that change nothing', () => {
    const definitions = '- { term: days, clauses: ["1.1"], is: floor((asOf - startsAt) / duration("P1D")) }';
    const rules = goes('{ fact: days, operator: greaterThanInclusive, value: 14 }');
    assert.equal(heldFrom({ facts, rules, definitions }, given, at + 1), '2026-06-15T00:00:00.000Z');
    assert.equal(heldFrom({ facts, rules, definitions }, given, at + 14 * dayMs), null);
  });

  for (const [rounding, rounded] of [
    ['floor', Math.floor],
    ['ceiling', Math.ceil],
  ] as const)
    for (const way of ['asOf - startsAt', 'startsAt - asOf'])
      test(`until the very millisecond at which ${rounding}((${way}) / 7 ms) becomes another`, () => {
        const countAt = (asOf: number): number =>
          rounded((way === 'asOf - startsAt' ? asOf - at : at - asOf) / 7);
        for (let asOf = at - 9; asOf <= at + 9; asOf += 1) {
          const next = [1, 2, 3, 4, 5, 6, 7].find((after) => countAt(asOf + after) !== countAt(asOf)) ?? 0;
          const definitions = `- { term: count, clauses: ["1.1"], is: '${rounding}((${way}) / duration("PT0.007S"))' }`;
          const rules = goes(`{ fact: count, operator: equal, value: ${countAt(asOf)} }`);
          const terms = { facts, rules, definitions };
          assert.equal(heldFrom(terms, given, asOf), formatInstant(asOf + next), String(asOf - at));
        }
      });

  test('for ever where what it counts to is over, though it would count on otherwise', () => {
    const definitions = `
- { term: back, clauses: ["1.1"], is: 'if endsAt != null then endsAt else asOf' }
- { term: days, clauses: ["1.1"], is: 'ceiling((back - startsAt) / duration("P1D"))' }`;
    const rules = goes('{ fact: days, operator: greaterThanInclusive, value: 14 }');
    const terms = {
      facts: `${facts}\nendsAt: { type: instant }`,
      listed: '[startsAt, endsAt?]',
      rules,
      definitions,
    };
    const over = { ...given, endsAt: formatInstant(at + 3 * dayMs) };
    assert.equal(heldFrom(terms, over, at + 5 * dayMs), null);
    assert.equal(heldFrom(terms, given, at + 5 * dayMs), '2026-06-14T00:00:00.001Z');
  });

  test('until midnight where the day of a zone counts', () => {
    const zones = ['Europe/Berlin'];
    const definitions = `- { term: day, clauses: ["1.1"], is: 'date(asOf, "Europe/Berlin")' }`;
    const rules = goes('{ fact: day, operator: greaterThan, value: "2026-06-01" }');
    assert.equal(heldFrom({ rules, definitions, zones }, {}, at), '2026-06-01T22:00:00.000Z');
  });

  test('at least until as many boundaries as the items of its facts allow, where all of these change nothing', () => {
    const instants = (count: number) =>
      Array.from({ length: count }, (_, nth) => ({ from: formatInstant(at + nth * dayMs) }));
    assert.deepEqual(
      [0, 57, 58, 200, 1000].map((count) => boundariesFor({ list: instants(count) })),
      [300, 300, 297, 25, 1],
    );
    assert.equal(boundariesFor({ lists: [{ of: [1, 2] }, Array.from({ length: 5000 }, () => [])] }), 1);
    const terms = {
      facts: 'history: { type: list, of: { type: record, fields: { from: { type: instant } } } }',
      listed: '[history]',
      definitions: '- { term: begun, clauses: ["1.1"], is: "count(history[item.from <= asOf])" }',
      rules: goes('{ fact: begun, operator: greaterThanInclusive, value: 400 }'),
    };
    const heldFor = (count: number) => heldFrom(terms, { history: instants(count) }, at - dayMs);
    assert.deepEqual([50, 100, 400].map(heldFor), [
      null,
      formatInstant(at + 99 * dayMs),
      formatInstant(at + 5 * dayMs),
    ]);
  });

  test('until an entry of a history begins', () => {
    const list =
      'history: { type: list, of: { type: record, fields: { from: { type: instant }, on: { type: boolean } } } }';
    const definitions =
      '- { term: isOn, clauses: ["1.1"], is: "some h in history[item.from <= asOf] satisfies h.on" }';
    const rules = goes('{ fact: isOn, operator: equal, value: true }');
    const history = [
      { from: formatInstant(at + 1), on: false },
      { from: formatInstant(at + 2 * dayMs), on: true },
    ];
    assert.equal(heldFrom({ facts: list, rules, definitions }, { history }, at), '2026-06-03T00:00:00.000Z');
  });

  test('no longer than its facts are accepted', () => {
    const terms = {
      facts,
      rules: goes('{ fact: startsAt, operator: present, value: false }'),
      constraints:
        '- { holds: asOf <= startsAt, pointer: /startsAt, code: too-late, message: It has begun. }',
    };
    assert.equal(heldFrom(terms, given, at - dayMs), '2026-06-01T00:00:00.001Z');
  });
});

const seed = Number(process.env['SEED'] ?? 20_261_129);

const evaluators = new WeakMap<Edition, CompiledEvaluator>();
const evaluatorOf = (edition: Edition): CompiledEvaluator => {
  const made = evaluators.get(edition) ?? makeCompiledEvaluator(edition);
  evaluators.set(edition, made);
  return made;
};

/** Numbers from 0 to less than 1, the same in every run of a seed. */
const drawn = (): (() => number) => {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
};

/** Instants at which something may change: those of the facts and figures, whole durations from them and from now, and those beside them. */
const probesOf = (edition: Edition, { facts, asOf }: Question, random: () => number): readonly number[] => {
  const found: number[] = [asOf];
  JSON.stringify(facts, (_, value: unknown) => {
    const read = typeof value === 'string' ? parseInstant(value) : undefined;
    if (read?.ok === true) found.push(read.epochMs);
    return value;
  });
  for (const { values } of edition.parameters.values()) found.push(...values.map(({ from }) => from));
  const around = found.flatMap((each) => [
    ...Array.from({ length: 12 }, (_, k) => each + (k - 2) * 30 * dayMs),
    ...[1, 7, 14, 90, 365].map((days) => each + days * dayMs),
    each + 3_600_000,
  ]);
  const drawn = Array.from({ length: 16 }, () => asOf + Math.floor(Math.exp(random() * 28)));
  return [...found, ...around, ...drawn].flatMap((each) => [each - 1, each, each + 1]);
};

/** Holds what is said of a question against deciding it at every probe, and at every millisecond where it is a matter of few. */
const holdAgainst = (edition: Edition, question: Question, random: () => number): string => {
  const evaluator = evaluatorOf(edition);
  const answer = evaluator.decide(question);
  if (answer.code !== 'decided') return 'refused';
  const { until, next } = evaluator.holding(question, answer.decision);
  const isHeldAt = (asOf: number): boolean => {
    const then = evaluator.decide({ ...question, asOf });
    return then.code === 'decided' && isSameDecision(answer.decision, then.decision);
  };
  const few = Array.from({ length: 30 }, (_, k) => question.asOf + k + 1);
  const before = until === null ? [] : Array.from({ length: 30 }, (_, k) => until - k - 1);
  const probes = [...few, ...before, ...probesOf(edition, question, random)].filter(
    (asOf) =>
      asOf > question.asOf && asOf < (until ?? Infinity) && asOf > firstInstantMs && asOf < lastInstantMs,
  );
  for (const asOf of new Set(probes))
    assert.ok(
      isHeldAt(asOf),
      `It is said to hold until ${until === null ? 'ever' : formatInstant(until)}, and does not at ${formatInstant(asOf)}: ${JSON.stringify(question)}`,
    );
  if (until !== null && next !== undefined)
    assert.ok(!isHeldAt(until), `It holds at ${formatInstant(until)} too: ${JSON.stringify(question)}`);
  return until === null ? 'ever' : next === undefined ? 'unknown' : 'until';
};

/** The effect `due` is asOf itself by default, so that nothing would hold for longer than a millisecond. */
const withoutDue = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const name = `${arbitraryDecision}.yaml`;
  const ruleSet = JSON.parse(files.get(name) ?? '{}') as {
    effects: Record<string, unknown>;
    rules: { then: { effects: Record<string, unknown> } }[];
  };
  delete ruleSet.effects['due'];
  for (const { then } of ruleSet.rules) delete then.effects['due'];
  return new Map([...files, [name, JSON.stringify(ruleSet)]]);
};

describe(`How long a decision holds is what deciding at every boundary says (seed ${seed})`, () => {
  test('in what the scenarios of the edition in rules/ ask', async () => {
    const edition = await loadRealEdition();
    const { cases } = await readScenarioCases('features', edition.identity.document);
    const tally = new Map<string, number>();
    const random = drawn();
    for (const [place, { decision, facts, asOf }] of cases.entries()) {
      if (asOf === null || place % 5 !== 0 || !edition.decisions.has(decision)) continue;
      const said = holdAgainst(edition, { decision, facts, asOf }, random);
      tally.set(said, (tally.get(said) ?? 0) + 1);
    }
    for (const said of ['ever', 'until'])
      assert.ok((tally.get(said) ?? 0) > 20, `${said}: ${tally.get(said) ?? 0}`);
    assert.equal(tally.get('unknown'), undefined, `more than ${mostBoundaries} boundaries`);
  });

  test('in random editions', () => {
    const tally = new Map<string, number>();
    const random = drawn();
    fc.assert(
      fc.property(arbitraryEditionFiles(), fc.integer({ min: 0, max: 2 ** 30 }), (files, first) => {
        const edition = loadArbitrary(withoutDue(files));
        const ruleSet = edition?.decisions.get(arbitraryDecision);
        if (edition === undefined || ruleSet === undefined) return;
        for (const question of fc.sample(arbitraryQuestion(edition, ruleSet), {
          numRuns: 8,
          seed: first,
        })) {
          const said = holdAgainst(edition, question, random);
          tally.set(said, (tally.get(said) ?? 0) + 1);
        }
      }),
      { seed, numRuns: 100 },
    );
    for (const said of ['ever', 'until'])
      assert.ok((tally.get(said) ?? 0) > 10, `${said}: ${tally.get(said) ?? 0}`);
  });
});
