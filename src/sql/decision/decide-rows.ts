import type { Edition } from '../../edition/model/edition.js';
import { overlapping } from '../../edition/names/dotted-names.js';
import { invalidClausesName } from '../../edition/model/invalid-clauses.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import { mayMisfit } from '../../engine/facts/out-of-range.js';
import { isLastResort } from '../../engine/severability.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import type { Dialect } from '../dialects/dialect.js';
import { translate } from '../expressions/translate.js';
import type { Translating } from '../expressions/translating.js';
import { completeFacts } from '../facts/complete-facts.js';
import { factsOf } from '../facts/facts-of.js';
import { makeFactReader, type GivenFacts } from '../facts/given-facts.js';
import { kept } from '../facts/kept.js';
import { makeLayers, type Layers } from '../query/layers.js';
import { Untranslatable } from '../untranslatable.js';
import { boundsOfType } from '../values/bounds.js';
import { either, fieldsOf, nothing, whole, type Column } from '../values/column.js';
import { literalOf } from '../values/one-value.js';
import { and, choose, no, not, surely, type Sql } from '../values/sql-text.js';
import { comparisonSql, conditionSql } from './conditions.js';
import { makeHold } from './held.js';

/** Why a row is refused, or left to the evaluator, and when. */
export interface Reason {
  readonly what: string;
  readonly when: Sql;
}

/** The part of a decision before precedence, for each row of a relation of facts. */
export interface RowsFormula {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly dialect: Dialect;
  readonly layers: Layers;
  /** The names of all columns, in small letters. */
  readonly names: Set<string>;
  readonly fires: ReadonlyMap<Rule, Sql>;
  /** Each comparison of the rules. */
  readonly bits: readonly { readonly sql: Sql; readonly about: string }[];
  /** What an expression comes to, held to a type; what can't be computed is told where it is asked for. */
  readonly compute: (expression: TypedExpression, type: Type, what: string, where: Where) => Column;
  readonly translating: (what: string, under: readonly Sql[], fails: (when: Sql) => void) => Translating;
  /** What is read and what is wrong, once all is asked for that is to be said: the last thing to be done. */
  readonly close: () => Closed;
}

/** Where something is computed at all. */
export interface Where {
  readonly under: readonly Sql[];
  /** True where money may not be negative. */
  readonly isOwed: boolean;
  readonly tell: (reason: Reason) => void;
}

/** What is known once all is asked for. */
export interface Closed {
  /** What is read, `asOf` first. */
  readonly given: GivenFacts;
  /** Why facts that a schema takes are refused, in the order in which that counts: of several the first is why. */
  readonly refusals: readonly Reason[];
  /** Rows of which SQL can't say for certain what the evaluators come to. */
  readonly doubts: readonly Reason[];
}

