import { formatInstant, parseInstant } from '../../language/instants.js';
import type { Edition, EditionIdentity } from './edition.js';

import type { Acceptance, Act, Governing, GoverningBasis, Ground, ToldGoverning } from './governing.js';

/** Tells why an edition governed. */
export const tellGoverning = ({ by, act, clauses, readings, knownAt }: GoverningBasis): ToldGoverning => ({
  by,
  ...(act === undefined ? {} : { act: { kind: act.kind, at: formatInstant(act.at) } }),
  clauses,
  readings,
  ...(knownAt === undefined ? {} : { knownAt: formatInstant(knownAt) }),
});

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
): readonly Act[] => [
  ...told.filter(({ at }) => at <= asOf),
  ...governing.acts.flatMap((act): readonly Act[] => {
    if (act.decisions !== null && !act.decisions.some((decision) => decisions.includes(decision))) return [];
    if (act.unless !== null && (valueIn(facts, act.unless) ?? null) !== null) return [];
    const at = act.at === null ? asOf : instantIn(facts, act.at);
    return at === undefined || at > asOf ? [] : [{ kind: act.kind, at, ground: ground(act) }];
  }),
];

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
const instantIn = (facts: Facts, names: readonly string[]): number | undefined => {
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
  const inOrder = [...acts].sort((a, b) => a.at - b.at);
  const conduct = new Set(governing.acceptance.flatMap(({ by, binds }) => (binds === 'named' ? [] : by)));
  const began = inOrder.find(({ kind }) => conduct.has(kind));
  const found: { readonly edition: Edition; readonly act: Act; readonly acceptance: Acceptance }[] = [];
  for (const act of inOrder)
    for (const acceptance of governing.acceptance) {
      if (!acceptance.by.includes(act.kind) || (acceptance.first && act !== began)) continue;
      const edition = editions[accepted(acceptance, editions, act, asOf)];
      if (edition !== undefined) found.push({ edition, act, acceptance });
    }
  const newest = editions.findLast((edition) => found.some((one) => one.edition === edition));
  const first = found.find(({ edition }) => edition === newest);
  if (first === undefined) return { code: inEffect === undefined ? 'none-in-effect' : 'none-accepted' };
  const { edition, act, acceptance } = first;
  return {
    code: 'governs',
    edition,
    basis: {
      by: 'acceptance',
      act: { kind: act.kind, at: act.at },
      ...joined(acceptance, act.ground),
    },
  };
};

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

const ground = ({ clauses, readings }: Ground): Ground => ({ clauses, readings });

/** What an acceptance rests on, and what the act does. */
const joined = (acceptance: Ground, act: Ground = { clauses: [], readings: [] }): Ground => ({
  clauses: [...new Set([...acceptance.clauses, ...act.clauses])],
  readings: [...new Set([...acceptance.readings, ...act.readings])],
});
