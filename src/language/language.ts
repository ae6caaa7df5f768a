/** The language of an edition's own sentences, and the words for values that `Intl` has none for. */
export interface Language {
  /** BCP 47: `de`, `fr-CA`. */
  readonly tag: string;
  readonly words: LanguageWords;
}

/** What is said for yes, no, no value or an empty list, and the instant that never comes. */
export type LanguageWords = Readonly<Record<LanguageWord, string>>;

export type LanguageWord = 'yes' | 'no' | 'none' | 'never';

/** The language of an edition that names none. */
export const english: Language = { tag: 'en', words: { yes: 'yes', no: 'no', none: 'none', never: 'never' } };

/** Whether this machine has the forms of a language. */
export const isLanguage = (tag: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
};
