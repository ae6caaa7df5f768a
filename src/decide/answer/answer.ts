import type { Clause } from '../../contract/contract.js';
import type { Edition, EditionIdentity, Rule } from '../../edition/model/edition.js';
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
 * Tells a decision in the words of the edition that decided it; nothing is evaluated again. The same decision gives the same JSON, also
 * once it was read back from a record, which does not keep the order of fields.
 */
export const answerOf = (edition: Edition, decided: Decided): DecisionAnswer => {
  const { id, decision, subject, governing } = decided;
  const { effects, cited, overridden } = standingOf(edition, decision);
  return {
    ...(id === null ? { recorded: false } : { id }),
    ...(decided.with === undefined ? {} : { with: decided.with }),
    decision: decision.decision,
    asOf: formatInstant(decided.asOf),
    outcome: decision.outcome,
    effects: effectsInOrder(effects, decision.effects),
    discretion: decision.discretion === null ? null : discretionInOrder(decision.discretion),
    clauses: cited.map(({ clause, rule }) => ({
      id: clause.id,
      rule: rule.id,
      text: clause.words,
      because: becauseOf(rule, decision.values),
    })),
    overridden,
    readings: decision.readings,
    assumed: decision.assumed.map(({ fact, value }) => ({ fact, value: inOrder(value) })),
    ...(decided.rejected === undefined ? {} : { rejected: decided.rejected }),
    ...(decision.severed === undefined ? {} : { severed: severedAnswer(edition, decision.severed) }),
    ...(decision.conflict === null ? {} : { conflict: decision.conflict }),
    edition: edition.identity,
    ...(governing === null ? {} : { governing: tellGoverning(governing) }),
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

/** The ids of the clauses that the standing rules cite, as `clauses` of the answer has them; and of the one by which others dropped out. */
export const citedOf = (edition: Edition, decision: Decision): readonly string[] => {
  const { cites } = standingOf(edition, decision);
  const { severed } = decision;
  return severed === undefined || severed.rules.length === 0 ? cites : [...cites, severed.clause];
};

/** What an answer says by its standing rules alone. */
interface Standing {
  /** Names of the decision's effects, as they are declared. */
  readonly effects: readonly string[];
  /** Each clause of each standing rule, in the contract's order; for one clause, in the order of the rules. */
  readonly cited: readonly { readonly clause: Clause; readonly rule: Rule }[];
  readonly cites: readonly string[];
  readonly overridden: DecisionAnswer['overridden'];
}

/** Decisions share a list of standing rules where an evaluator made it once and froze it; of others nothing is kept. */
const known = new WeakMap<Decision['standing'], Known>();

interface Known {
  readonly edition: Edition;
  readonly of: Decision['overridden'];
  readonly standing: Standing;
}

const standingOf = (edition: Edition, decision: Decision): Standing => {
  const here = known.get(decision.standing);
  if (here?.of === decision.overridden && here.edition === edition) return here.standing;
  const standing = findStanding(edition, decision);
  if (Object.isFrozen(decision.standing) && Object.isFrozen(decision.overridden))
    known.set(decision.standing, { edition, of: decision.overridden, standing });
  return standing;
};

const findStanding = ({ contract, decisions }: Edition, decision: Decision): Standing => {
  const ruleSet = decisions.get(decision.decision);
  const rules = ruleSet?.rules ?? [];
  const clausesOf = new Map(rules.map(({ id, clauses }) => [id, clauses]));
  const cited = rules
    .filter(({ id }) => decision.standing.includes(id))
    .flatMap((rule) => rule.clauses.flatMap((id) => ({ clause: contract.clauses.get(id), rule })))
    .flatMap(({ clause, rule }) => (clause === undefined ? [] : [{ clause, rule }]))
    .sort((a, b) => a.clause.ordinal - b.clause.ordinal);
  return {
    effects: [...(ruleSet?.effects.keys() ?? [])],
    cited,
    cites: cited.map(({ clause }) => clause.id),
    overridden: decision.overridden.map(({ rule, by }) => ({ rule, clauses: clausesOf.get(rule) ?? [], by })),
  };
};

const effectsInOrder = (names: readonly string[], effects: Decision['effects']): Decision['effects'] => {
  const told: Record<string, Value> = {};
  for (const name of names) {
    const value = Object.hasOwn(effects, name) ? effects[name] : undefined;
    if (value !== undefined) told[name] = inOrder(value);
  }
  return told;
};

/** The members of a discretion, in the order in which they are told. */
const discretionInOrder = ({ decider, choices, recommended, upTo, policy }: Discretion): Discretion => ({
  decider,
  choices,
  recommended,
  ...(upTo === undefined ? {} : { upTo: inOrder(upTo) }),
  policy,
});

/** A value as it is told: money as amount and currency, any other record by its fields' names. */
const inOrder = (value: Value): Value => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Value) => inOrder(item));
  const names = Object.keys(value).sort();
  if (names.length === 2 && names[0] === 'currency' && names[1] === 'minor') names.reverse();
  return Object.fromEntries(names.map((name) => [name, inOrder(fieldOf(value, [name]))]));
};
