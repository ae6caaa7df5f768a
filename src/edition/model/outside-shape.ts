import { isList, isRecord } from '../../language/values.js';
import type { Value } from '../../language/types/types.js';
import { patternProblem } from '../read/pattern-problem.js';
import type { FactShape } from './declarations.js';

/** What a shape says of a scalar besides its type; left out or `null` where it says nothing. */
export interface Limits {
  readonly minimum?: number | null | undefined;
  readonly maximum?: number | null | undefined;
  readonly minLength?: number | null | undefined;
  readonly maxLength?: number | null | undefined;
  readonly pattern?: string | null | undefined;
}

/** Why a scalar is outside its limits, in words that follow it, as `is less than 0`; `undefined` where it is within them. */
export const whyOutside = (value: Value, limits: Limits): string | undefined => {
  const { minimum, maximum, minLength, maxLength, pattern } = limits;
  if (typeof value === 'number') {
    if (minimum != null && value < minimum) return `is less than ${minimum}`;
    if (maximum != null && value > maximum) return `is more than ${maximum}`;
  }
  if (typeof value === 'string') {
    const characters = Array.from(value).length;
    if (minLength != null && characters < minLength) return `is shorter than ${minLength}`;
    if (maxLength != null && characters > maxLength) return `is longer than ${maxLength}`;
    if (pattern != null && !matches(value, pattern)) return `does not match ${pattern}`;
  }
  return undefined;
};

/** A pattern that can't be taken is reported where it is written. */
const matches = (value: string, pattern: string): boolean =>
  patternProblem(pattern) !== undefined || new RegExp(pattern, 'u').test(value);

/** Whether a value, whose type is that of the shape, is one that an edition may have: within all limits inside it, money and calendars among them. */
export const fitsShape = (value: Value, shape: FactShape): boolean => {
  const { type, fields } = shape;
  if (isList(value)) {
    const item = fields.get('[]');
    return item === undefined || value.every((one) => fitsShape(one, item));
  }
  if (!isRecord(value)) return whyOutside(value, shape) === undefined;
  if (type.kind === 'record' && type.name === 'money' && type.negative !== true && Number(value['minor']) < 0)
    return false;
  if (type.kind === 'record' && type.name === 'calendar' && !isWithinItsDays(value)) return false;
  return [...fields].every(([name, field]) => fitsShape(value[name] ?? null, field)); // a field of a value
};

/** No holiday of a calendar is before the first day that it knows, or after the last. */
const isWithinItsDays = ({ holidays, since, through }: Readonly<Record<string, unknown>>): boolean => {
  const [first, last] = [
    typeof since === 'number' ? since : -Infinity,
    typeof through === 'number' ? through : Infinity,
  ];
  return first <= last && Array.isArray(holidays) && holidays.every((day) => day >= first && day <= last);
};
