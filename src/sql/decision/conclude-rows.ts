import type { EffectDeclaration, Rule } from '../../edition/model/rule-set.js';
import { merges } from '../../language/merges.js';
import type { Dialect } from '../dialects/dialect.js';
import type { Translating } from '../expressions/translating.js';
import { kept } from '../facts/kept.js';
import type { GivenFacts } from '../facts/given-facts.js';
import { makeLayers, type Layers } from '../query/layers.js';
import { Untranslatable } from '../untranslatable.js';
import { nothing, present, scalarOf, type Column } from '../values/column.js';
import { same } from '../values/same.js';
import { and, choose, no, not, or, surely, textOf, type Sql } from '../values/sql-text.js';
import type { Reason, RowsFormula } from './decide-rows.js';
import { makeHold } from './held.js';
import { firstOf, mergedEffect, type Giver } from './merged.js';
import { bitsOf } from './plans.js';

/** Columns that the plan of a set of fired rules gives each row. */
export const planColumns = {
  fired: '"fired"',
  standing: '"standing"',
  outcome: '"planned outcome"',
  rules: '"planned rules"',
  clauses: '"planned clauses"',
  readings: '"planned readings"',
} as const;

/** Why a row's facts are refused by their schema. */
const schemaRefusal = '"facts refused"';

/** A decision of each row. */
export interface DecidedRows {
  readonly dialect: Dialect;
  /** After the plans are joined. */
  readonly layers: Layers;
  readonly given: GivenFacts;
  /** Why there is no decision; NULL where there is one. */
  readonly refused: Sql;
  /** Why the evaluator has to decide; NULL where SQL does. */
  readonly left: Sql;
  /** Whether one outcome stands, and the rules agree on all effects. */
  readonly isResolved: Sql;
  readonly effects: readonly (readonly [EffectDeclaration, Column])[];
  readonly discretion: { readonly upTo: Column; readonly recommended: Sql } | null;
}

/** From which rules stand, to effects and discretion, as `engine/conclude.ts` does. Throws `Untranslatable`. */
export const concludeRows = (rows: RowsFormula): DecidedRows => {
  const { ruleSet, dialect } = rows;
  for (const name of [
    'facts refused',
    'of set',
    ...Object.values(planColumns).map((one) => one.slice(1, -1)),
  ])
    rows.names.add(name);
  const layers = makeLayers(rows.names, dialect.limits.nameBytes);
  const bits = bitsOf(ruleSet);
  const standing = new Map(
    ruleSet.rules.map((rule) => [rule, dialect.hasBit(planColumns.standing, bits.get(rule) ?? 0n)]),
  );
  const stands = (rule: Rule): Sql => layers.share(`${rule.id} stands`, surely(standing.get(rule) ?? no));
  const reasons: Reason[] = [];
  const tell = (reason: Reason): void => {
    if (reason.when !== no) reasons.push(reason);
  };
  const here = (what: string): Translating => ({
    ...rows.translating(what, [], never),
    share: (sql) => layers.share(`${what}, in part`, sql),
  });
  let resolved = layers.share('rules agree', surely(`(${planColumns.outcome} <> 'unresolved')`));
  const agree = (about: string, disagreement: Sql): void => {
    if (disagreement !== no)
      resolved = layers.share(`rules agree on ${about}`, and(resolved, not(surely(disagreement))));
  };
  for (const rule of ruleSet.rules)
    for (const part of rule.then.because)
      if (typeof part !== 'string' && part.expression.kind !== 'read')
        rows.compute(part.expression, part.expression.type, part.name, {
          under: [stands(rule)],
          isOwed: false,
          tell,
        });
  const effects = [...ruleSet.effects.values()].map((declaration) => {
    const { name, type, merge } = declaration;
    const givers = ruleSet.rules.flatMap((rule): readonly (Giver & { readonly rule: Rule })[] => {
      const expression = rule.then.effects.get(name);
      if (expression === undefined) return [];
      const where = { under: [stands(rule), resolved], isOwed: true, tell };
      const value = rows.compute(expression, type, name, where);
      return [{ rule, stands: stands(rule), value: kept(`${name} of ${rule.id}`, value, rows) }];
    });
    const isByDefault = and(resolved, not(or(...givers.map((one) => one.stands))));
    const byDefault = kept(
      `${name} where none gives it`,
      rows.compute(declaration.default, type, name, { under: [isByDefault], isOwed: true, tell }),
      rows,
    );
    if (merge.kind === 'equal')
      agree(
        name,
        disagreement(givers, (one, other) => not(same(one.value, other.value, dialect))),
      );
    const merged = mergedEffect(givers, byDefault, declaration, here(name), (when) => {
      tell({ what: `out-of-range ${name} misfit`, when: and(resolved, when) });
    });
    const share = (sql: Sql): Sql => layers.share(`${name}, computed`, sql);
    const held = merges[merge.kind].adds ? makeHold(dialect, share)(merged, type, true) : undefined;
    if (held !== undefined)
      tell({ what: `out-of-range ${name} misfit`, when: and(resolved, surely(held.misfits)) });
    return [declaration, kept(`${name}, merged`, held?.value ?? merged, { layers })] as const;
  });
  const discretion = discretionOf(rows, { stands, resolved: () => resolved, agree, tell, layers });
  const { given, refusals, doubts } = rows.close();
  const isOpen = `(${planColumns.standing} IS NULL)`;
  const refused = layers.share(
    'why refused',
    `coalesce(${schemaRefusal}, ${why([...refusals, ...reasons])})`,
  );
  return {
    dialect,
    layers,
    given,
    refused,
    left: layers.share(
      'why left',
      why([...doubts, { what: 'no plan of the set of fired rules', when: isOpen }]),
    ),
    isResolved: resolved,
    effects,
    discretion,
  };
};

