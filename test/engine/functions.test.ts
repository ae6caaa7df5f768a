import { deepEqual, equal, match } from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mutantsOf } from '../../src/analysis/mutation/mutants.js';
import { ruleInWords } from '../support/rule-in-words.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Answer } from '../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import {
  asked,
  boatDecision,
  boatErrors,
  boatFiles,
  boatHire,
  boatSeason,
  type BoatTerms,
} from '../support/boat-hire.js';

const terms: BoatTerms = {
  facts: `
    hours: { type: integer }
    rate: { type: number }
    crew: { type: list, of: { type: integer }, default: "[]" }
    skipper: { type: text, personal: true, default: '""' }`,
  effects: `
    price: { type: number, merge: equal, default: "capped(50, 0)" }
    name: { type: text, merge: equal, default: '"none"' }`,
  parameters: `
parameters:
  - parameter: most
    clauses: ["1.1"]
    describes: The most.
    changedBy: nobody
    type: number
    values: [{ from: "${boatSeason}", published: "${boatSeason}", value: 40.5 }]`,
  functions: `
  - function: discounted
    parameters: { amount: { type: number }, percent: { type: integer } }
    result: { type: number }
    clauses: ["1.4"]
    is: capped(amount * (100 - percent) / 100, 0)
  - function: capped
    parameters: { amount: { type: number }, least: { type: number } }
    result: { type: number }
    is: max(least, min(amount, most))`,
  definitions: `
    - term: price
      clauses: ["1.3"]
      with:
        base: rate * hours
        extra: 'sum(for c in crew return c * base / 100)'
        total: base + extra
      is: 'if total > 20 then discounted(total, 10) else capped(total, if hours = 1 then 7.5 else 0)'
    - { term: twice, clauses: ["1.3"], is: 'sum(for c in crew return discounted(c, c)) + (if skipper = "" then 0 else 0)' }`,
  rules: `
    - id: priced
      then: { outcome: goes-out, effects: { price: 'capped(price + twice, 1)' }, because: 'It costs {price}.' }`,
};

const both = async (edition: Edition, facts: Readonly<Record<string, unknown>>): Promise<Answer> => {
  const question = asked({ facts });
  const reference = await makeReferenceEvaluator(edition).decide(question);
  deepEqual(makeCompiledEvaluator(edition).decide(question), reference);
  return reference;
};

const errors = (changed: Partial<BoatTerms>): readonly string[] =>
  boatErrors({ ...terms, ...changed }).map(
    ({ code, file, line, column, message }) => `${file}:${line}:${column} ${code} ${message}`,
  );

const withFunctions = (functions: string): readonly string[] => errors({ functions: `\n${functions}` });

