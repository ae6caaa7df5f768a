import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deserialize, serialize } from 'node:v8';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { Edition } from '../../src/edition/model/edition.js';
import { factSchema } from '../../src/edition/model/fact-schema.js';
import { toFactError } from '../../src/engine/facts/fact-error.js';
import { makeFactValidation } from '../../src/engine/facts/fact-validation.js';
import { withFactChecks } from '../../src/engine/facts/prepare-fact-checks.js';
import { parseInstant } from '../../src/language/instants.js';
import { arbitraryQuestion } from '../support/arbitrary-facts.js';
import { decide, boatHire, onCondition, refuse } from '../support/boat-hire.js';
import { loadRealEdition } from './compiled/support/differential.js';

const edition = boatHire({
  facts: `
    boat:
      type: record
      fields:
        kind: { type: text, values: [dinghy, yacht] }
        name: { type: text, minLength: 1 }
        number: { type: text, pattern: "^[A-Z][0-9]+$", default: '"A1"' }
        seats: { type: integer, minimum: 1, maximum: 12 }
        length: { type: number, minimum: 0.5, default: "3.5" }
        price: { type: money }
        owner: { type: record, fields: { lives: { type: record, fields: { at: { type: text } } } } }
    leavesAt: { type: instant }
    backAt: { type: instant, default: "null" }
    paid: { type: boolean }
    crew: { type: list, of: { type: record, fields: { name: { type: text }, ages: { type: list, default: "[]", of: { type: integer } } } } }`,
  definitions: `
    - { term: crewSize, clauses: ["1.1"], is: count(crew) }`,
  rules: `
    - id: told
      when: { any: [{ fact: leavesAt, operator: present, value: true }, { fact: crewSize, operator: equal, value: 0 }] }
      then:
        outcome: goes-out
        because: "{boat.kind} {boat.name} {boat.number} {boat.seats} {boat.length} {boat.price} {boat.owner.lives.at} {backAt} {paid}"`,
});
const boat = {
  kind: 'dinghy',
  name: 'Ann',
  seats: 4,
  price: { minor: 0, currency: 'EUR' },
  owner: { lives: { at: 'Port' } },
};
const whole = { boat, leavesAt: '2026-05-01T12:00:00Z', paid: true, crew: [] };

/** `pointer code` of each error. */
const wrong = async (facts: Readonly<Record<string, unknown>>): Promise<readonly string[]> =>
  (await refuse(edition, { facts })).map(({ pointer, code }) => `${pointer} ${code}`);
const wrongBoat = (fields: object): Promise<readonly string[]> =>
  wrong({ ...whole, boat: { ...boat, ...fields } });
/** JSON may name a field `__proto__`; a literal may not. */
const json = (text: string): Readonly<Record<string, unknown>> =>
  JSON.parse(text) as Readonly<Record<string, unknown>>; // an object, as written below
const message = async (facts: Readonly<Record<string, unknown>>): Promise<string> =>
  (await refuse(edition, { facts }))[0]?.message ?? '';

describe('Facts that are whole', () => {
  test('are decided on, with what may be absent left out, or none', async () => {
    assert.equal((await decide(edition, { facts: whole })).outcome, 'goes-out');
    assert.equal((await decide(edition, { facts: { ...whole, backAt: null } })).outcome, 'goes-out');
  });
});

