import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import type { Stake } from '../../../analysis/impact/stakes.js';
import { discretionQuery } from './discretion-query.js';
import { chainPlace } from './record-rows.js';
import { effectColumn } from '../../../sql/columns/recorded-columns.js';
import { columnsOf, knownOfType, type Known } from '../../../sql/columns/typed-value.js';
import { Untranslatable } from '../../../sql/untranslatable.js';
import { nameOf, textOf, type Sql } from '../../../sql/values/sql-text.js';

/** What is compared of a decision. */
export interface Compared {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly stakes: readonly Stake[];
  /** SQL over a row, by which cohorts are told apart. */
  readonly cohorts: readonly Sql[];
  /** Chains in their order. */
  readonly chains: readonly string[];
}

/** A part of an amount that changes: of each stake two, since a change of currency takes one and gives another. */
export interface Move {
  readonly stake: Stake;
  /** Columns of the answer: the unit, the sign and sum of the change, the sign of what the customer gains in that unit, and the largest rows. */
  readonly unit: string;
  readonly sign: string;
  readonly sum: string;
  /** `null` where nobody said whose gain it is. */
  readonly gain: string | null;
  readonly largest: string | null;
}

/** A query that gives one row for all cases that are alike but for their amounts. */
export interface ComparisonQuery {
  /**
   * @param decided the query that decides, with the columns of the record handed through
   * @param sets the sets of fired rules by whose plans it does
   */
  readonly sql: (decided: Sql, sets: readonly bigint[]) => string;
  /** Which rows are the evaluator's: the query says so itself, what it does not look at may be taken otherwise, or discretion is limited to what is no money. */
  readonly isLeft: Sql;
  /** The column of the answer that lists where these rows stand: the place of each chain, and the sequence. */
  readonly left: string;
  readonly effects: readonly { readonly name: string; readonly same: string }[];
  readonly moves: readonly Move[];
}

const isBefore = `("decided.outcome" <> 'unresolved')`;
const isAfter = `("outcome" <> 'unresolved')`;
const largestOfGroup = 10;
const leftPlaces = 'left places';

/** Compares what was decided with what a query decides. Throws `Untranslatable` for effects whose values are not compared in SQL. */
export const comparisonQuery = ({ edition, ruleSet, stakes, cohorts, chains }: Compared): ComparisonQuery => {
  const atDiscretion = ruleSet.rules
    .filter(({ then }) => then.discretion !== null)
    .map(({ id }) => textOf(id));
  const discretion = discretionQuery(edition, ruleSet);
  const byEvaluator =
    discretion === null
      ? `"decided.discretion" IS NOT NULL OR list_has_any("rules", [${atDiscretion.join(', ')}])`
      : 'FALSE';
  const isLeft = `(refused IS NOT NULL OR "left" IS NOT NULL OR "to evaluate" OR ${byEvaluator})`;
  const sameDiscretion = (sets: readonly bigint[]): Sql =>
    discretion === null ? 'TRUE' : `("decided.discretion" IS NOT DISTINCT FROM ${discretion.text(sets)})`;
  const effects = [...ruleSet.effects].map(([name, { type }], at) => ({
    name,
    same: `same ${at}`,
    sql: sameEffect(name, knownOfType(type), edition),
  }));
  const moves = stakes.flatMap((stake, at) => movesOf(stake, at));
  const gains = moves.map((move) => ({
    ...move,
    gain: move.stake.customer === null ? null : `gain ${move.id}`,
  }));
  const gainOf = (unit: Sql): Sql =>
    moves
      .flatMap(({ stake, unitName, changeName }) =>
        stake.customer === null
          ? []
          : [
              `CASE WHEN ${nameOf(unitName)} = ${unit} THEN ${stake.customer === 'gains' ? '' : '-'}${nameOf(changeName)} ELSE 0 END`,
            ],
      )
      .join(' + ');
  const moved = [
    '*',
    `${isLeft} AS "is left"`,
    ...moves.flatMap(({ unitName, unitSql, changeName, changeSql }) => [
      `${unitSql} AS ${nameOf(unitName)}`,
      `${changeSql} AS ${nameOf(changeName)}`,
    ]),
  ];
  const gained = [
    '*',
    ...gains.flatMap(({ unitName, gain }) =>
      gain === null ? [] : [`${gainOf(nameOf(unitName))} AS ${nameOf(gain)}`],
    ),
  ];
  const place = `{'chain': ${chainPlace(chains)}, 'sequence': "decided.sequence"}`;
  const grouped = (sets: readonly bigint[]): readonly Sql[] => [
    '"is left"',
    `CASE WHEN "is left" THEN NULL ELSE "decided.outcome" END AS "before"`,
    `CASE WHEN "is left" THEN NULL ELSE "outcome" END AS "after"`,
    `CASE WHEN "is left" THEN NULL ELSE "decided.clauses" END AS "clauses before"`,
    // The clauses after follow from these rules: a number takes less to tell apart than a list of texts.
    `CASE WHEN "is left" THEN NULL ELSE "fired" END AS "fired"`,
    `CASE WHEN "is left" THEN NULL ELSE ${sameDiscretion(sets)} END AS "same discretion"`,
    ...effects.map(({ same, sql }) => `CASE WHEN "is left" THEN NULL ELSE ${sql} END AS ${nameOf(same)}`),
    ...cohorts.map((sql, at) => `CASE WHEN "is left" THEN NULL ELSE ${sql} END AS "cohort ${at}"`),
    ...gains.flatMap(({ id, unitName, changeName, gain }) => [
      `CASE WHEN "is left" OR ${nameOf(changeName)} = 0 THEN NULL ELSE ${nameOf(unitName)} END AS "unit of ${id}"`,
      `CASE WHEN "is left" THEN NULL ELSE sign(${nameOf(changeName)}) END AS "sign of ${id}"`,
      ...(gain === null
        ? []
        : [`CASE WHEN "is left" THEN NULL ELSE sign(${nameOf(gain)}) END AS "sign of ${gain}"`]),
    ]),
  ];
  const summed = [
    'count(*) AS "cases"',
    `list(${place}) FILTER (WHERE "is left") AS ${nameOf(leftPlaces)}`,
    'min("asOf") AS "earliest"',
    'max("asOf") AS "latest"',
    ...gains.flatMap(({ id, changeName, gain }) => [
      `sum(${nameOf(changeName)}) AS "sum of ${id}"`,
      ...(gain === null
        ? []
        : [
            `min({'size': -abs(${nameOf(gain)}), 'place': ${place}}, ${largestOfGroup}) FILTER (WHERE ${nameOf(gain)} <> 0 AND NOT "is left") AS "largest of ${id}"`,
          ]),
    ]),
  ];
  return {
    sql: (decided, sets) =>
      `SELECT ${[...grouped(sets), ...summed].join(',\n')}\nFROM (SELECT ${gained.join(', ')} FROM (SELECT ${moved.join(', ')} FROM (${decided}) AS decided)) GROUP BY ALL`,
    isLeft,
    left: leftPlaces,
    effects,
    moves: gains.map(({ stake, id, gain }) => ({
      stake,
      unit: `unit of ${id}`,
      sign: `sign of ${id}`,
      sum: `sum of ${id}`,
      gain: gain === null ? null : `sign of ${gain}`,
      largest: gain === null ? null : `largest of ${id}`,
    })),
  };
};

