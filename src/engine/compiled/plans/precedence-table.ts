import type { Rule } from '../../../edition/model/edition.js';
import { lowestBit, setBit, wordBits } from './bits.js';

/** What `standingOf` says, by places in the rule set instead of rules. */
export interface StandingPlaces {
  readonly standing: readonly number[];
  readonly overridden: readonly { readonly rule: string; readonly by: string }[];
}

/** Who defeats whom, prepared so that finding what stands takes no comparison of names. */
export type PrecedenceTable = (fired: Int32Array) => StandingPlaces;

/**
 * Makes the precedence table of some rules. Its answers are those of `standingOf`; a large rule set meets another set of fired rules in almost
 * every case, so that they cannot all be remembered.
 */
export const makePrecedenceTable = (rules: readonly Rule[]): PrecedenceTable => {
  const words = Math.max(1, Math.ceil(rules.length / wordBits));
  const placeOf = new Map(rules.map(({ id }, place) => [id, place]));
  /** By rule, the rules that name it, as words of bits. */
  const defeaters = rules.map(() => new Int32Array(words));
  for (const [place, { overrides }] of rules.entries()) {
    for (const id of overrides) {
      const defeatersOf = defeaters[placeOf.get(id) ?? -1];
      if (defeatersOf !== undefined) setBit(defeatersOf, place);
    }
  }
  const defeats = rules.map(() => new Map<number, StandingPlaces['overridden'][number]>());
  const defeat = (place: number, by: number): StandingPlaces['overridden'][number] => {
    const known = defeats[place]?.get(by);
    if (known !== undefined) return known;
    const made = Object.freeze({ rule: rules[place]?.id ?? '', by: rules[by]?.id ?? '' });
    defeats[place]?.set(by, made);
    return made;
  };
  return (fired) => {
    const standing: number[] = [];
    const overridden: StandingPlaces['overridden'][number][] = [];
    const tryPlace = (place: number): void => {
      const before = overridden.length;
      const named = defeaters[place];
      for (let word = 0; word < words; word += 1) {
        let left = (fired[word] ?? 0) & (named?.[word] ?? 0);
        while (left !== 0) {
          overridden.push(defeat(place, word * wordBits + lowestBit(left)));
          left &= left - 1;
        }
      }
      if (overridden.length === before) standing.push(place);
    };
    for (let word = 0; word < words; word += 1) {
      for (let left = fired[word] ?? 0; left !== 0; left &= left - 1)
        tryPlace(word * wordBits + lowestBit(left));
    }
    return { standing, overridden };
  };
};