describe('An unknown fact is refused', () => {
  const names = ['wind', '__proto__', 'constructor', 'toString', 'a/b', 'c~d', ''];
  const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
  const places: readonly (readonly [string, string, (inner: object) => Readonly<Record<string, unknown>>])[] =
    [
      ['at the top', '', (inner) => ({ ...whole, ...inner })],
      ['in a record', '/boat', (inner) => ({ ...whole, boat: { ...boat, ...inner } })],
      [
        'in a record of a record of a record',
        '/boat/owner/lives',
        (inner) => ({ ...whole, boat: { ...boat, owner: { lives: { at: 'Port', ...inner } } } }),
      ],
      [
        'in money',
        '/boat/price',
        (inner) => ({ ...whole, boat: { ...boat, price: { ...boat.price, ...inner } } }),
      ],
      [
        'in an item of a list',
        '/crew/1',
        (inner) => ({ ...whole, crew: [{ name: 'A' }, { name: 'B', ...inner }] }),
      ],
    ];
  for (const [where, pointer, facts] of places) {
    for (const name of names) {
      test(`${where}, where it is called \`${name}\``, async () => {
        const inner = json(`{ ${JSON.stringify(name)}: 1 }`);
        assert.deepEqual(await wrong(facts(inner)), [`${pointer}/${escaped(name)} unknown-fact`]);
      });
    }
  }

  test('with the name that was meant, or all that are known', async () => {
    assert.match(await message({ ...whole, leaveAt: 1 }), /`leaveAt` .*Did you mean `leavesAt`\?/);
    assert.match(await message({ ...whole, zzz: 1 }), /Known here: boat, leavesAt, backAt, paid, crew\./);
  });
});

describe('A missing fact is refused', () => {
  test('at every depth, all in one answer', async () => {
    assert.deepEqual(await wrong({}), [
      '/boat missing-fact',
      '/crew missing-fact',
      '/leavesAt missing-fact',
      '/paid missing-fact',
    ]);
    assert.deepEqual(await wrong({ ...whole, boat: { owner: { lives: {} }, price: {} }, crew: [{}] }), [
      '/boat/kind missing-fact',
      '/boat/name missing-fact',
      '/boat/owner/lives/at missing-fact',
      '/boat/price/currency missing-fact',
      '/boat/price/minor missing-fact',
      '/boat/seats missing-fact',
      '/crew/0/name missing-fact',
    ]);
  });

  test('also where every object seems to have it', async () => {
    const named = boatHire({
      facts: 'constructor: { type: integer }',
      rules: '- { id: told, then: { outcome: goes-out, because: "{constructor}" } }',
    });
    assert.deepEqual(
      (await refuse(named, {})).map(({ pointer, code }) => `${pointer} ${code}`),
      ['/constructor missing-fact'],
    );
    assert.deepEqual((await decide(named, { facts: { constructor: 3 } })).values, { constructor: 3 });
  });

  test('with its dotted name', async () => {
    assert.equal(await message({ ...whole, crew: [{}] }), '`crew.0.name` is missing, and has no default.');
  });
});

describe('A value of another type is refused', () => {
  for (const [fact, value, says] of [
    ['leavesAt', 1780000000000, '`leavesAt` must be a string, and is a number.'],
    ['leavesAt', null, '`leavesAt` must be a string, and is null.'],
    ['backAt', 7, '`backAt` must be a string or a null, and is a number.'],
    ['paid', 'true', '`paid` must be a boolean, and is a string.'],
    ['paid', 1, '`paid` must be a boolean, and is a number.'],
    ['crew', {}, '`crew` must be an array, and is an object.'],
    ['boat', [], '`boat` must be an object, and is an array.'],
  ] as const) {
    test(`as ${JSON.stringify(value)} for ${fact}`, async () => {
      assert.deepEqual(await wrong({ ...whole, [fact]: value }), [`/${fact} wrong-type`]);
      assert.equal(await message({ ...whole, [fact]: value }), says);
    });
  }

  test('as a fraction, a text, or a number that no double holds, for an integer', async () => {
    assert.deepEqual(await wrongBoat({ seats: 4.5 }), ['/boat/seats wrong-type']);
    assert.deepEqual(await wrongBoat({ seats: '4' }), ['/boat/seats wrong-type']);
    assert.deepEqual(await wrongBoat({ price: { minor: 0.1, currency: 'EUR' } }), [
      '/boat/price/minor wrong-type',
    ]);
    assert.deepEqual(await wrongBoat({ price: { minor: 2 ** 53, currency: 'EUR' } }), [
      '/boat/price/minor out-of-range',
    ]);
    assert.match(await message({ ...whole, boat: { ...boat, seats: 4.5 } }), /and is a fraction/);
  });

  test('inside a list', async () => {
    assert.deepEqual(await wrong({ ...whole, crew: [{ name: 'A', ages: [1, '2', null] }, 'B'] }), [
      '/crew/0/ages/1 wrong-type',
      '/crew/0/ages/2 wrong-type',
      '/crew/1 wrong-type',
    ]);
  });
});

