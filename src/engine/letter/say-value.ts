import type { Template } from '../../edition/model/template.js';
import { formatValue } from '../../language/format-value.js';
import type { Type, Value } from '../../language/types/types.js';
import { isList } from '../../language/values.js';
import { fromOutside } from '../tell.js';

/** Fills a text; `read` gives the value of a dotted name, as records hold it. */
export const say = (
  template: Template,
  read: (name: string) => Value,
  words: ReadonlyMap<string, string>,
): string =>
  template
    .map((part) => (typeof part === 'string' ? part : sayValue(read(part.name), part.expression.type, words)))
    .join('');

/** A value for people: as `formatValue` tells it, texts of fixed lists in the edition's words, and lists as one says them. */
const sayValue = (value: Value, type: Type, words: ReadonlyMap<string, string>): string => {
  if (isList(value)) {
    const of: Type = type.kind === 'list' ? type.of : { kind: 'null' };
    return inOne(
      value.map((item) => sayValue(item, of, words)),
      'and',
    );
  }
  if (typeof value === 'string' && type.kind === 'text') return words.get(value) ?? value;
  return formatValue(fromOutside(value, type), type);
};

/** “a, b and c” */
export const inOne = (items: readonly string[], conjunction: 'and' | 'or'): string => {
  const [last = 'none', ...before] = [...items].reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} ${conjunction} ${last}`;
};
