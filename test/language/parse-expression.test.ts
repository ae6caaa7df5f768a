import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { describeType } from '../../src/language/types/describe-type.js';
import { parseExpression } from '../../src/language/syntax/parse-expression.js';
import { readsOf } from '../../src/language/syntax/walk.js';
import { errorsIn, integer, list, names, number, scopeOf, typed } from './support/scope.js';

const codesIn = (source: string): readonly string[] =>
  errorsIn(source).map(({ code, at }) => `${code} at ${at}`);

const typeOf = (source: string): string => describeType(typed(source).type);

describe('each part has a type', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['1', 'an integer'],
    ['1.0', 'a number'],
    ['1 + 2 * 3 - 4', 'an integer'],
    ['1 / 2', 'a number'],
    ['1 + 0.5', 'a number'],
    ['floor(1 / 2)', 'an integer'],
    ['-(asOf - asOf) / duration("P1D") + 1', 'a number'],
    ['asOf - asOf', 'a duration'],
    ['asOf + duration("P30D")', 'an instant'],
    ['duration("P30D") + asOf', 'an instant'],
    ['duration("P30D") * 12', 'a duration'],
    ['12 * duration("P30D")', 'a duration'],
    ['duration("P30D") / duration("PT1H")', 'a number'],
    ['add months(asOf, 12)', 'an instant'],
    ['package.feePaid', 'money'],
    ['{ minor: 1, currency: "USD" }', 'money'],
    ['{ minor: 1, kind: "a" }', 'a record with `minor`, `kind`'],
    ['package.plan', 'one of `single-period`, `multi-period`'],
    ['"a" + package.plan', 'a text'],
    ['if ready then "a" else "b"', 'one of `a`, `b`'],
    ['if ready then 1 else 2.5', 'a number'],
    ['if ready then 1 else null', 'an integer or none'],
    ['sizes[1]', 'an integer or none'],
    ['sizes[item > 1]', 'a list, each item an integer'],
    ['maybe[item != null]', 'a list, each item an integer'],
    ['grounds[1].belief', 'a boolean or none'],
    ['law.amount', 'money or none'],
    ['law.amount.minor', 'an integer or none'],
    ['if law != null then law.amount.minor else 0', 'an integer'],
    ['[]', 'a list of nothing'],
    ['concatenate([], sizes)', 'a list, each item an integer'],
    ['union(words, ["a"])', 'a list, each item a text'],
    ['for g in grounds return g.kind', 'a list, each item one of `fraud`, `abuse`'],
    ['null', 'none'],
    ['min(asOf, package.startsAt)', 'an instant'],
    ['sum([duration("P1D")])', 'a duration'],
    ['modulo(7, 2)', 'an integer'],
  ];
  for (const [source, expected] of cases)
    it(`${source} is ${expected}`, () => {
      assert.equal(typeOf(source), expected);
    });

  it('numbers are integers as long as everything in them is', () => {
    const known = { a: integer, x: number };
    const leaf = fc.constantFrom('a', 'x', '2', '0.5');
    const { sum } = fc.letrec<{ sum: string }>((tie) => ({
      sum: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc
          .tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/'), tie('sum'))
          .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      ),
    }));
    fc.assert(
      fc.property(sum, (source) => {
        const expected = /[x/.]/.test(source) ? 'number' : 'integer';
        assert.equal(typed(source, known).type.kind, expected);
      }),
    );
  });
});

describe('what may be absent is used only where it is known to be there', () => {
  const fine = [
    'law != null and law.requires',
    'law = null or law.requires',
    'not(law = null) and law.requires',
    'not(law = null or not(law.requires))',
    'law.until != null and law.requires and law.until < asOf',
    'if law = null then false else law.requires',
    'if law != null and law.until != null then law.until < asOf else false',
    'if law = null or law.until = null then asOf else law.until',
    'null != law and law.requires',
    'some g in grounds satisfies g.basis != null and g.basis = "x"',
    'spare != null and spare > 1',
    'if package.cancelledAt = null then 0 else 1',
    '{ a: spare, b: 1 }',
    '[spare, 1]',
  ];
  for (const source of fine)
    it(source, () => {
      typed(source);
    });

  const absent: readonly (readonly [string, readonly string[]])[] = [
    ['law.requires and ready', ['law.requires']],
    ['law = null and law.requires', ['law.requires']],
    ['law != null or law.requires', ['law.requires']],
    ['if law != null then 0 else law.amount.minor + 1', ['law.amount.minor']],
    ['law != null and law.until < asOf', ['law.until']],
    ['spare + spare', ['spare', 'spare']],
    ['-spare', ['spare']],
    ['sizes[1] > 0', ['sizes[1]']],
    ['sizes[spare]', ['spare']],
    ['count(sizes) > spare', ['spare']],
    ['spare = spare', ['spare', 'spare']],
    ['max(1, spare)', ['spare']],
    ['if law.requires then 1 else 2', ['law.requires']],
    ['spare != null and (some spare in maybe satisfies spare > 0)', ['spare']],
    ['spare between 1 and 3', ['spare']],
    ['spare in (1, 2, [5..9])', ['spare']],
  ];
  for (const [source, places] of absent)
    it(`not ${source}`, () => {
      assert.deepEqual(
        codesIn(source),
        places.map((place) => `feel-absent at ${place}`),
      );
    });

  it('and the hint says how to guard it', () => {
    const [error] = errorsIn('law.requires and ready');
    assert.match(error?.hint ?? '', /`law\.requires != null and …`/);
  });

  it('what is always there is not compared with null', () => {
    assert.deepEqual(codesIn('ready = null'), ['feel-type at ready = null']);
    assert.deepEqual(codesIn('spare != null and spare != null'), ['feel-type at spare != null']);
  });
});