describe('A value that is not allowed is refused', () => {
  test('outside an enumeration, with the one that was meant', async () => {
    assert.deepEqual(await wrongBoat({ kind: 'dinghi' }), ['/boat/kind not-allowed']);
    assert.equal(
      await message({ ...whole, boat: { ...boat, kind: 'dinghi' } }),
      '`boat.kind` must be one of dinghy, yacht. Did you mean `dinghy`?',
    );
    assert.equal(
      await message({ ...whole, boat: { ...boat, kind: 'submarine' } }),
      '`boat.kind` must be one of dinghy, yacht.',
    );
  });

  test('against a pattern', async () => {
    assert.deepEqual(await wrongBoat({ number: 'a1' }), ['/boat/number not-allowed']);
    assert.deepEqual(await wrongBoat({ price: { minor: 1, currency: 'eur' } }), [
      '/boat/price/currency not-allowed',
    ]);
  });
});

describe('A number outside its range is refused', () => {
  test('just under and just over, and not at its limits', async () => {
    for (const seats of [0, 13]) assert.deepEqual(await wrongBoat({ seats }), ['/boat/seats out-of-range']);
    for (const seats of [1, 12]) await decide(edition, { facts: { ...whole, boat: { ...boat, seats } } });
    assert.deepEqual(await wrongBoat({ length: 0.49 }), ['/boat/length out-of-range']);
    await decide(edition, { facts: { ...whole, boat: { ...boat, length: 0.5 } } });
    assert.deepEqual(await wrongBoat({ price: { minor: -1, currency: 'EUR' } }), [
      '/boat/price/minor out-of-range',
    ]);
  });

  test('with the limit', async () => {
    assert.equal(await message({ ...whole, boat: { ...boat, seats: 13 } }), '`boat.seats` must be <= 12.');
  });
});

describe('A text that may not be empty is refused', () => {
  test('where it is', async () => {
    assert.deepEqual(await wrongBoat({ name: '' }), ['/boat/name empty']);
    const elsewhere = { ...boat, owner: { lives: { at: '' } } };
    await decide(edition, { facts: { ...whole, boat: elsewhere } });
  });
});

describe('An instant is refused', () => {
  for (const [text, code] of [
    ['2026-05-01T12:00:00', 'instant-without-offset'],
    ['2026-05-01T12:00:00.123', 'instant-without-offset'],
    ['2026-05-01', 'invalid-instant'],
    ['2026-02-30T12:00:00Z', 'invalid-instant'],
    ['2026-05-01T12:00:60Z', 'invalid-instant'],
    ['2026-05-01T12:00:00.0001Z', 'invalid-instant'],
    ['2026-05-01 12:00:00Z', 'invalid-instant'],
    ['noon', 'invalid-instant'],
    ['never', 'invalid-instant'],
    ['', 'invalid-instant'],
  ] as const) {
    test(`as \`${text}\`: ${code}`, async () => {
      assert.deepEqual(await wrong({ ...whole, leavesAt: text }), [`/leavesAt ${code}`]);
      assert.match(await message({ ...whole, leavesAt: text }), /RFC 3339 .* such as 2026-/);
    });
  }
});

