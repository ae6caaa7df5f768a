import { isList } from '../../../../language/values.js';
import type { Json } from '../../../../wire/parts.js';

/** A text of a rule; empty where there is none. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The texts of a list of a rule. */
export const textsOf = (value: Json | undefined): readonly string[] =>
  isList(value) ? value.filter((one) => typeof one === 'string') : [];
