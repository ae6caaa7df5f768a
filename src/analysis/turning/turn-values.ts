import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { isRecord } from '../../language/values.js';
import { dateOf, formatDate } from '../../language/time/calendar.js';
import {
  dayMs,
  firstInstantMs,
  formatInstant,
  lastInstantMs,
  parseInstant,
} from '../../language/instants.js';
import { valueAt, type Case } from '../boundary/boundary-case.js';
import { dimensionsOf, type Dimension, type Json } from '../boundary/boundary-dimensions.js';
import { literalsOf } from '../boundary/boundary-literals.js';

/** One thing of a case that may be otherwise: a fact or a field, or asOf, whose path is empty. */
export interface Variable {
  readonly path: readonly string[];
  /** What it may be instead, the case's own value not among them. */
  readonly values: readonly Json[];
  /** How its values stand on a line, where they do. */
  readonly scale: Scale | null;
}

/** Values as numbers on a line, so that what lies between two of them can be tried. */
export interface Scale {
  readonly kind: 'instant' | 'date' | 'number' | 'money';
  /** `undefined` where the value has no place on the line. */
  readonly placeOf: (value: Json) => number | undefined;
  readonly valueAt: (place: number) => Json;
}
/** How far from the case's own instants others are tried, to either side. */
const stepsMs = [1, 7, 30, 90, 365, 1_100].map((days) => days * dayMs);

/** What may vary in a case, one thing at a time: all that its decision reads, and asOf. */
export const variablesOf = (edition: Edition, ruleSet: RuleSet, one: Case): readonly Variable[] => {
  const literals = literalsOf(edition, ruleSet);
  const currency = currencyIn(one.facts);
  const around = (at: number): readonly number[] => [
    ...stepsMs.flatMap((step) => [at - step, at + step]),
    ...literals.durations.flatMap((step) => [at - step, at + step]),
    ...literals.instants,
  ];
  const variableOf = ({ path, values, kind }: Dimension): Variable => {
    const now = valueAt(one.facts, path);
    const scale = scaleOf(kind, now, values, currency);
    if (scale === null) return { path, values: others(now, values), scale };
    const own = scale.placeOf(now);
    const leftOut = values.filter((value) => value === undefined);
    const given = values.flatMap((value) => scale.placeOf(value) ?? []);
    const places =
      scale.kind === 'instant'
        ? around(own ?? one.asOf)
        : scale.kind === 'date'
          ? around(own === undefined ? one.asOf : own * dayMs).map((at) => Math.floor(at / dayMs))
          : [...given, ...(own === undefined ? [] : nearTo(own))];
    const within = rangeOf(scale.kind, given);
    const allowed = [...new Set(places)].filter((place) => place >= within.least && place <= within.most);
    return { path, values: others(now, [...leftOut, ...allowed.map(scale.valueAt)]), scale };
  };
  return [
    {
      path: [],
      values: [...new Set(around(one.asOf))].filter(isInstant).map(formatInstant),
      scale: instantScale,
    },
    ...dimensionsOf(edition, ruleSet, literals)
      .filter(({ isRead }) => isRead)
      .map(variableOf),
  ];
};

const others = (now: Json, values: readonly Json[]): readonly Json[] => {
  const own = JSON.stringify(now);
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()].filter(
    (value) => JSON.stringify(value) !== own,
  );
};

const nearTo = (own: number): readonly number[] => [
  0,
  own - 1,
  own + 1,
  Math.floor(own / 2),
  own * 2,
  own * 10,
];

const isInstant = (at: number): boolean => at >= firstInstantMs && at <= lastInstantMs;

const rangeOf = (
  kind: Scale['kind'],
  given: readonly number[],
): { readonly least: number; readonly most: number } => {
  if (kind === 'instant') return { least: firstInstantMs, most: lastInstantMs };
  if (kind === 'date')
    return { least: Math.ceil(firstInstantMs / dayMs), most: Math.floor(lastInstantMs / dayMs) };
  // What a shape allows shows in the values that its dimension has: the least and the greatest are among them.
  return { least: kind === 'money' ? 0 : Math.min(...given), most: Number.MAX_SAFE_INTEGER };
};

const instantScale: Scale = {
  kind: 'instant',
  placeOf: (value) => {
    const parsed = typeof value === 'string' ? parseInstant(value) : undefined;
    return parsed?.ok === true ? parsed.epochMs : undefined;
  },
  valueAt: formatInstant,
};

/** In days. */
const dateScale: Scale = {
  kind: 'date',
  placeOf: (value) => {
    const date = typeof value === 'string' ? dateOf(value) : undefined;
    return date === undefined ? undefined : date / dayMs;
  },
  valueAt: (place) => formatDate(place * dayMs),
};

const numberScale: Scale = {
  kind: 'number',
  placeOf: (value) => (typeof value === 'number' && Number.isInteger(value) ? value : undefined),
  valueAt: (place) => place,
};

const moneyScale = (currency: string): Scale => ({
  kind: 'money',
  placeOf: (value) => (isMoney(value) ? value.minor : undefined),
  valueAt: (minor) => ({ minor, currency }),
});

const scaleOf = (
  kind: Dimension['kind'],
  now: Json,
  values: readonly Json[],
  currency: string,
): Scale | null => {
  if (kind === 'instant') return instantScale;
  if (kind === 'date') return dateScale;
  if (values.some(isMoney)) return moneyScale(isMoney(now) ? now.currency : currency);
  return values.some((value) => typeof value === 'number') ? numberScale : null;
};

const isMoney = (value: Json): value is { readonly minor: number; readonly currency: string } =>
  isRecord(value) && typeof value['minor'] === 'number' && typeof value['currency'] === 'string';

/** The first currency among the facts; facts with two are refused. */
const currencyIn = (value: Json): string => {
  const find = (part: Json): string | undefined => {
    if (isMoney(part)) return part.currency;
    if (!isRecord(part)) return undefined;
    for (const inner of Object.values(part)) {
      const found = find(inner);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(value) ?? 'USD';
};
