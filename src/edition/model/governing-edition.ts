import { formatInstant, parseInstant } from '../../language/instants.js';
import type { Edition, EditionIdentity } from './edition.js';

import type { Acceptance, Act, Governing, GoverningBasis, Ground, ToldGoverning } from './governing.js';

/** Tells why an edition governed. Members are added one by one: V8 makes an object of conditional spreads slowly. */
export const tellGoverning = ({ by, act, clauses, readings, knownAt }: GoverningBasis): ToldGoverning => {
  const told: { -readonly [Member in keyof ToldGoverning]: ToldGoverning[Member] } =
    act === undefined
      ? { by, clauses, readings }
      : { by, act: { kind: act.kind, at: formatInstant(act.at) }, clauses, readings };
  if (knownAt !== undefined) told.knownAt = formatInstant(knownAt);
  return told;
};

/** Reads again what was told. */
export const readGoverning = ({ by, act, clauses, readings, knownAt }: ToldGoverning): GoverningBasis => ({
  by,
  ...(act === undefined ? {} : { act: { kind: act.kind, at: Date.parse(act.at) } }),
  clauses,
  readings,
  ...(knownAt === undefined ? {} : { knownAt: Date.parse(knownAt) }),
});

/** The edition that governs, and why; or that no act accepted any. */
export type GoverningChoice =
  | { readonly code: 'governs'; readonly edition: Edition; readonly basis: GoverningBasis }
  | { readonly code: 'none-accepted' }
  | { readonly code: 'none-in-effect' };

/** The acts of a case that had happened by asOf: those that were told, those that facts date, and the request's own. */
export const actsOf = (
  governing: Governing,
  told: readonly Act[],
  decisions: readonly string[],
  asOf: number,
  facts: Facts = {},
): readonly Act[] => {
  const acts = told.filter(({ at }) => at <= asOf);
  for (const act of governing.acts) {
    if (act.decisions?.some((decision) => decisions.includes(decision)) === false) continue;
    if (act.unless !== null && (valueIn(facts, act.unless) ?? null) !== null) continue;
    const at = act.at === null ? asOf : instantIn(facts, act.at);
    if (at !== undefined && at <= asOf) acts.push({ kind: act.kind, at, ground: ground(act) });
  }
  return acts;
};

type Facts = Readonly<Record<string, unknown>>;

/** A value in facts that nobody has validated yet; `undefined` where there is none. */
const valueIn = (facts: Facts, names: readonly string[]): unknown => {
  let value: unknown = facts;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Facts)[name]; // an object that has it
  }
  return value;
};

/** An instant in facts that nobody has validated yet; `undefined` where there is none. */
export const instantIn = (facts: Facts, names: readonly string[]): number | undefined => {
  const value = valueIn(facts, names);
  const read = typeof value === 'string' ? parseInstant(value) : undefined;
  return read?.ok === true ? read.epochMs : undefined;
};

/**
 * The edition that governs a case (18.2, 0.3 of the first contract): the newest that an act accepted by asOf; the one in effect at asOf
 * where no act is told.
 * @param editions of one document, from the oldest effective instant to the newest
 * @param acts that happened at or before asOf, in any order
 */
export const governingEdition = (
  governing: Governing,
  editions: readonly Edition[],
  acts: readonly Act[],
  asOf: number,
): GoverningChoice => {
  const inEffect = editions.findLast(({ effectiveFrom }) => effectiveFrom <= asOf);
  if (acts.length === 0)
    return inEffect === undefined
      ? { code: 'none-in-effect' }
      : { code: 'governs', edition: inEffect, basis: { by: 'in-effect', ...ground(governing.untold) } };
  const inOrder = acts.length === 1 ? acts : [...acts].sort((a, b) => a.at - b.at);
  const began = inOrder.find(({ kind }) => isConduct(governing, kind));
  let newest: { readonly place: number; readonly act: Act; readonly acceptance: Acceptance } | undefined;
  for (const act of inOrder)
    for (const acceptance of governing.acceptance) {
      if (!acceptance.by.includes(act.kind) || (acceptance.first && act !== began)) continue;
      const place = accepted(acceptance, editions, act, asOf);
      if (place > (newest?.place ?? -1)) newest = { place, act, acceptance };
    }
  const edition = newest && editions[newest.place];
  if (newest === undefined || edition === undefined)
    return { code: inEffect === undefined ? 'none-in-effect' : 'none-accepted' };
  const { act, acceptance } = newest;
  const { clauses, readings } = joined(acceptance, act.ground ?? noGround);
  return {
    code: 'governs',
    edition,
    basis: { by: 'acceptance', act: { kind: act.kind, at: act.at }, clauses, readings },
  };
};

/** Whether a kind of act accepts by what the customer does, and not by naming an edition. */
const isConduct = ({ acceptance }: Governing, kind: Act['kind']): boolean =>
  acceptance.some(({ by, binds }) => binds !== 'named' && by.includes(kind));

/** The place of the edition that an act accepts; -1 where it accepts none that is in effect by asOf. */
const accepted = ({ binds }: Acceptance, editions: readonly Edition[], act: Act, asOf: number): number => {
  switch (binds) {
    case 'named':
      return editions.findLastIndex(
        ({ identity, effectiveFrom }) => effectiveFrom <= asOf && isNamed(identity, act.edition),
      );
    case 'in-effect-before':
      return editions.findLastIndex(({ effectiveFrom }) => effectiveFrom < act.at);
    case 'in-effect':
      return editions.findLastIndex(({ effectiveFrom }) => effectiveFrom <= act.at);
  }
};

/** Whether an act names this edition: by each of what it gives. */
export const isNamed = ({ revision, digest }: EditionIdentity, named: Act['edition']): boolean =>
  named !== undefined &&
  (named.revision !== undefined || named.digest !== undefined) &&
  (named.revision === undefined || named.revision === revision) &&
  (named.digest === undefined || named.digest === digest);

const ground = (of: Ground): Ground => {
  let found = grounds.get(of);
  if (found === undefined) grounds.set(of, (found = { clauses: of.clauses, readings: of.readings }));
  return found;
};

/** What an acceptance rests on, and what the act does. */
const joined = (acceptance: Ground, act: Ground): Ground => {
  let ofActs = joints.get(acceptance);
  if (ofActs === undefined) joints.set(acceptance, (ofActs = new WeakMap()));
  let found = ofActs.get(act);
  if (found === undefined) {
    const clauses = Object.freeze([...new Set([...acceptance.clauses, ...act.clauses])]);
    const readings = Object.freeze([...new Set([...acceptance.readings, ...act.readings])]);
    ofActs.set(act, (found = { clauses, readings }));
  }
  return found;
};

const noGround: Ground = { clauses: [], readings: [] };
/** Each is of an edition, and made once. */
const grounds = new WeakMap<Ground, Ground>();
const joints = new WeakMap<Ground, WeakMap<Ground, Ground>>();
