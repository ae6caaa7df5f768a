import type { Clause, ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import { clausesOfRows } from '../../engine/clauses-of-rows.js';
import type { Rule } from '../../edition/model/rule-set.js';
import type { Decision } from '../../engine/evaluation.js';
import { type InvalidClause, citationsOf } from '../../engine/severability.js';
import type { DecisionAnswer } from '../../wire/decision.js';

/**
 * The ids of the clauses that a decision rests on: those that the standing rules cite, as `clauses` of the answer has them; after them, where
 * rules dropped out, the clause that keeps the rest in force.
 */
export const citedOf = (
  edition: Edition,
  decision: Decision,
  invalid?: readonly InvalidClause[],
): readonly string[] => {
  const standing = standingOf(edition, decision);
  const cited = citedIn(edition, decision, standing, invalid);
  const cites = cited === standing.cited ? standing.cites : cited.map(({ clause }) => clause.id);
  const { severed } = decision;
  return severed === undefined || severed.rules.length === 0 || cites.includes(severed.clause)
    ? cites
    : [...cites, severed.clause];
};

/** The clauses that some rules of a decision and rows of its tables cite, with their words; what is held invalid is left out. */
export const citedRules = (
  edition: Edition,
  decision: string,
  { rules, tables }: { readonly rules: readonly string[]; readonly tables: NonNullable<Decision['tables']> },
  invalid: readonly InvalidClause[] = [],
): readonly Omit<DecisionAnswer['clauses'][number], 'because'>[] => {
  const standing = edition.decisions.get(decision)?.rules.filter(({ id }) => rules.includes(id)) ?? [];
  const cited = citing(edition, standing, citationsOf(edition, invalid));
  return withRows(edition, { decision, standing: rules, tables }, cited, invalid).map(
    ({ clause, rule, of }) => ({
      id: clause.id,
      rule: rule.id,
      text: clause.words,
      ...(of === undefined ? {} : { table: of.table, row: of.row }),
    }),
  );
};

/** What a decision cites: its standing rules, without the clauses that are not in force, and the rows of its tables. */
export const citedIn = (
  edition: Edition,
  decision: Decision,
  { cited }: Standing,
  invalid?: readonly InvalidClause[],
): readonly Cited[] =>
  withRows(edition, decision, invalid === undefined ? cited : citedWithout(edition, cited, invalid), invalid);

/** A clause that a rule cites, or that a row of a table does which the rule reads. */
interface Cited {
  readonly clause: Clause;
  readonly rule: Rule;
  readonly of?: { readonly table: string; readonly row: number };
}

/** What is cited, with the clauses of the rows that apply: each where no standing rule cites it already. */
const withRows = (
  edition: Edition,
  decision: Pick<Decision, 'decision' | 'standing' | 'tables'>,
  cited: readonly Cited[],
  invalid: readonly InvalidClause[] = [],
): readonly Cited[] => {
  if (decision.tables === undefined) return cited;
  const ofRows = clausesOfRows(edition, decision, invalid).flatMap(({ rule, clause: id, table, row }) => {
    const clause = edition.contract.clauses.get(id);
    return clause === undefined || cited.some((one) => one.clause === clause && one.rule === rule)
      ? []
      : [{ clause, rule, of: { table, row } }];
  });
  return ofRows.length === 0 ? cited : inContractOrder([...cited, ...ofRows]);
};

const inContractOrder = (cited: readonly Cited[]): readonly Cited[] =>
  cited.toSorted((a, b) => a.clause.ordinal - b.clause.ordinal);

/** What an answer says by its standing rules alone. */
interface Standing {
  /** Names of the decision's effects, as they are declared. */
  readonly effects: readonly string[];
  /** Each clause of each standing rule, in the contract's order; for one clause, in the order of the rules. */
  readonly cited: readonly Cited[];
  readonly cites: readonly string[];
  readonly overridden: DecisionAnswer['overridden'];
}

/** What is cited without the clauses that are not in force. A rule that then cites none rests on the clause that keeps it in force. */
const citedWithout = (
  edition: Edition,
  cited: Standing['cited'],
  invalid: readonly InvalidClause[],
): Standing['cited'] => {
  const citations = citationsOf(edition, invalid);
  return citing(edition, [...new Set(cited.map(({ rule }) => rule))], citations);
};

/** Each clause by which rules are cited, in the contract's order; for one clause, in the order of the rules. */
const citing = (
  { contract }: Edition,
  rules: readonly Rule[],
  citations: (rule: Rule) => readonly ClauseId[],
): Standing['cited'] =>
  inContractOrder(
    rules
      .flatMap((rule) => citations(rule).flatMap((id) => ({ clause: contract.clauses.get(id), rule })))
      .flatMap(({ clause, rule }) => (clause === undefined ? [] : [{ clause, rule }])),
  );

/** Decisions share a list of standing rules where an evaluator made it once and froze it; of others nothing is kept. */
const known = new WeakMap<Decision['standing'], Known>();

interface Known {
  readonly edition: Edition;
  readonly of: Decision['overridden'];
  readonly standing: Standing;
}

/** What a decision's standing rules say, kept where their list is frozen. */
export const standingOf = (edition: Edition, decision: Decision): Standing => {
  const here = known.get(decision.standing);
  if (here?.of === decision.overridden && here.edition === edition) return here.standing;
  const standing = findStanding(edition, decision);
  if (Object.isFrozen(decision.standing) && Object.isFrozen(decision.overridden))
    known.set(decision.standing, { edition, of: decision.overridden, standing });
  return standing;
};

const findStanding = (edition: Edition, decision: Decision): Standing => {
  const ruleSet = edition.decisions.get(decision.decision);
  const rules = ruleSet?.rules ?? [];
  const clausesOf = new Map(rules.map(({ id, clauses }) => [id, clauses]));
  const standing = rules.filter(({ id }) => decision.standing.includes(id));
  const cited = citing(edition, standing, ({ clauses }) => clauses);
  return {
    effects: [...(ruleSet?.effects.keys() ?? [])],
    cited,
    cites: cited.map(({ clause }) => clause.id),
    overridden: decision.overridden.map(({ rule, by }) => ({ rule, clauses: clausesOf.get(rule) ?? [], by })),
  };
};
