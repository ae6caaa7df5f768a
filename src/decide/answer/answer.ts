import type { Clause } from '../../contract/contract.js';
import type { Edition, EditionIdentity, Rule, RuleSet } from '../../edition/model/edition.js';
import { tellGoverning, type GoverningBasis, type ToldGoverning } from '../../edition/model/governing.js';
import type { Decision, Discretion } from '../../engine/evaluation.js';
import type { Severed } from '../../engine/severability.js';
import { fieldOf } from '../../engine/fact-values.js';
import { becauseOf } from '../../engine/tell.js';
import { formatInstant } from '../../language/instants.js';
import type { Value } from '../../language/types/types.js';

/** What was decided for whom, when, under which release: recorded, or only tried where `id` is `null`. */
export interface Decided {
  readonly id: string | null;
  /** Ids of the decisions that were asked for together with it; left out where it was asked for alone. */
  readonly with?: readonly string[];
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** Epoch milliseconds. */
  readonly decidedAt: number;
  readonly subject: string | null;
  readonly decision: Decision;
  /** Readings that were taken as they rejected; left out where none was. */
  readonly rejected?: readonly string[];
  /** Why the edition governed; `null` where its document does not say. */
  readonly governing: GoverningBasis | null;
}

/** A clause that a standing rule rests on. */
export interface CitedClause {
  readonly id: string;
  readonly rule: string;
  /** The clause's words, verbatim. */
  readonly text: string;
  /** The rule's reason, with the values of this case. */
  readonly because: string;
}

/** A decision as it is answered: outcome, effects, and the words that it rests on. */
export interface DecisionAnswer {
  /** Of a recorded decision. */
  readonly id?: string;
  /** Of a preview. */
  readonly recorded?: false;
  /** Ids of the decisions that were asked for together with it. */
  readonly with?: readonly string[];
  readonly decision: string;
  /** RFC 3339. */
  readonly asOf: string;
  readonly outcome: string;
  readonly effects: Decision['effects'];
  readonly discretion: Decision['discretion'];
  /** One entry for each standing rule and clause of it, in the contract's order. */
  readonly clauses: readonly CitedClause[];
  readonly overridden: readonly {
    readonly rule: string;
    readonly clauses: readonly string[];
    readonly by: string;
  }[];
  readonly readings: readonly string[];
  readonly assumed: Decision['assumed'];
  /** Of a preview: readings that were taken as they rejected. */
  readonly rejected?: readonly string[];
  /** What dropped out because clauses are invalid; left out where the request names none. */
  readonly severed?: SeveredAnswer;
  /** Of an unresolved decision: the rules that disagree, empty for a gap. */
  readonly conflict?: readonly string[];
  readonly edition: EditionIdentity;
  /** Why this edition; left out where its document does not say. */
  readonly governing?: ToldGoverning;
  readonly subject: string | null;
  /** RFC 3339. */
  readonly decidedAt: string;
}

/**
 * Tells a decision in the words of the edition that decided it; nothing is evaluated again. The same decision gives the same bytes,
 * also once it was read back from a record, which does not keep the order of fields.
 */
export const answerOf = (edition: Edition, decided: Decided): DecisionAnswer => {
  const { id, decision, subject } = decided;
  const ruleSet = edition.decisions.get(decision.decision);
  const rules = new Map(ruleSet?.rules.map((rule) => [rule.id, rule]));
  return {
    ...(id === null ? { recorded: false } : { id }),
    ...(decided.with === undefined ? {} : { with: decided.with }),
    decision: decision.decision,
    asOf: formatInstant(decided.asOf),
    outcome: decision.outcome,
    effects: Object.fromEntries(
      [...(ruleSet?.effects.keys() ?? [])].flatMap((name) => {
        const value = decision.effects[name];
        return value === undefined ? [] : [[name, inOrder(value)]];
      }),
    ),
    discretion: decision.discretion === null ? null : discretionInOrder(decision.discretion),
    clauses: citedClauses(edition, decision),
    overridden: decision.overridden.map(({ rule, by }) => ({
      rule,
      clauses: rules.get(rule)?.clauses ?? [],
      by,
    })),
    readings: decision.readings,
    assumed: decision.assumed.map(({ fact, value }) => ({ fact, value: inOrder(value) })),
    ...(decided.rejected === undefined ? {} : { rejected: decided.rejected }),
    ...(decision.severed === undefined ? {} : { severed: severedAnswer(edition, decision.severed) }),
    ...(decision.conflict === null ? {} : { conflict: decision.conflict }),
    edition: edition.identity,
    ...(decided.governing === null ? {} : { governing: tellGoverning(decided.governing) }),
    subject,
    decidedAt: formatInstant(decided.decidedAt),
  };
};

/** What dropped out of a decision because clauses are invalid, and the words of the clause that keeps the rest in force. */
export interface SeveredAnswer {
  readonly clause: { readonly id: string; readonly text: string };
  readonly rules: Severed['rules'];
}

/** Tells what dropped out. Members stand in this order, also of what was read back from a record. */
export const severedAnswer = ({ contract }: Edition, { clause, rules }: Severed): SeveredAnswer => ({
  clause: { id: clause, text: contract.clauses.get(clause)?.words ?? '' },
  rules: rules.map(({ rule, clauses }) => ({
    rule,
    clauses: clauses.map(({ clause: id, authority }) => ({ clause: id, authority })),
  })),
});

const citedClauses = (edition: Edition, decision: Decision): readonly CitedClause[] => {
  const ruleSet = edition.decisions.get(decision.decision);
  if (ruleSet === undefined) return [];
  return citationsOf(edition, ruleSet, decision.standing).map(({ clause, rule }) => ({
    id: clause.id,
    rule: rule.id,
    text: clause.words,
    because: becauseOf(rule, decision.values),
  }));
};

/** Each clause of each standing rule, in the contract's order; for one clause, in the order of the rules. */
export const citationsOf = (
  { contract }: Edition,
  ruleSet: RuleSet,
  standing: readonly string[],
): readonly { readonly clause: Clause; readonly rule: Rule }[] =>
  ruleSet.rules
    .filter(({ id }) => standing.includes(id))
    .flatMap((rule) => rule.clauses.flatMap((id) => ({ clause: contract.clauses.get(id), rule })))
    .flatMap(({ clause, rule }) => (clause === undefined ? [] : [{ clause, rule }]))
    .sort((a, b) => a.clause.ordinal - b.clause.ordinal);

/** The members of a discretion, in the order in which they are told. */
export const discretionInOrder = ({
  decider,
  choices,
  recommended,
  upTo,
  policy,
}: Discretion): Discretion => ({
  decider,
  choices,
  recommended,
  ...(upTo === undefined ? {} : { upTo: inOrder(upTo) }),
  policy,
});

/** A value as it is told: money as amount and currency, any other record by its fields' names. */
export const inOrder = (value: Value): Value => {
  if (Array.isArray(value)) return value.map((item: Value) => inOrder(item));
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  if (names.join() === 'currency,minor') names.reverse();
  return Object.fromEntries(names.map((name) => [name, inOrder(fieldOf(value, [name]))]));
};
