import type { Asked, Metadata } from '../../audit/record/asked.js';
import type { Clause, ClauseId } from '../../contract/contract.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Rule } from '../../edition/model/rule-set.js';
import { tellGoverning } from '../../edition/model/governing-edition.js';
import type { GoverningBasis } from '../../edition/model/governing.js';
import type { Decision, Discretion } from '../../engine/evaluation.js';
import { citationsOf, type InvalidClause, type Severed } from '../../engine/severability.js';
import { clausesOfRows } from '../../engine/clauses-of-rows.js';
import { becauseOf } from '../../engine/letter/say-value.js';
import { formatInstant } from '../../language/instants.js';
import type { Value } from '../../language/types/types.js';
import type { DecisionAnswer, SeveredAnswer } from '../../wire/decision.js';

/** What was decided for whom, when, under which release: recorded, or only tried where `id` is `null`. */
export interface Decided {
  readonly id: string | null;
  /** Ids of the decisions that were asked for together with it; left out where it was asked for alone. */
  readonly with?: readonly string[];
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** Epoch milliseconds. */
  readonly decidedAt: number;
  /** When it would be decided otherwise, in epoch milliseconds; `null` for never, left out where that is not known. */
  readonly holdsUntil?: number | null | undefined;
  readonly subject: string | null;
  readonly decision: Decision;
  /** Clauses that the request names as invalid, which the answer does not cite; left out where it names none. */
  readonly invalid?: readonly InvalidClause[];
  /** Readings that were taken as they rejected; left out where none was. */
  readonly rejected?: readonly string[];
  /** Why the edition governed; `null` where its document does not say. */
  readonly governing: GoverningBasis | null;
  /** Who asked, as far as that is known; of what is recorded. */
  readonly asked?: Asked | undefined;
  /** What was said with the request, as far as it can be read; of what is recorded. */
  readonly metadata?: Metadata | undefined;
}

/**
 * Tells a decision in the words of the edition that decided it; nothing is evaluated again. The same decision gives the same JSON, also
 * once it was read back from a record, which does not keep the order of fields.
 */
export const answerOf = (edition: Edition, decided: Decided): DecisionAnswer => {
  const { id, decision, governing, rejected, asked, metadata } = decided;
  const { severed, conflict } = decision;
  const told = alwaysTold(edition, decided);
  const { holdsUntil } = decided;
  if (holdsUntil !== undefined) told.holdsUntil = holdsUntil === null ? null : formatInstant(holdsUntil);
  if (decided.with !== undefined) told.with = decided.with;
  if (rejected !== undefined) told.rejected = rejected;
  if (decision.tables !== undefined)
    told.tables = decision.tables.map(({ table, rows }) => ({ table, rows: [...rows] }));
  if (severed !== undefined) told.severed = severedAnswer(edition, severed);
  if (conflict !== null) told.conflict = conflict;
  if (governing !== null) told.governing = tellGoverning(governing);
  if (asked !== undefined) told.asked = askedInOrder(asked);
  if (metadata !== undefined) told.metadata = metadataInOrder(metadata);
  return id === null ? { recorded: false, ...told } : { id, ...told };
};

/** The members of who asked, in the order in which they are told. */
export const askedInOrder = ({ by, request }: Asked): Asked => ({
  ...(by === undefined ? {} : { by }),
  ...(request === undefined ? {} : { request }),
});

/** The keys of metadata in the order in which they are told. */
export const metadataInOrder = (metadata: Metadata): Metadata =>
  Object.fromEntries(Object.entries(metadata).sort(([one], [other]) => (one < other ? -1 : 1)));

type Told = { -readonly [Member in keyof DecisionAnswer]: DecisionAnswer[Member] };

/** The members that every answer has. One literal without spreads: V8 makes an object of many conditional spreads at a hundred times its cost. */
const alwaysTold = (edition: Edition, { decision, asOf, subject, decidedAt, invalid }: Decided): Told => {
  const { effects, cited: usual, overridden } = standingOf(edition, decision);
  const own = invalid === undefined ? usual : citedWithout(edition, usual, invalid);
  const cited = withRows(edition, decision, own, invalid);
  return {
    decision: decision.decision,
    asOf: formatInstant(asOf),
    outcome: decision.outcome,
    effects: effectsInOrder(effects, decision.effects),
    discretion: decision.discretion === null ? null : discretionInOrder(decision.discretion),
    clauses: cited.map(({ clause, rule, of }) => {
      const told = {
        id: clause.id,
        rule: rule.id,
        text: clause.words,
        because: becauseOf(edition, rule, decision.values),
      };
      return of === undefined ? told : { ...told, table: of.table, row: of.row };
    }),
    overridden,
    readings: decision.readings,
    assumed: decision.assumed.map(({ fact, value }) => ({ fact, value: inOrder(value) })),
    edition: edition.identity,
    subject,
    decidedAt: formatInstant(decidedAt),
  };
};

/** Tells what dropped out. Members stand in this order, also of what was read back from a record. */
export const severedAnswer = ({ contract }: Edition, { clause, rules }: Severed): SeveredAnswer => ({
  clause: { id: clause, text: contract.clauses.get(clause)?.words ?? '' },
  rules: rules.map(({ rule, clauses }) => ({
    rule,
    clauses: clauses.map(({ clause: id, authority }) => ({ clause: id, authority })),
  })),
});

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
  const own = invalid === undefined ? standing.cited : citedWithout(edition, standing.cited, invalid);
  const cites =
    own === standing.cited && decision.tables === undefined
      ? standing.cites
      : withRows(edition, decision, own, invalid).map(({ clause }) => clause.id);
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

/** Effects of a decision as they are told, in its order. */
export const effectsTold = (
  edition: Edition,
  decision: string,
  effects: Decision['effects'],
): Decision['effects'] =>
  effectsInOrder([...(edition.decisions.get(decision)?.effects.keys() ?? [])], effects);

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

const standingOf = (edition: Edition, decision: Decision): Standing => {
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
  const names = Object.keys(value);
  const fields = value as Readonly<Record<string, Value>>; // neither a scalar nor a list
  const { minor = null, currency } = fields;
  if (names.length === 2 && currency !== undefined && 'minor' in fields) return { minor, currency };
  const told: Record<string, Value> = {};
  for (const name of names.sort()) told[name] = inOrder(fields[name] ?? null);
  return told;
};

/** A decision is recorded, and something went wrong before it was answered. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError';
  readonly ids: readonly string[];

  constructor(ids: readonly string[], cause: unknown) {
    super(`Recorded as ${ids.join(', ')}, and not answered.`, { cause });
    this.ids = ids;
  }
}

/** Tells what is recorded. Throws {@link UnansweredError} where that fails. */
export const tellRecorded = <Result>(decided: readonly Decided[], tell: () => Result): Result => {
  try {
    return tell();
  } catch (cause) {
    throw new UnansweredError(
      decided.flatMap(({ id }) => id ?? []),
      cause,
    );
  }
};