describe('Functions and local names', () => {
  test('come to the same in both evaluators', async () => {
    const edition = boatHire(terms);
    const prices = await Promise.all(
      [
        { hours: 1, rate: 2.5 },
        { hours: 2, rate: 2.5, crew: [1, 2, 100] },
        { hours: 10, rate: 10, crew: [4] },
        { hours: 10, rate: 3 },
      ].map((facts) => both(edition, facts)),
    );
    deepEqual(
      prices.map(
        (answer) =>
          answer.code === 'decided' && [answer.decision.values['price'], answer.decision.effects['price']],
      ),
      [
        [7.5, 7.5],
        [10.15, 13.1],
        [40.5, 40.5],
        [27, 27],
      ],
    );
  });

  test('are mutated once, wherever a function is called, and told by their names', () => {
    const edition = boatHire(terms);
    deepEqual(
      mutantsOf(edition)
        .map(({ id }) => id)
        .filter((id) => id.startsWith('function capped')),
      ['function capped: max to min', 'function capped: min to max'],
    );
    const ruleSet = edition.decisions.get(boatDecision);
    const [rule] = ruleSet?.rules ?? [];
    const words = ruleSet === undefined || rule === undefined ? '' : ruleInWords(edition, ruleSet, rule);
    match(
      words,
      /^Goes out in every case\. It follows: price: the capped of \(the price plus the twice\) and 1\. .* The capped of “amount” and “least”: the greatest of “least” and \(the least of “amount” and the most\)\./,
    );
  });

  test('do not recurse, and hide nothing', () => {
    deepEqual(
      withFunctions(`
  - { function: f, parameters: { n: { type: integer } }, result: { type: integer }, is: 'g(n)' }
  - { function: g, parameters: { n: { type: integer } }, result: { type: integer }, is: 'f(n - 1)' }
  - { function: capped, parameters: { n: { type: number }, m: { type: number } }, result: { type: number }, is: n }
  - { function: discounted, parameters: { n: { type: number }, m: { type: integer } }, result: { type: number }, is: n }`),
      ['functions.yaml:3:89 function-cycle `f` calls itself: f → g → f.'],
    );
    const clash = withFunctions(
      "  - { function: integers, parameters: { n: { type: integer } }, result: { type: integer }, is: 'n' }",
    );
    equal(clash.includes('functions.yaml:2:17 name-clash `integers` is a word of the language.'), true);
    deepEqual(
      errors({
        definitions:
          '[{ term: price, clauses: ["1.3"], with: { rate: "1" }, is: rate }, { term: twice, clauses: ["1.3"], is: "1" }]',
      }),
      ['definitions.yaml:9:9 name-clash `rate` has a meaning of its own.'],
    );
  });

  test('win over those of the language, with a warning', async () => {
    const functions = ['sum', 'context', 'number'].map(
      (name) =>
        `{ function: ${name}, parameters: { n: { type: integer } }, result: { type: integer }, is: 'n * 10' }`,
    );
    const hiding: BoatTerms = {
      functions: functions.map((one) => `\n  - ${one}`).join(''),
      facts: '{ hours: { type: integer } }',
      effects: `{ price: { type: number, merge: equal, default: "0" } }`,
      rules: `
    - id: priced
      then: { outcome: goes-out, effects: { price: 'sum(2) + context(3) + number(n: hours) + max(5, 6)' }, because: 'It goes out.' }`,
    };
    deepEqual(
      loadEdition(boatFiles(hiding)).diagnostics.map(({ code, text }) => `${code} ${text}`),
      ['hides-function sum', 'hides-function context', 'hides-function number'],
    );
    const answer = await both(boatHire(hiding), { hours: 4 });
    deepEqual(answer.code === 'decided' && answer.decision.effects, { price: 96 });
  });

  test('are called with arguments of their types', () => {
    const told = (is: string): readonly string[] =>
      errors({
        definitions: `[{ term: price, clauses: ["1.3"], is: '${is}' }, { term: twice, clauses: ["1.3"], is: "discounted(price, 1) + rate + count(crew) + hours + (if skipper = \\"\\" then 0 else 0)" }]`,
      }).map((line) => line.replace(/^\S+ /, ''));
    deepEqual(told('capped(1)'), ['feel-type `capped` does not take 1 argument.']);
    deepEqual(told('capped("a", 1)'), [
      'feel-type `"a"` is the text `a`, and `amount` of `capped(amount, least)` is a number.',
    ]);
    deepEqual(told('caped(1, 1)'), ['feel-unknown-function `caped` is not a known function.']);
    deepEqual(
      withFunctions(`
  - { function: capped, parameters: { amount: { type: number }, least: { type: number } }, result: { type: number }, is: rate }
  - { function: discounted, parameters: { amount: { type: number }, percent: { type: integer } }, result: { type: integer }, is: amount }`),
      [
        'functions.yaml:3:122 feel-unknown-name `rate` is not a known name.',
        'functions.yaml:4:130 expression-type `discounted` must be an integer, and this is a number.',
      ],
    );
    deepEqual(
      boatErrors({
        ...terms,
        functions: `
  - { function: capped, parameters: { amount: { type: number }, least: { type: number } }, result: { type: number }, is: rate }`,
      }).flatMap(({ code, hint }) => (code === 'feel-unknown-name' ? [hint] : [])),
      ['A function reads its parameters, figures and `asOf`: hand facts and definitions to it.'],
    );
  });

  test('that nothing needs are told, and give nothing personal away', () => {
    const { diagnostics } = loadEdition(
      boatFiles({
        ...terms,
        functions: `${terms.functions ?? ''}
  - { function: idle, parameters: { n: { type: integer } }, result: { type: integer }, is: n }`,
        definitions: `
    - { term: price, clauses: ["1.3"], with: { a: '1', b: '2' }, is: 'b + hours + rate + count(crew)' }
    - { term: twice, clauses: ["1.3"], is: 'discounted(1, 1)' }`,
        rules: `
    - id: priced
      then: { outcome: goes-out, effects: { price: 'price + twice' } }`,
      }),
    );
    deepEqual(diagnostics.map(({ code }) => code).sort(), ['unused-fact', 'unused-function', 'unused-local']);
    const personal = errors({
      definitions: `
    - { term: price, clauses: ["1.3"], is: 'hours + rate + count(crew)' }
    - { term: twice, clauses: ["1.3"], is: '1' }
    - { term: who, clauses: ["1.3"], with: { n: skipper }, is: 'n' }`,
      rules: `
    - id: priced
      then: { outcome: goes-out, effects: { price: 'price + twice', name: who } }`,
    });
    equal(personal.length === 1 && personal[0]?.includes('effect-personal'), true);
    const idle = loadEdition(
      boatFiles({
        ...terms,
        functions: `${terms.functions ?? ''}
  - { function: idle, parameters: { n: { type: integer } }, result: { type: integer }, is: n }`,
        definitions: `
    - { term: price, clauses: ["1.3"], with: { a: '1', b: '2' }, is: 'b + hours + rate + count(crew)' }
    - { term: twice, clauses: ["1.3"], is: 'discounted(if skipper = "" then 1 else 2, 1)' }`,
      }),
    ).diagnostics;
    deepEqual(
      idle.map(({ code, text }) => `${code} ${text}`),
      ['unused-local "a"', 'unused-function idle'],
    );
  });
});
