import type { Edition } from '../../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../../edition/model/rule-set.js';
import { openChoices } from '../../../engine/conclude.js';
import { effectColumn } from '../../../sql/columns/recorded-columns.js';
import { columnsOf, knownOfType, type Known } from '../../../sql/columns/typed-value.js';
import { planOf } from '../../../sql/decision/plans.js';
import { nameOf, textOf, type Sql } from '../../../sql/values/sql-text.js';
import { holdsDecimals, sameEffect } from '../../impact/columns/comparison-query.js';

/**
 * What a query says of a recorded decision: `same`, it comes out again; `differs`, it does not; `left`, the evaluator has to tell.
 * As SQL over a row that has what was recorded and what the query decides. Throws `Untranslatable` for effects that are not compared in SQL.
 */
export const verdictOf = (edition: Edition, ruleSet: RuleSet, sets: readonly bigint[]): Sql => {
  const effects = [...ruleSet.effects].map(([name, { type }]) => {
    const leaves = leavesOf(name, knownOfType(type));
    return leaves === null
      ? { same: sameEffect(name, knownOfType(type), edition), isUnsure: 'FALSE' }
      : sameLeaves(leaves);
  });
  const same = [
    ...['outcome', 'rules', 'readings'].map((name) => `"decided.${name}" IS NOT DISTINCT FROM "${name}"`),
    ...effects.map((effect) => effect.same),
  ].join(' AND ');
  const isLeft = [
    ...['refused IS NOT NULL', '"left" IS NOT NULL', '"decided.invalid" IS NOT NULL'],
    ...effects.map(({ isUnsure }) => isUnsure),
  ].join(' OR ');
  return `CASE WHEN ${isLeft} THEN 'left' WHEN NOT coalesce(${same}, FALSE) THEN 'differs' WHEN ${isSameDiscretion(edition, ruleSet, sets)} THEN 'same' ELSE 'left' END`;
};

/** The columns of an effect that is a record of plain values; `null` of any other, and of one that names editions or holds decimals. */
const leavesOf = (name: string, known: Known): readonly string[] | null => {
  if (known.kind !== 'record' || known.isMoney || known.fields.some(([field]) => field === 'digest'))
    return null;
  const { types } = columnsOf(effectColumn(name), known);
  const values = types.filter(([, type]) => type !== 'BOOLEAN').map(([column]) => column);
  const isPlain =
    types.every(([, type]) => ['BOOLEAN', 'BIGINT', 'VARCHAR'].includes(type)) && !holdsDecimals(known);
  return isPlain && values.length > 0 ? values : null;
};

/** Where all columns of a record are absent, it may be there all the same. */
const sameLeaves = (leaves: readonly string[]): { readonly same: Sql; readonly isUnsure: Sql } => {
  const pairs = leaves.map((column) => [nameOf(column), nameOf(column.slice('decided.'.length))] as const);
  const none = (side: 0 | 1): Sql => pairs.map((pair) => `${pair[side]} IS NULL`).join(' AND ');
  return {
    same: pairs.map(([before, after]) => `${before} IS NOT DISTINCT FROM ${after}`).join(' AND '),
    isUnsure: `("decided.outcome" <> 'unresolved' AND ((${none(0)}) OR (${none(1)})))`,
  };
};

/** FALSE where SQL can't tell. */
const isSameDiscretion = (edition: Edition, ruleSet: RuleSet, sets: readonly bigint[]): Sql => {
  const givers = ruleSet.rules.filter(({ then }) => then.discretion !== null);
  if (givers.length === 0) return '"decided.discretion" IS NULL';
  const byId = new Map(ruleSet.rules.map((rule) => [rule.id, rule]));
  const open = sets.flatMap((fired): readonly Sql[] => {
    const standing = planOf(edition, ruleSet, fired).rules.flatMap((id) => byId.get(id) ?? []);
    const choices = openChoices(ruleSet, standing);
    return choices === null
      ? []
      : [
          `WHEN "fired" = ${fired} THEN ${textOf(JSON.stringify([choices.choices, choices.decider, choices.policy]))}`,
        ];
  });
  const planned = `CASE WHEN "outcome" = 'unresolved' THEN NULL ${open.join(' ')} ELSE NULL END`;
  const recorded = (path: string): Sql => `json_extract_string("decided.discretion", '$.${path}')`;
  const recordedJson = (path: string): Sql =>
    `CAST(json_extract("decided.discretion", '$.${path}') AS VARCHAR)`;
  const same = [
    `'[' || ${recordedJson('choices')} || ',' || ${recordedJson('decider')} || ',' || ${recordedJson('policy')} || ']' = ${planned}`,
    `${recorded('recommended')} = "discretion.recommended"`,
    `${recorded('upTo.minor')} IS NOT DISTINCT FROM CAST("discretion.upTo.minor" AS VARCHAR)`,
    `${recorded('upTo.currency')} IS NOT DISTINCT FROM "discretion.upTo.currency"`,
    // What is no money is no column of the query.
    ...(givers.every(hasMoney) ? [] : ['FALSE']),
  ].join(' AND ');
  return open.length === 0
    ? '"decided.discretion" IS NULL'
    : `CASE WHEN (${planned}) IS NULL THEN "decided.discretion" IS NULL ELSE coalesce(${same}, FALSE) END`;
};

const hasMoney = ({ then: { discretion } }: Rule): boolean => {
  const type = discretion?.upTo?.type;
  return type === undefined || (type.kind === 'record' && type.name === 'money');
};
