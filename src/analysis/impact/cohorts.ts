import { valueNamed } from '../../language/values.js';
import { formatInstant } from '../../language/instants.js';
import { inZone } from '../../language/time/zones.js';
import type { Edition } from '../../edition/model/edition.js';
import type { FactShape } from '../../edition/model/declarations.js';

/** Cases that are looked at together: by the month of their asOf, and by a fact. */
export interface Cohort {
  readonly name: string;
  /** The value of a case; `asOf` in epoch milliseconds. */
  readonly valueOf: (one: {
    readonly facts: Readonly<Record<string, unknown>>;
    readonly asOf: number;
  }) => string;
}

/** Why a fact makes no cohort. */
export interface NoCohort {
  readonly code: 'unknown-fact' | 'personal-fact' | 'compound-fact';
  readonly fact: string;
}

/** The cohort that every report has: the month of the asOf, by the clocks of the edition's zone. */
export const byMonth = ({ zone }: Pick<Edition, 'zone'>): Cohort => ({
  name: 'month',
  valueOf: ({ asOf }) => monthOf(asOf, zone),
});

/** The cohort of a case that leaves the fact out. */
export const notGiven = '(not given)';

/**
 * The cohort of a fact by its dotted name, as it was given: what is left out has no value, whatever the default. An instant is told by its month
 * in the edition's zone. Personal facts make none, since a report is for more eyes than a log.
 */
export const cohortOf = (edition: Edition, fact: string): Cohort | NoCohort => {
  const [root = '', ...fields] = fact.split('.');
  let shape: FactShape | undefined = edition.facts.get(root)?.shape;
  let isPersonal = shape?.personal === true;
  for (const field of fields) {
    const inMoney: FactShape | undefined =
      shape?.type.kind === 'record' && shape.type.name === 'money' && field === 'currency'
        ? { ...shape, type: { kind: 'text' } }
        : undefined;
    shape = shape?.fields.get(field) ?? inMoney;
    isPersonal ||= shape?.personal === true;
  }
  if (shape === undefined) return { code: 'unknown-fact', fact };
  if (isPersonal) return { code: 'personal-fact', fact };
  if (shape.type.kind === 'record' || shape.type.kind === 'list') return { code: 'compound-fact', fact };
  const isInstant = shape.type.kind === 'instant';
  return {
    name: fact,
    valueOf: ({ facts }) => {
      const value = valueNamed(facts, fact);
      if (typeof value === 'string')
        return isInstant ? monthOf(Date.parse(value), edition.zone) : value.slice(0, longestValue);
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : notGiven;
    },
  };
};

const longestValue = 80;

const monthOf = (epochMs: number, zone: string): string =>
  Number.isNaN(epochMs)
    ? notGiven
    : formatInstant(zone === 'UTC' ? epochMs : inZone(epochMs, zone)).slice(0, 'YYYY-MM'.length);
