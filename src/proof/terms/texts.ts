/**
 * Texts as integers: each text that the edition writes has a number of its own, and any number beyond stands for a text that it doesn't
 * write. Texts are compared for equality alone, so that this says all that the rules can see of them.
 */
export interface Texts {
  /** The number of a text that the edition writes. */
  readonly code: (text: string) => number;
  /** The text of a number; `undefined` where the edition writes none such. */
  readonly textOf: (code: number) => string | undefined;
  /** All texts so far with their numbers. */
  readonly all: () => ReadonlyMap<string, number>;
}

/** From here on numbers stand for texts that the edition doesn't write. */
export const firstOtherText = 1_000_000;

/** Makes an empty table. */
export const makeTexts = (): Texts => {
  const codes = new Map<string, number>();
  const texts: string[] = [];
  return {
    code: (text) => {
      const known = codes.get(text);
      if (known !== undefined) return known;
      codes.set(text, texts.length);
      texts.push(text);
      return texts.length - 1;
    },
    textOf: (code) => texts[code],
    all: () => codes,
  };
};