describe('types that do not go together are refused', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['asOf + 1', 'asOf + 1'],
    ['duration(words)', 'duration(words)'],
    ['asOf + asOf', 'asOf + asOf'],
    ['1 + "a"', '1 + "a"'],
    ['-ready', '-ready'],
    ['1 and ready', '1'],
    ['if 1 then 2 else 3', '1'],
    ['if ready then 1 else "a"', 'if ready then 1 else "a"'],
    ['package.plan = "annual"', 'package.plan = "annual"'],
    ['package.feePaid = package.periods', 'package.feePaid = package.periods'],
    ['sizes = words', 'sizes = words'],
    ['package.plan < "x"', 'package.plan < "x"'],
    ['asOf = 1', 'asOf = 1'],
    ['1 < 2 < 3', '1 < 2 < 3'],
    ['sizes[0]', '0'],
    ['count(sizes) / 0', '0'],
    ['modulo(count(sizes), 0)', '0'],
    ['sizes["a"]', '"a"'],
    ['sizes[item]', 'item'],
    ['[1, "a"]', '"a"'],
    ['{ a: 1, a: 2 }', 'a'],
    ['not(1)', 'not(1)'],
    ['sum(maybe)', 'sum(maybe)'],
    ['count(1)', 'count(1)'],
    ['min(1, asOf)', 'min(1, asOf)'],
    [
      'list contains(for g in grounds return g.kind, "theft")',
      'list contains(for g in grounds return g.kind, "theft")',
    ],
    ['distinct values([[1]])', 'distinct values([[1]])'],
    ['some x in 1 satisfies true', '1'],
    ['12345678901234567890123456789012345', '12345678901234567890123456789012345'],
    ['asOf + duration("P1M")', 'asOf + duration("P1M")'],
    ['date(asOf)', 'date(asOf)'],
    ['date(asOf, "Berlin")', '"Berlin"'],
    ['days between(asOf, asOf)', 'days between(asOf, asOf)'],
    ['asOf in zone("Europe/Nowhere")', 'asOf in zone("Europe/Nowhere")'],
    ['@"2026-02-30"', '@"2026-02-30"'],
    ['duration("P")', 'duration("P")'],
    ['date and time("2026-02-30T12:00:00Z")', 'date and time("2026-02-30T12:00:00Z")'],
  ];
  for (const [source, place] of cases)
    it(source, () => {
      assert.deepEqual(codesIn(source), [`feel-type at ${place}`]);
    });
});

describe('unknown names and functions are refused with a suggestion', () => {
  const cases: readonly (readonly [string, string, string, RegExp])[] = [
    ['asof > asOf', 'feel-unknown-name', 'asof', /`asOf`/],
    ['package.perods', 'feel-unknown-name', 'perods', /`periods`/],
    ['curentPeriod.endsAt', 'feel-unknown-name', 'curentPeriod.endsAt', /`currentPeriod\.endsAt`/],
    ['package.feePaid.minor.x', 'feel-unknown-name', 'x', /Leave/],
    ['cuont(sizes)', 'feel-unknown-function', 'cuont', /`count`/],
    ['half(1)', 'feel-unknown-function', 'half', /Those of the language stand in docs\/feel\.md/],
    ['ready asOf', 'feel-unknown-name', 'ready asOf', /operator missing after `ready`/],
    ['not ready', 'feel-unknown-name', 'not ready', /`not\(ready\)`/],
    ['item > 1', 'feel-unknown-name', 'item', /\w/],
    ['constructor', 'feel-unknown-name', 'constructor', /\w/],
    ['package.constructor', 'feel-unknown-name', 'constructor', /\w/],
    ['toString(1)', 'feel-unknown-function', 'toString', /\w/],
  ];
  for (const [source, code, place, hint] of cases)
    it(source, () => {
      const [error, ...others] = errorsIn(source);
      assert.deepEqual(others, []);
      assert.deepEqual([error?.code, error?.at], [code, place]);
      assert.match(error?.hint ?? '', hint);
    });
});