describe('An instant that may never come', () => {
  const until = boatHire(
    onCondition(
      'until: { type: instant, orNever: true, default: "null" }',
      '{ fact: until, operator: greaterThan, value: { fact: asOf } }',
    ),
  );

  test('is later than any other', async () => {
    assert.equal((await decide(until, { facts: { until: 'never' } })).outcome, 'goes-out');
    assert.equal((await decide(until, { facts: { until: '2026-01-01T00:00:00Z' } })).outcome, 'stays');
    assert.equal((await decide(until, {})).outcome, 'stays');
  });

  test('is told as an instant or as never', async () => {
    const [error] = await refuse(until, { facts: { until: 'Never' } });
    assert.equal(error?.code, 'invalid-instant');
    assert.match(error.message, /such as 2026-08-15T12:00:00Z, or `never`\.$/);
  });
});

describe('Everything that is wrong', () => {
  test('is told in one answer, one complaint at a place, in the order of their places', async () => {
    const facts = {
      boat: { ...boat, kind: '', seats: 0.5, price: null, sail: 1 },
      leavesAt: '',
      backAt: '2026-05-01T12:00:00',
      crew: [{ nam: 'A' }],
      wind: 3,
    };
    assert.deepEqual(await wrong(facts), [
      '/backAt instant-without-offset',
      '/boat/kind not-allowed',
      '/boat/price wrong-type',
      '/boat/sail unknown-fact',
      '/boat/seats wrong-type',
      '/crew/0/nam unknown-fact',
      '/crew/0/name missing-fact',
      '/leavesAt invalid-instant',
      '/paid missing-fact',
      '/wind unknown-fact',
    ]);
  });
});

