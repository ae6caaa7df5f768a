import type { Asked, Metadata } from '../../audit/record/asked.js';
import type { Edition } from '../../edition/model/edition.js';
import { tellGoverning } from '../../edition/model/governing-edition.js';
import type { GoverningBasis } from '../../edition/model/governing.js';
import type { Decision, Discretion } from '../../engine/evaluation.js';
import type { InvalidClause, Severed } from '../../engine/severability.js';
import { becauseOf } from '../../engine/letter/say-value.js';
import { formatInstant } from '../../language/instants.js';
import type { Value } from '../../language/types/types.js';
import type { DecisionAnswer, SeveredAnswer } from '../../wire/decision.js';
import { citedIn, standingOf } from './cited.js';

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

/** What was only tried: recorded nowhere, for nobody, under no edition that governed. @param asOf epoch milliseconds */
export const triedOf = (
  decision: Decision,
  asOf: number,
  invalid: readonly InvalidClause[] = [],
): Decided => ({
  id: null,
  asOf,
  decidedAt: asOf,
  subject: null,
  decision,
  governing: null,
  ...(invalid.length === 0 ? {} : { invalid }),
});

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
  const standing = standingOf(edition, decision);
  const { effects, overridden } = standing;
  const cited = citedIn(edition, decision, standing, invalid);
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
const severedAnswer = ({ contract }: Edition, { clause, rules }: Severed): SeveredAnswer => ({
  clause: { id: clause, text: contract.clauses.get(clause)?.words ?? '' },
  rules: rules.map(({ rule, clauses }) => ({
    rule,
    clauses: clauses.map(({ clause: id, authority }) => ({ clause: id, authority })),
  })),
});

/** Effects of a decision as they are told, in its order. */
export const effectsTold = (
  edition: Edition,
  decision: string,
  effects: Decision['effects'],
): Decision['effects'] =>
  effectsInOrder([...(edition.decisions.get(decision)?.effects.keys() ?? [])], effects);

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
