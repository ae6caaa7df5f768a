/** A number that is printed before a paragraph, such as `1.1`, `(a)` or `§ 3 Abs. 2`. */
export interface PrintedNumber {
  /** `name` has a word or sign: `§ 3`, `Article IV`; `levels` is `1.1`, `single` is `1.`, `part` is `(a)`. */
  readonly kind: 'name' | 'levels' | 'single' | 'part';
  /** As it is printed, without what ends it: `1`, `1.1`, `a`, `§ 3`. */
  readonly id: string;
  /** What stands behind it. */
  readonly words: string;
}

const forms: readonly (readonly [PrintedNumber['kind'], RegExp])[] = [
  ['name', /^(§{1,2} ?\d+[a-z]?(?: Abs\. ?\d+)?)[.:]?(?: +|$)(.*)$/],
  [
    'name',
    /^((?:Article|Artikel|Art\.|Section|Clause|Schedule|Annex|Appendix|Exhibit|Anlage) (?:\d+[A-Za-z]?|[IVXLC]+|[A-Z]))\b[.:]?(?: +[–—-])?(?: +|$)(.*)$/i,
  ],
  ['levels', /^(\d+(?:\.\d+)+)[.)]? +(.*)$/],
  ['single', /^(\d{1,3})[.)] +(.*)$/],
  ['part', /^\(([a-z]{1,3}|[ivxl]+|\d{1,3})\) +(.*)$/i],
  ['part', /^([a-z])[.)] +(.*)$/],
];

/** The number that a paragraph begins with; `undefined` where there is none. */
export const printedNumber = (text: string): PrintedNumber | undefined => {
  for (const [kind, form] of forms) {
    const [, id, words = ''] = form.exec(text) ?? [];
    if (id !== undefined) return { kind, id, words };
  }
  return undefined;
};

const romans: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 };

/** What a printed letter, Roman figure or number counts, in each way in which it may be read. */
export const countsOf = (
  part: string,
): readonly { readonly by: 'letter' | 'roman' | 'digit'; readonly value: number }[] => {
  const low = part.toLowerCase();
  if (/^\d+$/.test(low)) return [{ by: 'digit', value: Number(low) }];
  const letter =
    low.length === 1 || Array.from(low).every((each) => each === low[0])
      ? [{ by: 'letter' as const, value: low.charCodeAt(0) - 96 + 26 * (low.length - 1) }]
      : [];
  const figures = Array.from(low, (each) => romans[each] ?? 0);
  const value = figures.reduce((sum, each, at) => sum + (each < (figures[at + 1] ?? 0) ? -each : each), 0);
  return figures.includes(0) ? letter : [...letter, { by: 'roman' as const, value }];
};