describe('The quick check and the whole one', () => {
  /** The places that ajv by itself complains of by the decision's own schema: all errors, own members alone. */
  const plainCheck = (given: Edition, decision: string): ((facts: unknown) => readonly string[]) => {
    const ajv = new Ajv2020({ strict: true, allErrors: true, ownProperties: true, verbose: true });
    ajv.addFormat('date-time', { type: 'string', validate: (text) => parseInstant(text).ok });
    const check = ajv.compile(factSchema(given, decision));
    return (facts) => {
      check(facts);
      return [...new Set((check.errors ?? []).flatMap((error) => toFactError(error)?.pointer ?? []))].sort();
    };
  };

  test('agree on random facts of the edition in rules/, right and wrong', async () => {
    const real = await loadRealEdition();
    const checks = [...real.decisions.values()].map((ruleSet) => ({
      questions: arbitraryQuestion(real, ruleSet),
      plain: plainCheck(real, ruleSet.decision),
      validate: makeFactValidation(real, ruleSet),
    }));
    const said = { right: 0, wrong: 0 };
    for (const { questions, plain, validate } of checks)
      fc.assert(
        fc.property(questions, ({ facts }) => {
          const places = plain(facts);
          said[places.length === 0 ? 'right' : 'wrong'] += 1;
          assert.deepEqual(
            validate(facts).map(({ pointer }) => pointer),
            places,
          );
        }),
        { numRuns: 100, seed: 20_261_122 },
      );
    assert.ok(said.right > 100 && said.wrong > 100, JSON.stringify(said));
  });

  test('say the same where they were prepared, and name the same errors', async () => {
    const real = await loadRealEdition();
    const prepared = deserialize(serialize(withFactChecks(real))) as Edition; // as it is kept
    const said = { right: 0, wrong: 0 };
    assert.ok(prepared.factChecks);
    for (const ruleSet of real.decisions.values()) {
      const [validate, plain] = [prepared, real].map((edition) => makeFactValidation(edition, ruleSet));
      assert.ok(validate !== undefined && plain !== undefined);
      assert.deepEqual(validate({}), plain({}));
      fc.assert(
        fc.property(arbitraryQuestion(real, ruleSet), ({ facts }) => {
          const errors = plain(facts);
          said[errors.length === 0 ? 'right' : 'wrong'] += 1;
          assert.deepEqual(validate(facts), errors);
        }),
        { numRuns: 100, seed: 20_261_123 },
      );
    }
    assert.ok(said.right > 100 && said.wrong > 100, JSON.stringify(said));
  });

  test('say the same where they were prepared, of whatever else a vocabulary may say', () => {
    const [ruleSet] = edition.decisions.values();
    assert.ok(ruleSet !== undefined);
    const prepared = makeFactValidation(withFactChecks(edition), ruleSet);
    const plain = makeFactValidation(edition, ruleSet);
    const wrongly: readonly unknown[] = [
      '',
      'yacht',
      'B-1',
      '\u{1f6a4}',
      0,
      4,
      4.5,
      null,
      [],
      {},
      true,
      '2026-05-01',
    ];
    for (const value of wrongly) {
      const fields = Object.keys(boat).map((name) => ({ ...whole, boat: { ...boat, [name]: value } }));
      const places = [...Object.keys(whole), '__proto__', 'constructor'].map((name) => ({
        ...whole,
        ...json(JSON.stringify({ [name]: value })),
      }));
      for (const facts of [...fields, ...places, json(`{"__proto__":${JSON.stringify(value)}}`)])
        assert.deepEqual(prepared(facts), plain(facts), JSON.stringify(facts));
    }
    assert.deepEqual(prepared(whole), []);
  });

  test('are made anew where those that were prepared are of another schema', async () => {
    const given = {
      facts: 'wind: { type: integer }',
      rules: '[{ id: always, then: { outcome: goes-out, because: "{wind}" } }]',
    };
    const prepared = withFactChecks(boatHire(given));
    const other = boatHire({ ...given, facts: 'wind: { type: integer, maximum: 12 }' });
    assert.ok(prepared.factChecks);
    const altered = { ...other, factChecks: prepared.factChecks };
    const codes = async (edition: Edition) =>
      (await refuse(edition, { facts: { wind: 13 } })).map(({ pointer, code }) => `${pointer} ${code}`);
    assert.deepEqual(await codes(altered), await codes(other));
    assert.deepEqual(await codes(altered), ['/wind out-of-range']);
  });

  test('agree on whatever may be an instant', () => {
    const instants = boatHire({
      facts: 'at: { type: instant }',
      rules: '[{ id: always, then: { outcome: goes-out, because: "{at}" } }]',
    });
    const [ruleSet] = instants.decisions.values();
    assert.ok(ruleSet);
    const validate = makeFactValidation(instants, ruleSet);
    const part = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
    const written = fc
      .tuple(
        part('0000', '0001', '1999', '2000', '2024', '2026', '9999', '02026', '٢٠٢٦'),
        part('-00', '-01', '-02', '-04', '-12', '-13', '-1'),
        part('-00', '-01', '-28', '-29', '-30', '-31', '-32'),
        part('T', 't', ' '),
        part('00', '23', '24'),
        part(':00', ':59', ':60'),
        part(':00', ':59', ':60'),
        part('', '.0', '.12', '.999', '.1234', '.'),
        part('Z', 'z', '', '+00:00', '-23:59', '+24:00', 'Z\n', 'Z '),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(written, (at) => {
        assert.equal(validate({ at }).length === 0, parseInstant(at).ok, at);
      }),
      { numRuns: 3000 },
    );
  });

  test('do not take what every object inherits for a fact', async () => {
    const strange = boatHire({
      facts: 'constructor: { type: record, fields: { name: { type: text } } }',
      rules: '[{ id: always, then: { outcome: goes-out, because: "{constructor.name}" } }]',
    });
    assert.deepEqual(
      (await refuse(strange, { facts: {} })).map(({ pointer, code }) => `${pointer} ${code}`),
      ['/constructor missing-fact'],
    );
    assert.equal((await decide(strange, { facts: { constructor: { name: 'x' } } })).outcome, 'goes-out');
  });

  test('are made from a schema that is one', async () => {
    const real = await loadRealEdition();
    const ajv = new Ajv2020({ strict: true, formats: { 'date-time': true } });
    for (const decision of real.decisions.keys())
      assert.ok(ajv.validateSchema(factSchema(real, decision)), JSON.stringify(ajv.errors));
  });
});
