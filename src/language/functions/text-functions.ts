import { itemOf, notPlaces, ofText, one, texts, wants, absentItem, type BuiltIn } from '../built-in.js';
import { numberOfDigits } from '../numbers/decimal.js';
import type { Numeric } from '../numbers/numeric.js';
import { isNullable } from '../types/type-relations.js';
import type { Type, Value } from '../types/types.js';
import { patternOf, whyNoPattern } from './patterns.js';

/** The characters of a text by DMN: code points of Unicode. */
const charactersOf = (text: string): readonly string[] => Array.from(text);

/** What functions of texts give (DMN 1.5, 10.3.4.3). */
export const textCalculations = {
  'string length': (text: string): number => charactersOf(text).length,
  'upper case': (text: string): string => text.toUpperCase(),
  'lower case': (text: string): string => text.toLowerCase(),
  contains: (text: string, part: string): boolean => text.includes(part),
  'starts with': (text: string, part: string): boolean => text.startsWith(part),
  'ends with': (text: string, part: string): boolean => text.endsWith(part),
  substring: (text: string, start: number, length = Infinity): string => {
    const characters = charactersOf(text);
    const from = start > characters.length ? characters.length : placeIn(start, characters.length);
    return characters.slice(from, length < 0 ? from : from + length).join('');
  },
  'substring before': (text: string, part: string): string => {
    const at = text.indexOf(part);
    return at === -1 ? '' : text.slice(0, at);
  },
  'substring after': (text: string, part: string): string => {
    const at = text.indexOf(part);
    return at === -1 ? '' : text.slice(at + part.length);
  },
  'string join': (list: readonly string[], between = ''): string => list.join(between),
  matches: (text: string, pattern: string, flags = ''): boolean =>
    patternOf(pattern, flags).matcher(text).find(),
  replace: (text: string, pattern: string, replacement: string, flags = ''): string => {
    const compiled = patternOf(pattern, flags);
    if (compiled.matches('')) throw new RangeError(`\`${pattern}\` is found where nothing is`);
    if (!flags.includes('q') && !/^(?:[^$\\]|\\[\\$]|\$\d)*$/s.test(replacement))
      throw new RangeError(`\`${replacement}\` is no replacement: \`$\` stands before the number of a group`);
    const written = flags.includes('q') ? replacement.replaceAll(/[\\$]/g, '\\$&') : replacement;
    const groups = compiled.groupCount();
    // A group that is not there is nothing.
    return compiled.matcher(text).replaceAll(
      written.replaceAll(/\\.|\$(\d)/g, (part, group?: string) =>
        group !== undefined && Number(group) > groups ? '' : part,
      ),
      true, // `\\` and `$` are written as in XPath
    );
  },
  split: (text: string, pattern: string): Value => {
    const compiled = patternOf(pattern, '');
    if (compiled.matches('')) throw new RangeError(`\`${pattern}\` is found where nothing is`);
    return text === '' ? [''] : compiled.split(text, -1);
  },
  number: (text: string, grouping = '', point = '.'): Numeric | null => {
    const mark = point === '' ? '.' : point;
    if (grouping === mark || !['', ' ', ',', '.'].includes(grouping) || !['.', ','].includes(mark))
      throw new RangeError(
        'digits are grouped by a space, a comma or a point, and the decimal point is another',
      );
    const written = text.replaceAll(grouping, '').replace(mark, '.');
    return /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(written) &&
      !(mark === ',' && text.includes('.') && grouping !== '.')
      ? (numberOfDigits(written) ?? null)
      : null;
  },
} as const;

/** The index of a place that counts from 1, or from the end where it is negative. Throws where there is none. */
export const placeIn = (place: number, length: number): number => {
  const index = place < 0 ? length + place : place - 1;
  if (index < 0 || index >= length) throw new RangeError(`there is no place ${place} among ${length}`);
  return index;
};

/** A text that is written out, which is checked when an edition loads. */
const writtenText = (type: Type | undefined): string | undefined =>
  type?.kind === 'text' && type.values?.length === 1 ? type.values[0] : undefined;

const whyNotWritten = (pattern: Type | undefined, flags: Type | undefined): string | null => {
  const [written, letters] = [writtenText(pattern), flags === undefined ? '' : writtenText(flags)];
  if (pattern?.kind !== 'text') return wants('a text', pattern);
  return written === undefined || letters === undefined
    ? 'the pattern and its flags are written out, so that they are checked when the edition loads'
    : whyNoPattern(written, letters);
};

/** How these are called, and what they give. */
export const textFunctions: Readonly<Record<keyof typeof textCalculations, BuiltIn>> = {
  'string length': one('string length(text)', (type) => ofText(type, { kind: 'integer' })),
  'upper case': one('upper case(text)', (type) => ofText(type, { kind: 'text' })),
  'lower case': one('lower case(text)', (type) => ofText(type, { kind: 'text' })),
  contains: texts('contains(text, part)', { kind: 'boolean' }),
  'starts with': texts('starts with(text, beginning)', { kind: 'boolean' }),
  'ends with': texts('ends with(text, end)', { kind: 'boolean' }),
  'substring before': texts('substring before(text, part)', { kind: 'text' }),
  'substring after': texts('substring after(text, part)', { kind: 'text' }),
  substring: {
    call: 'substring(text, start, length)',
    arguments: { least: 2, most: 3 },
    result: ([text, ...places]) => text && (notPlaces(places) ?? ofText(text, { kind: 'text' })),
  },
  'string join': {
    call: 'string join(texts, between)',
    arguments: { least: 1, most: 2 },
    result: ([list, between = { kind: 'text' }]) => {
      const item = list && itemOf(list);
      if (item === undefined) return wants('a list', list);
      if (isNullable(item)) return absentItem;
      if (between.kind !== 'text') return wants('a text', between);
      return item.kind === 'text' || item.kind === 'null' ? { kind: 'text' } : wants('texts', item);
    },
  },
  matches: {
    call: 'matches(text, pattern, flags)',
    arguments: { least: 2, most: 3 },
    result: ([text, pattern, flags]) =>
      text && (whyNotWritten(pattern, flags) ?? ofText(text, { kind: 'boolean' })),
  },
  replace: {
    call: 'replace(text, pattern, replacement, flags)',
    arguments: { least: 3, most: 4 },
    result: ([text, pattern, replacement, flags]) =>
      text &&
      (whyNotWritten(pattern, flags) ??
        (replacement?.kind === 'text' ? ofText(text, { kind: 'text' }) : wants('a text', replacement))),
  },
  split: {
    call: 'split(text, pattern)',
    arguments: { least: 2, most: 2 },
    result: ([text, pattern]) =>
      text && (whyNotWritten(pattern, undefined) ?? ofText(text, { kind: 'list', of: { kind: 'text' } })),
  },
  number: {
    call: 'number(text, grouping, decimal point)',
    arguments: { least: 1, most: 3 },
    result: ([text, ...signs]) => {
      const stray = signs.find(({ kind }) => kind !== 'text');
      if (stray !== undefined) return wants('a text', stray);
      return text && ofText(text, { kind: 'number', nullable: true });
    },
  },
};