describe('FEEL that the subset lacks is refused as such', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['function(x) x', 'function(x) x'],
    ['> 5', '> 5'],
    ['package.count(sizes)', 'package.count(sizes)'],
    ['{ "a b": 1 }', '"a b"'],
    ['?', '?'],
  ];
  for (const [source, place] of cases)
    it(source, () => {
      assert.deepEqual(codesIn(source), [`feel-unsupported at ${place}`]);
    });
});

describe('what is no FEEL is refused where it goes wrong', () => {
  const cases: readonly (readonly [string, RegExp, RegExp])[] = [
    ['', /empty/, /Write/],
    ['1 +', /ends too early/, /Complete/],
    ['ready && ready', /not expected/, /`and`/],
    ['!ready', /not expected/, /not\(/],
    ["package.plan = 'x'", /not expected/, /double quotes/],
    ['if ready then 1', /ends too early/, /`else`/],
    ['(1', /ends too early/, /A `\)` is missing/],
    ['1 2', /`2` is not expected/, /Complete/],
    ['"don\'t" +', /ends too early/, /Complete/],
  ];
  for (const [source, message, hint] of cases)
    it(source === '' ? 'nothing' : source, () => {
      const errors = errorsIn(source);
      assert.deepEqual([...new Set(errors.map(({ code }) => code))], ['feel-syntax']);
      assert.match(errors[0]?.message ?? '', message);
      assert.match(errors[0]?.hint ?? '', hint);
    });

  it('any text at all is either an expression or refused with a place inside it', () => {
    const word = fc.constantFrom(
      ...[
        'asOf',
        'law',
        '.',
        'requires',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        ':',
        ',',
        '"',
        '1',
        '.5',
        '+',
        '-',
        '*',
        '/',
      ],
      ...[
        '=',
        '!=',
        '<',
        'and',
        'or',
        'not',
        'if',
        'then',
        'else',
        'some',
        'x',
        'in',
        'sizes',
        'satisfies',
        'for',
      ],
      ...[
        'return',
        'item',
        'null',
        'true',
        'duration',
        '"P1D"',
        'sum',
        'list',
        'contains',
        '\n',
        '//',
        '..',
        '?',
        '@',
      ],
    );
    const sources = fc.oneof(
      fc.string(),
      fc.array(word).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(sources, (source) => {
        const result = parseExpression(source, scopeOf(names));
        if (result.ok) return;
        assert.ok(result.errors.length > 0);
        for (const { span, message, hint } of result.errors) {
          assert.ok(0 <= span.from && span.from <= span.to && span.to <= source.length);
          assert.ok(message !== '' && hint !== '');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("another language's signs are told apart", () => {
  it('== is no equality', () => {
    const [error] = errorsIn('1 == 2');
    assert.equal(error?.hint, 'Equality is written `=`.');
  });
});

describe('all that is wrong is said at once', () => {
  it('in the order of the source', () => {
    assert.deepEqual(codesIn('if asof > 1 then spare + 1 else lenght(words) ** 2'), [
      'feel-unknown-name at asof',
      'feel-absent at spare',
      'feel-unknown-function at lenght',
    ]);
  });
});

describe('reads of an expression', () => {
  it('are names of the scope with their fields, once each', () => {
    const expression = typed(
      'package.feePaid.minor + package.periods + package.periods + (if currentPeriod.endsAt > asOf then 1 else 0)' +
        ' + count(grounds[item.weight > package.periods])',
    );
    assert.deepEqual(
      readsOf(expression).map(({ root, fields }) => [root, ...fields]),
      [
        ['package', 'feePaid', 'minor'],
        ['package', 'periods'],
        ['currentPeriod.endsAt'],
        ['asOf'],
        ['grounds'],
      ],
    );
  });

  it('a bound variable is none', () => {
    const known = { ...names, x: list(integer) };
    assert.deepEqual(readsOf(typed('for x in sizes return x', known)), [
      { root: 'sizes', fields: [], onlyAsked: false },
    ]);
  });

  it('are only asked for where all that is done is to compare them with null', () => {
    const asked = (source: string) => readsOf(typed(source)).map(({ onlyAsked }) => onlyAsked);
    assert.deepEqual(asked('spare != null'), [true]);
    assert.deepEqual(asked('null = spare or spare > 1'), [false]);
  });
});

describe('what is written as on paper is told as FEEL writes it', () => {
  for (const [source, hint] of [
    ['“a”', /straight double quotes/],
    ['„EUR“', /straight double quotes/],
    ['« EUR »', /straight double quotes/],
    ['0,55', /A decimal point is written `\.`/],
    ['package.periods * 0,55', /A decimal point/],
  ] as const)
    it(source, () => {
      const [error, ...more] = errorsIn(source);
      assert.match(error?.hint ?? '', hint);
      assert.deepEqual(more, []);
    });
});
