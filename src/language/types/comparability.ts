import { describeType, quoted } from './describe-type.js';
import { isNumeric, isScalar, isTemporal } from './type-relations.js';
import type { Type } from './types.js';

/**
 * Why values of two types are never equal, in words; `null` where they may be. Scalars of one kind are compared,
 * integers with numbers, and enumerations only with their own values. Absence plays no part.
 */
export const whyNotEqual = (left: Type, right: Type): string | null => {
  const compound = [left, right].find((type) => !isScalar(type));
  if (compound !== undefined) return whyNotScalar(compound);
  if (isNumeric(left) && isNumeric(right)) return null;
  if (left.kind !== right.kind) return `${describe(left)} is never equal to ${describe(right)}`;
  if (left.kind !== 'text' || right.kind !== 'text') return null;
  const [ours, theirs] = [left.values, right.values];
  if (ours === undefined || theirs === undefined || ours.some((value) => theirs.includes(value))) return null;
  return theirs.length === 1
    ? `${quoted(theirs)} is none of ${quoted(ours)}`
    : `${quoted(ours)} is none of ${quoted(theirs)}`;
};

/** Why values of two types have no order, in words; `null` where they have: numbers, instants, durations. */
export const whyNotOrdered = (left: Type, right: Type): string | null => {
  const compound = [left, right].find((type) => !isScalar(type));
  if (compound !== undefined) return whyNotScalar(compound);
  const orderless = [left, right].find((type) => !isOrdered(type));
  if (orderless !== undefined) return `${describe(orderless)} has no order`;
  return left.kind === right.kind || (isNumeric(left) && isNumeric(right))
    ? null
    : `${describe(left)} and ${describe(right)} have no common order`;
};

const isOrdered = (type: Type): boolean => isNumeric(type) || isTemporal(type);

/** Why a list or record is not compared, and what to compare in its place. */
export const whyNotScalar = (type: Type): string =>
  type.kind === 'record' && type.name === 'money'
    ? 'conditions compare money by its `minor`'
    : `${type.kind === 'list' ? 'a list' : 'a record'} is not compared as a whole`;

/** Described as present: whether a value may be absent is another question. */
const describe = (type: Type): string => describeType({ ...type, nullable: false });
