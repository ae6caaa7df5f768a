import assert from 'node:assert/strict';
import type { Edition } from '../../../src/edition/model/edition.js';
import { overlapping } from '../../../src/edition/names/dotted-names.js';
import type { RuleSet } from '../../../src/edition/model/rule-set.js';
import type { CompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import type { Answer, Decision } from '../../../src/engine/evaluation.js';
import { formatTemporal } from '../../../src/language/time/temporal-texts.js';
import { isWrittenAsText } from '../../../src/language/types/type-relations.js';
import type { Type } from '../../../src/language/types/types.js';
import { isRecord } from '../../../src/language/values.js';
import { compileToSql } from '../../../src/sql/compile-to-sql.js';
import { factsOf, type FactsOf } from '../../../src/sql/facts/facts-of.js';
import { rowOfFacts, type Row } from '../../../src/sql/relations/row-of-facts.js';
import type { ArbitraryQuestion } from '../../support/arbitrary-facts.js';
import type { Tally } from '../../engine/compiled/support/differential.js';
import type { Answers, Target } from './engine.js';

/** Questions to a decision as rows, and what the evaluator answers. */
export interface Asked {
  readonly rows: readonly {
    readonly question: ArbitraryQuestion;
    readonly row: Row;
    readonly answer: Answer;
  }[];
  /** So many questions are no rows: a value of another type among their facts. */
  readonly notSaid: number;
}

/** Puts questions to the compiled evaluator. */
export const ask = (
  edition: Edition,
  ruleSet: RuleSet,
  compiled: CompiledEvaluator,
  questions: readonly ArbitraryQuestion[],
): Asked => {
  const facts = factsOf(edition, ruleSet);
  const rows = questions.flatMap((whole) => {
    const question = { ...whole, facts: concerning(facts, whole.facts) };
    const row = rowOfFacts(edition, facts, question.facts);
    return row === undefined
      ? []
      : [{ question, row: { ...row, asOf: question.asOf }, answer: compiled.decide(question) }];
  });
  return { rows, notSaid: questions.length - rows.length };
};

/**
 * Holds a decision's query to what the compiled evaluator answered, row by row: the outcome, the rules that stand, every effect, the discretion;
 * what is refused by one is refused by the other.
 * @returns how many cases came to what
 */
export const compareRows = async (
  edition: Edition,
  ruleSet: RuleSet,
  { rows, notSaid }: Asked,
  { engine, dialect }: Target,
): Promise<Tally> => {
  const tally: Tally = new Map(notSaid === 0 ? [] : [['not said', notSaid]]);
  const count = (what: string): void => void tally.set(what, (tally.get(what) ?? 0) + 1);
  const sql = compileToSql(edition, ruleSet, dialect);
  await engine.load(
    'cases',
    [
      ['id', dialect.narrow],
      ...sql.columns.map(
        ({ name, type }) =>
          [dialect.given.nameOf(name, type), dialect.given.typeOf(type), name, type] as const,
      ),
    ],
    rows.map(({ row }, id) => ({ id, ...row })),
  );
  const reading = { from: '"cases"', keys: ['id'] };
  const sets = await engine.ask(sql.setsIn(reading));
  const query = sql.deciding(
    reading,
    sets.map(({ fired }) => BigInt(String(fired))),
  );
  const answers = await engine.ask(query);
  assert.equal(answers.length, rows.length);
  const { plain } = engine;
  for (const given of answers) {
    const lists =
      plain === undefined
        ? []
        : sql.outputs.map(({ name, type }) => [name, plain(given[name], type)] as const);
    const answer: Answers[number] = { ...given, ...Object.fromEntries<unknown>(lists) };
    const { question, answer: expected } = rows[Number(answer['id'])] ?? assert.fail('no such case');
    try {
      count(compare(edition, ruleSet, expected, answer));
    } catch (cause) {
      assert.ok(cause instanceof Error);
      throw new Error(
        `${dialect.title} differs on ${JSON.stringify(question)}: ${cause.message}\n${JSON.stringify(answer)}`,
        {
          cause,
        },
      );
    }
  }
  return tally;
};

const compare = (
  edition: Edition,
  ruleSet: RuleSet,
  answer: Answer,
  row: Readonly<Record<string, unknown>>,
): string => {
  const { refused, left } = row;
  if (left !== null) return 'left';
  if (answer.code !== 'decided') {
    assert.ok(typeof refused === 'string', `the evaluator refuses: ${JSON.stringify(answer.errors)}`);
    const isConstraint = edition.constraints.some(({ code }) => code === refused);
    const kind = refused.startsWith('out-of-range ')
      ? 'out-of-range'
      : isConstraint || /^(?:missing-fact|fact-range) /.test(refused)
        ? 'invalid-facts'
        : refused;
    assert.equal(kind, answer.code);
    if (isConstraint)
      assert.ok(
        answer.errors.some(({ code }) => code === refused),
        `not refused for ${refused}`,
      );
    return answer.code;
  }
  assert.equal(refused, null, 'the evaluator decides');
  const { decision } = answer;
  assert.deepEqual(row['rules'], decision.standing);
  assert.equal(row['outcome'], decision.outcome);
  assert.deepEqual(effectsOf(ruleSet, row), expected(ruleSet, decision));
  return decision.conflict === null ? 'decided' : decision.conflict.length === 0 ? 'gap' : 'conflict';
};

const effectsOf = (ruleSet: RuleSet, row: Readonly<Record<string, unknown>>): unknown => ({
  effects: [...ruleSet.effects.values()].map(({ name, type }) => told(row, `effects.${name}`, type)),
  upTo: told(row, 'discretion.upTo', limit),
  recommended: row['discretion.recommended'] ?? null,
});

const expected = (ruleSet: RuleSet, { effects, discretion }: Decision): unknown => ({
  effects: [...ruleSet.effects.keys()].map((name) => effects[name] ?? null),
  upTo: discretion?.upTo ?? null,
  recommended: discretion?.recommended ?? null,
});

const limit: Type = {
  kind: 'record',
  fields: { minor: { kind: 'integer' }, currency: { kind: 'text' } },
};

/** A value of the answer as a decision tells it; a record of which nothing is there is absent. */
const told = (row: Readonly<Record<string, unknown>>, name: string, type: Type): unknown => {
  if (type.kind !== 'record') return outward(row[name] ?? null, type);
  const fields = Object.entries(type.fields).map(
    ([field, of]) => [field, told(row, `${name}.${field}`, of)] as const,
  );
  return fields.every(([, value]) => value === null) ? null : Object.fromEntries(fields);
};

const outward = (value: unknown, type: Type): unknown => {
  if (value === null) return null;
  if (type.kind === 'list' && Array.isArray(value))
    return value.map((item: unknown) => outward(item, type.of));
  if (type.kind === 'record' && isRecord(value))
    return Object.fromEntries(
      Object.entries(type.fields).map(([name, of]) => [name, outward(value[name], of)]),
    );
  if (type.kind === 'boolean' || type.kind === 'text') return value;
  return isWrittenAsText(type) ? formatTemporal(Number(value), type.kind) : Number(value);
};

/** Without what plays no part in the decision. */
const concerning = (
  { roots, paths }: FactsOf,
  facts: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const kept = (value: unknown, path: string): unknown =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([name]) => paths.some((one) => overlapping(one, `${path}.${name}`)))
            .map(([name, field]) => [name, kept(field, `${path}.${name}`)]),
        )
      : value;
  return Object.fromEntries(
    Object.entries(facts)
      .filter(([name]) => roots.has(name))
      .map(([name, value]) => [name, kept(value, name)]),
  );
};
