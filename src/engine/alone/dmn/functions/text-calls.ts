import { whyNoPattern } from '../../../../language/functions/patterns.js';
import { textCalculations as texts } from '../../../../language/functions/text-functions.js';
import { boolean, integerOf, list, none, number, text, type Dmn } from '../dmn-value.js';
import { NotSaid } from '../not-said.js';

/** Functions of texts (DMN 1.5, table 75), which their parameters fit already; `undefined` for another name. */
export const callOfTexts = (name: string, given: readonly Dmn[]): Dmn | undefined => {
  const [of = '', second = '', third = '', fourth = ''] = given.map((one) =>
    one.kind === 'string' ? one.value : '',
  );
  switch (name) {
    case 'string length':
      return number(texts[name](of));
    case 'upper case':
    case 'lower case':
      return text(texts[name](of));
    case 'contains':
    case 'starts with':
    case 'ends with':
      return boolean(texts[name](of, second));
    case 'substring before':
    case 'substring after':
      return text(texts[name](of, second));
    case 'substring':
      return substring(of, given.slice(1));
    case 'matches':
      return byPattern(second, third, () => boolean(texts.matches(of, second, third)));
    case 'replace':
      return byPattern(second, fourth, () => text(texts.replace(of, second, third, fourth)));
    case 'split':
      return byPattern(second, '', () => {
        const parts = texts.split(of, second);
        return list(Array.isArray(parts) ? parts.map((part) => text(String(part))) : []);
      });
    case 'number':
      // A sign that is null is none; one of no character is no sign.
      if (given.slice(1).some((sign) => sign.kind === 'string' && sign.value === '')) return none;
      return orNone(() => {
        const found = texts.number(of, second, third);
        return found === null ? none : number(found);
      });
    case 'string join': {
      const [items = none] = given;
      const parts = items.kind === 'list' ? items.items.filter(({ kind }) => kind !== 'null') : [];
      return parts.every((part) => part.kind === 'string')
        ? text(parts.map(({ value }) => value).join(second))
        : none;
    }
    default:
      return undefined;
  }
};

const substring = (of: string, [start = none, length = none]: readonly Dmn[]): Dmn => {
  const [from, count] = [integerOf(start), length.kind === 'null' ? Infinity : integerOf(length)];
  if (from === undefined || count === undefined) throw new NotSaid('a place in a text that is no integer');
  if (count < 1) throw new NotSaid('a part of a text of no length');
  const characters = Array.from(of);
  if (from === 0) return none;
  if (from < 0 && -from > characters.length) throw new NotSaid('a place before the beginning of a text');
  return text(texts.substring(of, from, count));
};

/** A pattern is tried in linear time or not at all; what is a pattern of XPath and not tried so is not said. */
const byPattern = (pattern: string, flags: string, compute: () => Dmn): Dmn => {
  const why = whyNoPattern(pattern, flags);
  if (why === null) return orNone(compute);
  if (/^[smixq]*$/.test(flags)) throw new NotSaid(why);
  return none; // no flags of XPath
};

const orNone = (compute: () => Dmn): Dmn => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return none;
    throw error;
  }
};