const never = (): never => {
  throw new Untranslatable('a merge that may fail');
};

/** The first reason that holds. */
export const why = (reasons: readonly Reason[]): Sql => {
  const parts = reasons.map(({ what, when }) => `WHEN ${when} THEN ${textOf(what)}`);
  return parts.length === 0 ? 'NULL' : `CASE\n      ${parts.join('\n      ')}\n    END`;
};

/** Whether two rules that stand differ. Rules of two outcomes disagree anyway. */
const disagreement = <Gives extends { readonly rule: Rule; readonly stands: Sql }>(
  givers: readonly Gives[],
  differ: (one: Gives, other: Gives) => Sql,
): Sql =>
  or(
    ...givers.flatMap((one, place) =>
      givers
        .slice(place + 1)
        .filter(
          ({ rule }) =>
            one.rule.then.outcome === rule.then.outcome &&
            !one.rule.overrides.includes(rule.id) &&
            !rule.overrides.includes(one.rule.id),
        )
        .map((other) => {
          const differs = differ(one, other);
          return differs === no ? no : and(one.stands, other.stands, differs);
        }),
    ),
  );

const discretionOf = (
  rows: RowsFormula,
  of: {
    readonly stands: (rule: Rule) => Sql;
    readonly resolved: () => Sql;
    readonly agree: (about: string, disagreement: Sql) => void;
    readonly tell: (reason: Reason) => void;
    readonly layers: Layers;
  },
): DecidedRows['discretion'] => {
  const { ruleSet, dialect } = rows;
  const { stands, tell, layers } = of;
  const givers = ruleSet.rules.flatMap((rule) => {
    const { discretion } = rule.then;
    if (discretion === null) return [];
    const { upTo, decider, recommended } = discretion;
    const where = { under: [stands(rule), of.resolved()], isOwed: true, tell };
    const limit = upTo === null ? nothing : rows.compute(upTo, upTo.type, 'upTo', where);
    const advice = rows.compute(recommended, recommended.type, 'recommended', { ...where, isOwed: false });
    return [
      {
        rule,
        stands: stands(rule),
        decider,
        value: kept(`upTo of ${rule.id}`, limit, rows),
        advice: kept(`recommended of ${rule.id}`, advice, rows),
      },
    ];
  });
  if (givers.length === 0) return null;
  of.agree(
    'discretion',
    disagreement(givers, (one, other) =>
      one.decider === other.decider ? not(same(one.value, other.value, dialect)) : 'TRUE',
    ),
  );
  const upTo = firstOf(givers);
  const advised = ruleSet.choices.reduce<Sql>(
    (weaker, choice) =>
      choose(
        or(
          ...givers.map((one) =>
            and(one.stands, present(one.advice), surely(`(${scalarOf(one.advice).sql} = ${textOf(choice)})`)),
          ),
        ),
        textOf(choice),
        weaker,
      ),
    'NULL',
  );
  return {
    upTo: kept('upTo, merged', upTo, { layers }),
    recommended: layers.share('recommended, merged', advised),
  };
};