/** Whether an effect stays what it was; one that names the edition itself does, where each names its own. Throws `Untranslatable`. */
export const sameEffect = (name: string, known: Known, edition: Edition): Sql => {
  const { types } = columnsOf(effectColumn(name), known);
  const isEdition =
    known.kind === 'record' &&
    known.fields.length === 3 &&
    known.fields.every(([field]) => ['document', 'revision', 'digest'].includes(field));
  if (known.kind === 'record' && !known.isMoney && !isEdition)
    throw new Untranslatable(`the effect \`${name}\`, a record`);
  if (holdsDecimals(known)) throw new Untranslatable(`the effect \`${name}\`, of decimals`);
  const leaves = types.filter(([, type]) => !isEdition || type !== 'BOOLEAN');
  const pairs = leaves.map(([column]) => [nameOf(column), nameOf(column.slice('decided.'.length))] as const);
  const same = pairs.map(([before, after]) => `(${before} IS NOT DISTINCT FROM ${after})`).join(' AND ');
  const { document, revision, digest } = edition.identity;
  const own = nameOf(`effects.${name}`).slice(1, -1);
  const then = nameOf(effectColumn(name)).slice(1, -1);
  const names = isEdition
    ? ` OR ("${then}.document" = "decided.document" AND "${then}.revision" = "decided.revision" AND "${then}.digest" = "decided.release" AND "${own}.document" = ${textOf(document)} AND "${own}.revision" = ${textOf(revision)} AND "${own}.digest" = ${textOf(digest)})`
    : '';
  return `CASE WHEN ${isBefore} AND ${isAfter} THEN (${same})${names} ELSE ${isBefore} = ${isAfter} END`;
};

/** Whether a value has a part that no column holds exactly. */
export const holdsDecimals = (known: Known): boolean =>
  known.kind === 'list'
    ? holdsDecimals(known.of)
    : known.kind === 'record'
      ? known.fields.some(([, field]) => holdsDecimals(field))
      : known.of === 'number' || known.of === 'percent';

interface MoveParts {
  readonly stake: Stake;
  readonly id: string;
  readonly unitName: string;
  readonly unitSql: Sql;
  readonly changeName: string;
  readonly changeSql: Sql;
}

const movesOf = (stake: Stake, at: number): readonly MoveParts[] => {
  const [before, after] = [effectColumn(stake.effect), `effects.${stake.effect}`];
  const part = (id: string, unitSql: Sql, changeSql: Sql): MoveParts => ({
    ...{ stake, id, unitSql, changeSql },
    unitName: `moved unit ${id}`,
    changeName: `moved by ${id}`,
  });
  if (stake.unit !== null)
    return [
      part(`${at}`, textOf(stake.unit), `coalesce(${nameOf(after)}, 0) - coalesce(${nameOf(before)}, 0)`),
    ];
  const [then, now] = [nameOf(`${before}.currency`), nameOf(`${after}.currency`)];
  const [was, is] = [`coalesce(${nameOf(`${before}.minor`)}, 0)`, `coalesce(${nameOf(`${after}.minor`)}, 0)`];
  const differ = `coalesce(${then} <> ${now}, FALSE)`;
  return [
    part(
      `${at}`,
      `CASE WHEN ${differ} THEN ${then} ELSE coalesce(${now}, ${then}) END`,
      `CASE WHEN ${differ} THEN -${was} ELSE ${is} - ${was} END`,
    ),
    part(`${at} too`, `CASE WHEN ${differ} THEN ${now} END`, `CASE WHEN ${differ} THEN ${is} ELSE 0 END`),
  ];
};
