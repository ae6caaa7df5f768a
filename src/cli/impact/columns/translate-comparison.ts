import { isDeepStrictEqual } from 'node:util';
import { within } from '../../../analysis/impact/map-counts.js';
import { stakesOf } from '../../../analysis/impact/stakes.js';
import type { ClauseId } from '../../../contract/contract.js';
import type { Edition } from '../../../edition/model/edition.js';
import { compileToSql, type SqlDecision } from '../../../sql/compile-to-sql.js';
import { effectColumn, type ColumnType } from '../../../sql/columns/recorded-columns.js';
import { columnsOf, knownOfType } from '../../../sql/columns/typed-value.js';
import { planOf } from '../../../sql/decision/plans.js';
import { dialects } from '../../../sql/dialects/dialects.js';
import { Untranslatable } from '../../../sql/untranslatable.js';
import { nameOf, textOf, type Sql } from '../../../sql/values/sql-text.js';
import { CouldNot } from '../../shell/command.js';
import { cohortColumn } from './cohort-columns.js';
import { comparisonQuery, type ComparisonQuery } from './comparison-query.js';
import { personalFactRead, unseenFacts, type UnseenFact } from './unseen-facts.js';
import type { ColumnsWeighing } from './columns-weighing.js';

/** How a decision is compared in SQL. */
interface Translated {
  readonly sql: SqlDecision;
  readonly query: ComparisonQuery;
  /** The clauses that the decision cites when these rules fired. */
  readonly clausesOf: (fired: bigint) => readonly ClauseId[];
  /** Facts that rows of a release may give and the query does not look at. */
  readonly unseen: readonly UnseenFact[];
  /** Whether a row is the evaluator's, whatever the query says of it. @param columns those of the rows */
  readonly toEvaluate: (columns: readonly string[]) => Sql;
}

/** The queries of a decision, or why it has none. Throws {@link CouldNot} where it reads what the export left out. */
export const translateComparison = (
  { edition, plan, chains }: Pick<ColumnsWeighing, 'edition' | 'plan' | 'chains'>,
  decision: string,
  releases: ReadonlyMap<string, Edition | undefined>,
  isLeftOut: boolean,
): Translated | string => {
  const ruleSet = edition.decisions.get(decision);
  if (ruleSet === undefined) return 'there is no such decision';
  const needsPersonal = (fact: string): CouldNot => personalLeftOut(decision, fact);
  const read = isLeftOut ? personalFactRead(edition, ruleSet) : undefined;
  if (read !== undefined) throw needsPersonal(read);
  const aside: Sql[] = ['"decided.invalid" IS NOT NULL'];
  const unseenOf: (readonly [isRelease: Sql, unseen: readonly UnseenFact[]])[] = [];
  for (const [digest, from] of releases) {
    const of = from?.decisions.get(decision);
    const isRelease = `"decided.release" = ${textOf(digest)}`;
    if (from === undefined || of === undefined || !hasSameEffects(of.effects, ruleSet.effects)) {
      aside.push(isRelease);
      continue;
    }
    const unseen = unseenFacts(from, edition, ruleSet);
    const personal = isLeftOut ? unseen.find((one) => one.isPersonal) : undefined;
    if (personal !== undefined) throw needsPersonal(personal.path.join('.'));
    unseenOf.push([isRelease, unseen]);
  }
  try {
    const stakes = stakesOf(edition, plan.sides).get(decision) ?? [];
    const cohorts = [
      cohortColumn(edition, undefined),
      ...plan.cohorts.map((fact) => cohortColumn(edition, fact)),
    ];
    const clauses = new Map<bigint, readonly ClauseId[]>();
    return {
      clausesOf: (fired) => within(clauses, fired, () => planOf(edition, ruleSet, fired).clauses),
      sql: compileToSql(edition, ruleSet, dialects.duckdb),
      query: comparisonQuery({ ...{ edition, ruleSet, stakes, cohorts }, chains }),
      unseen: unseenOf.flatMap(([, unseen]) => unseen),
      toEvaluate: (columns) => {
        const given = unseenOf.flatMap(([isRelease, unseen]): readonly Sql[] => {
          const any = new Set(unseen.flatMap((one) => isGiven(one, columns)));
          return any.size === 0 ? [] : [`(${isRelease} AND (${[...any].join(' OR ')}))`];
        });
        return `(${[...aside, ...given].join(' OR ')})`;
      },
    };
  } catch (error) {
    if (error instanceof Untranslatable) return `SQL can't say exactly ${error.message}`;
    throw error;
  }
};

/** That a decision reads what an export left out. */
export const personalLeftOut = (decision: string, fact: string): CouldNot =>
  new CouldNot(
    `personal-left-out: \`${decision}\` can't be decided again without the personal values of \`${fact}\`, which the export left out. Export with \`--with-personal\`, or take \`--data\` or \`--store\`.`,
  );

/** Whether two editions' effects are written into the same columns. */
export const hasSameEffects = (
  one: ReadonlyMap<string, { readonly type: Parameters<typeof knownOfType>[0] }>,
  other: typeof one,
): boolean =>
  one.size === other.size &&
  [...one].every(([name, { type }]) => {
    const there = other.get(name);
    return there !== undefined && isDeepStrictEqual(knownOfType(type), knownOfType(there.type));
  });

/** What holds where a row gives a fact: one of its columns has a value, of whatever type, or its JSON has it. A fact without a column is given by no row. */
const isGiven = ({ path, mayHaveNoColumn }: UnseenFact, columns: readonly string[]): readonly Sql[] => {
  const name = path.join('.');
  const own = columns.filter(
    (one) => one === name || one.startsWith(`${name}.`) || one.startsWith(`${name}:`),
  );
  const member = `"${path.at(-1) ?? ''}":`;
  return [
    ...own.map((one) => `(${nameOf(one)} IS NOT NULL)`),
    // Few texts have the name at all: the others are not parsed.
    ...(mayHaveNoColumn
      ? [
          `(CASE WHEN contains("decided.facts", ${textOf(member)}) THEN json_extract("decided.facts", ${textOf(`/${path.join('/')}`)}) IS NOT NULL ELSE FALSE END)`,
        ]
      : []),
  ];
};

/** The columns of what a decision's effects were. */
export const effectColumns = (edition: Edition, decision: string): readonly ColumnType[] =>
  [...(edition.decisions.get(decision)?.effects ?? [])].flatMap(
    ([name, { type }]) => columnsOf(effectColumn(name), knownOfType(type)).types,
  );