/** Translates the facts, definitions and conditions of a decision. Throws `Untranslatable`, with what it was that can't be said. */
export const decideRows = (edition: Edition, ruleSet: RuleSet, dialect: Dialect): RowsFormula => {
  const names = new Set<string>();
  const layers = makeLayers(names, dialect.limits.nameBytes);
  const instant: Type = { kind: 'instant' };
  const asOf = whole(layers.given('asOf'), boundsOfType(instant));
  const isAsOf = `(${asOf.sql} BETWEEN ${boundsOfType(instant).join(' AND ')})`;
  const own = factsOf(edition, ruleSet);
  const reader = makeFactReader(
    dialect,
    (path) => own.paths.some((one) => overlapping(one, path)),
    layers.given,
  );
  const refusals: Record<'computing' | 'constraint' | 'definition', Reason[]> = {
    computing: [],
    constraint: [],
    definition: [],
  };
  const doubts: Reason[] = [];
  let variables = 0;
  // No item of a list is called as something else that a query reads.
  let stem = 'x';
  const others = [...edition.facts.keys(), ...ruleSet.definitions.map(({ term }) => term)];
  while (others.some((name) => name.toLowerCase().startsWith(stem))) stem += 'x';
  const translating: RowsFormula['translating'] = (what, under, fails) => ({
    dialect,
    read,
    variables: new Map(),
    under,
    fails,
    doubts: (when) => {
      if (when !== no) doubts.push({ what, when });
    },
    share: (sql) => layers.share(`${what}, in part`, sql),
    variable: () => `${stem}${(variables += 1)}`,
  });
  const hold = (what: string): ReturnType<typeof makeHold> =>
    makeHold(dialect, (sql) => layers.share(`${what}, computed`, sql));
  const named = new Map<string, Column>();
  const known = (root: string, fields: readonly string[]): Column => {
    if (root === 'asOf') return asOf;
    if (root === invalidClausesName) return literalOf([], { kind: 'list', of: { kind: 'text' } }, dialect);
    if (root === 'edition')
      return fieldsOf(literalOf({ ...edition.identity }, { kind: 'null' }, dialect), fields);
    const value = named.get(root);
    if (value === undefined) throw new Untranslatable(`\`${root}\``);
    return fieldsOf(value, fields);
  };
  const facts = completeFacts({
    edition,
    ruleSet,
    dialect,
    own: own.roots,
    reader,
    layers,
    held: (value, type, isOwed) => hold('default')(value, type, isOwed),
    known,
    translating,
    refuses: (when, what, condition) => {
      if (condition !== no) refusals[when].push({ what, when: condition });
    },
  });
  const read = (root: string, fields: readonly string[]): Column =>
    edition.facts.has(root) ? fieldsOf(facts.fact(root), fields) : known(root, fields);
  const saying = <Result>(what: string, make: () => Result): Result => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Untranslatable) || error.message.includes(' in `')) throw error;
      throw new Untranslatable(`${error.message} in \`${what}\``, { cause: error });
    }
  };
  const compute: RowsFormula['compute'] = (expression, type, what, { under, isOwed, tell }) =>
    saying(what, () => {
      const value = translate(
        expression,
        translating(what, under, (when) => {
          tell({ what: `out-of-range ${what} undefined`, when });
        }),
      );
      if (!mayMisfit(expression, type, isOwed)) return value;
      const held = hold(what)(value, type, isOwed);
      tell({ what: `out-of-range ${what} misfit`, when: and(...under, held.misfits) });
      return held.value;
    });

  for (const [name, value] of figuresAt(asOf.sql, ruleSet, dialect))
    named.set(name, kept(name, value, { layers }));
  for (const { term, is, clauses } of ruleSet.definitions) {
    const value = compute(is, is.type, term, {
      under: [],
      isOwed: false,
      tell: (reason) => {
        if (reason.when !== no) refusals.definition.push(reason);
      },
    });
    named.set(term, kept(term, value, { layers }, `${clauses.join(', ')}: ${term}`));
  }
  const bits = new Map<string, { readonly sql: Sql; readonly about: string }>();
  const fires = new Map(
    ruleSet.rules.map((rule): [Rule, Sql] => [
      rule,
      isLastResort(rule)
        ? no
        : conditionSql(rule.when, (comparison) => {
            const { name, operator, right } = comparison;
            const about = `${name} ${operator} ${right.kind === 'fact' ? right.name : JSON.stringify(right.value)}`;
            const made = bits.get(about);
            if (made !== undefined) return made.sql;
            const whole = saying(name, () =>
              comparisonSql(comparison, (part) => translate(part, translating(name, [], never)), dialect),
            );
            const sql = layers.share(`if ${bits.size + 1}`, whole, about);
            bits.set(about, { sql, about });
            return sql;
          }),
    ]),
  );
  return {
    edition,
    ruleSet,
    dialect,
    layers,
    names,
    fires,
    bits: [...bits.values()],
    compute,
    translating,
    close: () => {
      facts.close();
      const { computing, constraint, definition } = refusals;
      const { columns, presences, wrong } = reader.given();
      return {
        given: {
          columns: [{ name: 'asOf', type: instant, taken: choose(isAsOf, asOf.sql, 'NULL') }, ...columns],
          presences,
          wrong: [{ what: 'missing-asOf', when: not(surely(isAsOf)) }, ...wrong],
        },
        refusals: [...computing, ...constraint, ...definition],
        doubts,
      };
    },
  };
};

const never = (): never => {
  throw new Untranslatable('a condition that may fail');
};

/** The figures in force at each row's instant, and since when they are. */
const figuresAt = (asOf: Sql, { parameters }: RuleSet, dialect: Dialect): ReadonlyMap<string, Column> => {
  const figures = new Map<string, Column>();
  for (const { name, type, values } of parameters) {
    const inForce = (of: (dated: (typeof values)[number]) => Column): Column => {
      const [first, ...later] = values.map((dated) => ({ from: dated.from, value: of(dated) }));
      return later.reduce<Column>(
        (before, { from, value }) => either(`(${asOf} >= ${from})`, value, before),
        first?.value ?? nothing,
      );
    };
    figures.set(
      name,
      inForce(({ value }) => literalOf(value, type, dialect)),
    );
    figures.set(
      `${name}.since`,
      inForce(({ from }) => whole(String(from), [BigInt(from), BigInt(from)])),
    );
  }
  return figures;
};
