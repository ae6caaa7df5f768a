import { RegExpParser, type AST } from '@eslint-community/regexpp';
import { Untranslatable } from '../untranslatable.js';

/**
 * A regular expression of a fact's `pattern` (JavaScript's, with the flag `u`) as one that any engine reads alike: every class is written out, a
 * character that is not plain as `\uFFFF`, which each dialect writes in its way; characters beyond the basic plane and all that engines read in different ways are refused.
 */
export const plainPattern = (pattern: string): string => {
  const { alternatives } = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: true });
  return alternativesOf(alternatives);
};

const alternativesOf = (alternatives: readonly AST.Alternative[]): string =>
  alternatives.map(({ elements }) => elements.map(elementOf).join('')).join('|');

const elementOf = (element: AST.Element): string => {
  switch (element.type) {
    case 'Assertion':
      if (element.kind === 'start') return '^';
      if (element.kind === 'end') return '$';
      return refuse(element.raw);
    case 'Character':
      return characterOf(element.value);
    case 'CharacterSet':
      return `[${setOf(element)}]`;
    case 'CharacterClass':
      return classOf(element);
    case 'Group':
      return `(?:${alternativesOf(element.alternatives)})`;
    case 'CapturingGroup':
      return `(?:${alternativesOf(element.alternatives)})`;
    case 'Quantifier': {
      const { min, max, greedy } = element;
      if (!greedy || min > 255 || (max !== Infinity && max > 255)) return refuse(element.raw);
      const times = max === min ? `${min}` : `${min},${max === Infinity ? '' : max}`;
      return `${elementOf(element.element)}{${times}}`;
    }
    default:
      return refuse(element.raw);
  }
};

const classOf = (one: AST.CharacterClass): string => {
  const members = one.elements.map((member) => {
    if (member.type === 'Character') return characterOf(member.value);
    if (member.type === 'CharacterClassRange')
      return `${characterOf(member.min.value)}-${characterOf(member.max.value)}`;
    if (
      member.type === 'CharacterSet' &&
      (member.kind === 'digit' || member.kind === 'space') &&
      !member.negate
    )
      return setOf(member);
    return refuse(member.raw);
  });
  if (members.length === 0) return refuse(one.raw);
  return `[${one.negate ? '^' : ''}${members.join('')}]`;
};

const setOf = (set: AST.CharacterSet): string => {
  const kinds: Readonly<Partial<Record<AST.CharacterSet['kind'], string>>> = { digit: '0-9', space };
  const members = kinds[set.kind];
  if (members === undefined) return refuse(set.raw);
  return 'negate' in set && set.negate ? `^${members}` : members;
};

/** What JavaScript takes for a space. */
const space = [
  [0x09, 0x0d],
  [0x20],
  [0xa0],
  [0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f],
  [0x205f],
  [0x3000],
  [0xfeff],
]
  .map((range) => range.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('-'))
  .join('');

const characterOf = (code: number): string => {
  const character = String.fromCodePoint(code);
  if (/[\p{L}\p{N} _]/u.test(character) && code < 0x10000) return character;
  if (code > 0x20 && code < 0x7f) return `\\${character}`;
  return refuse(character);
};

const refuse = (what: string): never => {
  throw new Untranslatable(`\`${what}\` in a pattern of a fact`);
};
