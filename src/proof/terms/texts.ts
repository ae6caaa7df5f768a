import { isCurrency } from '../../language/money/money-text.js';

/**
 * Texts as integers: each text that the edition writes has a number of its own, and any number beyond stands for a text that it doesn't
 * write. Texts are compared for equality alone, so that this says all that the rules can see of them.
 */
export interface Texts {
  /** The number of a text that the edition writes. */
  readonly code: (text: string) => number;
  /** The number by which a case says a text: its own, or one beyond where the edition doesn't write it. */
  readonly codeIn: (text: string) => number;
  /** The text of a number; `undefined` where neither the edition nor a case has it. */
  readonly textOf: (code: number) => string | undefined;
  /** All texts so far with their numbers. */
  readonly all: () => ReadonlyMap<string, number>;
}

/** From here on numbers stand for texts that the edition doesn't write: first those that look like a currency, then all others. */
export const firstOtherText = 1_000_000;
export const firstOfNoCurrency = 2_000_000;

/** Makes an empty table. */
export const makeTexts = (): Texts => {
  const codes = new Map<string, number>();
  const texts: string[] = [];
  const others = new Map<string, number>();
  return {
    code: (text) => {
      const known = codes.get(text);
      if (known !== undefined) return known;
      codes.set(text, texts.length);
      texts.push(text);
      return texts.length - 1;
    },
    codeIn: (text) => {
      const known = codes.get(text) ?? others.get(text);
      if (known !== undefined) return known;
      const code = (isCurrency(text) ? firstOtherText : firstOfNoCurrency) + others.size;
      others.set(text, code);
      return code;
    },
    textOf: (code) => texts[code] ?? [...others].find(([, other]) => other === code)?.[0],
    all: () => codes,
  };
};
