import type { Edition } from '../../edition/model/edition.js';
import type { Rule } from '../../edition/model/rule-set.js';
import type { Template } from '../../edition/model/template.js';
import { formatValue } from '../../language/format-value.js';
import { english, type Language } from '../../language/language.js';
import { listIn, sayInLanguage } from '../../language/say-in-language.js';
import { readTemporal } from '../../language/time/temporal-texts.js';
import type { Type, Value } from '../../language/types/types.js';
import { isList, isRecord } from '../../language/values.js';
import type { Decision } from '../evaluation.js';

/** How an edition speaks: its language, its words for the texts of fixed lists, and the zone by whose clocks it tells instants. */
export interface Speech {
  readonly words: ReadonlyMap<string, string>;
  readonly zone: string;
  readonly language: Language;
}

/** How an edition speaks. */
export const speechOf = ({
  letters,
  zone,
  language,
}: Pick<Edition, 'letters' | 'zone' | 'language'>): Speech => ({
  words: letters?.words ?? noWords,
  zone,
  language,
});

/** Fills a text; `read` gives the value of a dotted name, as records hold it. */
export const say = (template: Template, read: (name: string) => Value, speech: Speech): string =>
  template
    .map((part) =>
      typeof part === 'string' ? part : sayValue(read(part.name), part.expression.type, speech),
    )
    .join('');

/** A rule's reason in plain words, its placeholders filled with the values that the decision recorded, in the words of the edition. */
export const becauseOf = (edition: Edition, { then }: Rule, values: Decision['values']): string => {
  const speech = speechOf(edition);
  let told = '';
  for (const part of then.because)
    told +=
      typeof part === 'string' ? part : sayValue(values[part.name] ?? null, part.expression.type, speech);
  return told;
};

const noWords: ReadonlyMap<string, string> = new Map();

/**
 * A value for people: as `formatValue` tells it in English, and `sayInLanguage` in another language, texts of fixed lists in the edition's words, and lists as `a, b and c`. A computed text has no
 * type that tells whether it is of a fixed list; it is taken as one where it has a hyphen.
 */
const sayValue = (value: Value, type: Type, speech: Speech): string => {
  const isEnglish = speech.language.tag === english.tag;
  if (isList(value)) {
    const of: Type = type.kind === 'list' ? type.of : { kind: 'null' };
    const items = value.map((item) => sayValue(item, of, speech));
    return isEnglish ? inOne(items, 'and') : listIn(items, speech.language);
  }
  if (typeof value === 'string' && type.kind === 'text')
    return type.values !== undefined || value.includes('-') ? (speech.words.get(value) ?? value) : value;
  const inside = fromOutside(value, type);
  return isEnglish
    ? formatValue(inside, type, speech.zone)
    : sayInLanguage(inside, type, speech.language, speech.zone);
};

/** “a, b and c” */
export const inOne = (items: readonly string[], conjunction: 'and' | 'or'): string => {
  const [last = 'none', ...before] = [...items].reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} ${conjunction} ${last}`;
};

/** The inverse of `outward`, for what records hold: RFC 3339 becomes epoch milliseconds, and ISO 8601 the milliseconds of a duration. */
export const fromOutside = (value: Value, type: Type): Value => {
  if (typeof value === 'string') return readTemporal(value, type.kind) ?? value;
  if (type.kind === 'list' && Array.isArray(value))
    return value.map((item: Value) => fromOutside(item, type.of));
  if (type.kind === 'record' && type.name !== 'money' && isRecord(value)) {
    return Object.fromEntries(
      Object.entries(type.fields)
        .filter(([name]) => Object.hasOwn(value, name))
        .map(([name, field]) => [name, fromOutside(value[name] ?? null, field)]), // fields of a Value
    );
  }
  return value;
};
