import { overlapping } from '../../edition/names/dotted-names.js';
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { FactShape } from '../../edition/model/declarations.js';
import { dayMs, formatInstant, never } from '../../language/instants.js';
import { dayOf } from '../../language/time/calendar.js';
import { formatPercent } from '../../language/numbers/percent.js';
import { formatTemporal } from '../../language/time/temporal-texts.js';
import { fitsType } from '../../language/types/fits-type.js';
import type { Type } from '../../language/types/types.js';
import type { RuleSetLiterals } from './boundary-literals.js';

/** A JSON value of a fact; `undefined` leaves it out. */
export type Json = unknown;

/** One thing that varies: a fact or a field, with the values that are tried. */
export interface Dimension {
  /** From the top: `['package', 'plan']`. */
  readonly path: readonly string[];
  /** Instants among them are tried as they stand, and besides those that the case itself suggests. */
  readonly values: readonly Json[];
  readonly kind: 'instant' | 'date' | 'other';
  /** False where the decision does not read it: then it is only varied to make other values fit together. */
  readonly isRead: boolean;
}

/** A number of values that is enough for one fact. */
const valueLimit = 16;
/** So many currencies are tried. */
const currencyLimit = 5;

/** What may vary in the facts of a decision: every field that it reads, and those beside them that constraints may need. */
export const dimensionsOf = (
  edition: Edition,
  ruleSet: RuleSet,
  literals: RuleSetLiterals,
): readonly Dimension[] => {
  const visit = (path: readonly string[], shape: FactShape, mayBeLeftOut: boolean): readonly Dimension[] => {
    const name = path.join('.');
    const isRead = ruleSet.reads.some((read) => overlapping(read, name));
    const absent = mayBeLeftOut ? [undefined] : [];
    const values = [...absent, ...valuesOf(shape, literals, path.at(-1) ?? '')];
    const kind = shape.type.kind === 'instant' || shape.type.kind === 'date' ? shape.type.kind : 'other';
    const fields =
      shape.type.kind === 'record' && shape.type.name !== 'money'
        ? shape.fields
        : new Map<string, FactShape>();
    const own = fields.size === 0 || mayBeLeftOut ? [{ path, values, kind, isRead } as const] : [];
    return [
      ...own,
      ...[...fields].flatMap(([field, inner]) => visit([...path, field], inner, inner.default !== null)),
    ];
  };
  return ruleSet.facts.flatMap(({ name, optional }) => {
    const fact = edition.facts.get(name);
    return fact === undefined ? [] : visit([name], fact.shape, optional || fact.shape.default !== null);
  });
};

/** A plain value of a shape: the first enumerated, the least allowed, no optional fields. */
export const plainValue = (shape: FactShape, literals: RuleSetLiterals, name: string): Json =>
  valuesOf(shape, literals, name)[0];

const valuesOf = (shape: FactShape, literals: RuleSetLiterals, name: string): readonly Json[] => {
  const { type } = shape;
  switch (type.kind) {
    case 'boolean':
      return [true, false];
    case 'text':
      return type.values ?? textsOf(shape, literals, name);
    case 'integer':
    case 'number':
      return numbersOf(shape, literals, type.kind === 'number');
    case 'instant':
      return [...literals.instants.map((at) => formatInstant(at)), ...(shape.orNever ? [never] : [])];
    case 'date':
    case 'time':
    case 'duration':
    case 'local':
    case 'months':
      return timesOf(type.kind, literals);
    case 'percent':
      return numbersOf({ minimum: 0, maximum: 1 }, literals, true).map(formatPercent);
    case 'list': {
      const item = shape.fields.get('[]');
      return item === undefined ? [[]] : [[], ...itemsOf(item, literals).map((one) => [one])];
    }
    case 'record':
      if (type.name === 'money')
        return moneyOf(numbersOf({ ...shape, minimum: 0 }, literals, false), literals);
      return [
        Object.fromEntries(
          [...shape.fields]
            .filter(([, field]) => field.default === null)
            .map(([field, inner]) => [field, plainValue(inner, literals, field)]),
        ),
      ];
    case 'null':
      return [null];
  }
};

/**
 * Amounts in the first currency that the decision knows, and two of each other one, so that constraints on the currency can be met. The least amount of
 * each stands first: what mends a contradiction tries few values.
 */
const moneyOf = (
  [least = 0, ...more]: readonly number[],
  { currencies: [first = 'USD', ...others] }: RuleSetLiterals,
): readonly Json[] => {
  const rest = others.slice(0, currencyLimit - 1);
  return [
    { minor: least, currency: first },
    ...rest.map((currency) => ({ minor: least, currency })),
    ...more.map((minor) => ({ minor, currency: first })),
    ...rest.flatMap((currency) => more.slice(0, 1).map((minor) => ({ minor, currency }))),
  ];
};

/** Dates, times and durations that the decision knows, the one before and the one after each. */
const timesOf = (
  kind: Type['kind'],
  { instants, durations, months, times }: RuleSetLiterals,
): readonly Json[] => {
  const known =
    kind === 'duration'
      ? [dayMs, ...durations]
      : kind === 'time'
        ? times
        : kind === 'months'
          ? [1, 12, ...months]
          : instants.map(dayOf);
  const step = kind === 'date' ? dayMs : 1;
  const near = known
    .flatMap((one) => [one, one - step, one + step])
    .filter((one) => fitsType(one, { kind } as Type)); // a kind without more to it
  return [...new Set(near)].slice(0, valueLimit).map((one) => formatTemporal(one, kind));
};

/** Items of a list: a plain one, and each that differs from it in one field. */
const itemsOf = (item: FactShape, literals: RuleSetLiterals): readonly Json[] => {
  const values = valuesOf(item, literals, 'item');
  const [plain] = values;
  if (item.type.kind !== 'record' || item.type.name === 'money' || typeof plain !== 'object') return values;
  const others = [...item.fields].flatMap(([field, inner]) =>
    valuesOf(inner, literals, field)
      .slice(inner.default === null ? 1 : 0)
      .map((value) => ({ ...plain, [field]: value })),
  );
  return [plain, ...others];
};

const textsOf = (
  { minLength, pattern }: FactShape,
  { texts }: RuleSetLiterals,
  name: string,
): readonly string[] => {
  const fits = (text: string): boolean =>
    text.length >= (minLength ?? 0) && (pattern === null || new RegExp(pattern, 'u').test(text));
  return [`a ${name}`, 'x', ...texts].filter(fits).slice(0, valueLimit);
};

/** Each number that the decision knows, one less and one more; the least and the greatest. */
const numbersOf = (
  { minimum, maximum }: Pick<FactShape, 'minimum' | 'maximum'>,
  { numbers }: RuleSetLiterals,
  isDecimal: boolean,
): readonly number[] => {
  const least = minimum ?? Number.MIN_SAFE_INTEGER;
  const most = maximum ?? Number.MAX_SAFE_INTEGER;
  const known = [0, 1, 2, 3, 12, 100, ...[...numbers].sort((a, b) => Math.abs(a) - Math.abs(b))];
  const near = known
    .flatMap((one) => [one, one - 1, one + 1])
    .filter((one) => isDecimal || Number.isInteger(one));
  const ends = [minimum, maximum].filter((one) => one !== null);
  const all = [...new Set([...near, ...ends])].filter(
    (one) => one >= least && one <= most && Number.isFinite(one),
  );
  return all.length <= valueLimit ? all : [...new Set([...all.slice(0, valueLimit - ends.length), ...ends])];
};
