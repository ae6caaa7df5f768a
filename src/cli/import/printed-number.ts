/** A number that is printed before a paragraph, such as `1.1`, `(a)` or `§ 3 Abs. 2`. */
export interface PrintedNumber {
  /**
   * `annex` and `name` have a word or sign: `Schedule 1`, `§ 3`, `Article IV`, `Art. 4 al. 2`; `levels` is `1.1`, `single` is `1.`, `part` is
   * `(a)`, `division` is `Part II` or `Teil 2`, which head what stands below them, `below` is `al. 2` or `lit. a`, `roman` is `IV.`, `bare` is a number with nothing behind it.
   */
  readonly kind: 'annex' | 'name' | 'division' | 'levels' | 'single' | 'part' | 'below' | 'roman' | 'bare';
  /** As it is printed, without what ends it: `1`, `1.1`, `a`, `§ 3`. */
  readonly id: string;
  /** What stands behind it. */
  readonly words: string;
}

const below =
  '(?:Abs\\.|Absatz|al\\.|alinéa|par\\.|Nr\\.|Nummer|Ziff\\.|ch\\.|chiffre|let\\.|lettre|lit\\.|Buchst\\.) ?(?:\\d{1,3}|[a-z]{1,2})';
const count = '(?:\\d+[A-Za-z]?(?:bis|ter)?|premier|[IVXLC]+|[A-Z])';
const divisions =
  'Part|Subpart|Title|Chapter|Book|Division|Teil|Titel|Kapitel|Abschnitt|Unterabschnitt|Hauptstück|Buch|Partie|Titre|Chapitre|Livre|Parte|Titolo|Título|Capitolo|Capítulo|Libro|Deel|Hoofdstuk|Afdeling';
const ordinals =
  'One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eins|Zwei|Drei|Vier|Fünf|Sechs|Sieben|Acht|Neun|Zehn';
const germanOrdinals = 'Erst|Zweit|Dritt|Viert|Fünft|Sechst|Siebt|Acht|Neunt|Zehnt';
const end = '(?:[.:]|\\b)(?: +[–—-])?(?: +|$)';

const forms: readonly (readonly [PrintedNumber['kind'], RegExp])[] = [
  ['name', new RegExp(`^(§{1,2} ?\\d+[a-z]?(?:,? ${below})*)\\)?${end}(.*)$`)],
  [
    'annex',
    new RegExp(
      `^((?:Schedule|Annexe?|Appendix|Exhibit|Anlage|Anhang|Allegato) ${count})(?![\\w.]*\\d)${end}(.*)$`,
      'i',
    ),
  ],
  [
    'name',
    new RegExp(
      `^((?:Article|Artikel|Articolo|Art\\.|Section|Clause) ${count}(?:,? ${below})*)(?![\\w.]*\\d)\\)?${end}(.*)$`,
      'i',
    ),
  ],
  ['division', new RegExp(`^((?:${divisions}) (?:${count}|${ordinals}))(?![\\w.]*\\d)${end}(.*)$`, 'i')],
  [
    'division',
    new RegExp(
      `^((?:(?:${germanOrdinals})e[rs]|\\d{1,2}\\.) (?:${divisions}))(?![\\p{L}\\d])${end}(.*)$`,
      'iu',
    ),
  ],
  ['below', new RegExp(`^(${below})[.):]?(?: +|$)(.*)$`, 'i')],
  ['levels', /^(\d+(?:\.\d+)+)[.)]?(?: +|$)(.*)$/],
  [
    'levels',
    /^(?:[Ss]ection|SECTION|[Cc]lause|CLAUSE|[Aa]rticle|ARTICLE|Artikel|Ziffer) (\d+(?:\.\d+)+)[.:)]?(?: +[–—-])?(?: +(?!\p{Ll})|$)(.*)$/u,
  ],
  ['single', /^(\d{1,3})[.)](?: +|$)(.*)$/],
  ['part', /^\(([a-z]{1,3}|[ivxl]+|\d{1,3})\)(?: +|$)(.*)$/i],
  ['part', /^([a-z]{1,2}|[ivx]{1,5})\)(?: +|$)(.*)$/i],
  ['part', /^([a-z])\.(?: +|$)(.*)$/],
  ['roman', /^([IVX]{1,6})\.(?: +|$)(.*)$/],
  ['bare', /^(\d{1,2}) +(?=[\p{Lu}«“„"])(.*)$/u],
];

/** What only a list of the document prints: anywhere else it is mostly words. */
const countedForms: typeof forms = [['part', /^([A-Z])\.(?: +|$)(.*)$/]];

/**
 * The number that a paragraph begins with; `undefined` where there is none.
 * @param isCounted whether it was made by the document's list
 */
export const printedNumber = (text: string, isCounted = false): PrintedNumber | undefined => {
  for (const [kind, form] of isCounted ? [...forms, ...countedForms] : forms) {
    const [, id, words = ''] = form.exec(text) ?? [];
    if (id !== undefined) return { kind, id, words };
  }
  return undefined;
};

/** What a printed letter, Roman figure or number counts, in one of the ways in which it may be read. */
export interface Count {
  readonly by: 'letter' | 'roman' | 'digit';
  readonly value: number;
}

const romans: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 };

/** All ways in which a printed letter, Roman figure or number may be read. */
export const countsOf = (part: string): readonly Count[] => {
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

/** Whether one number of levels is the next after another: `1.2` or `1.1.1` after `1.1`, `2.1` after any of section 1. */
export const follows = (before: string, id: string): boolean => {
  const [a, b] = [before.split('.').map(Number), id.split('.').map(Number)];
  if (b.length > a.length)
    return b.length === a.length + 1 && a.every((part, at) => b[at] === part) && b.at(-1) === 1;
  const at = b.length - 1;
  return b.slice(0, at).every((part, place) => part === a[place])
    ? b[at] === (a[at] ?? 0) + 1
    : b.at(-1) === 1;
};

const monthFirst =
  /^(?:Janua|Februa|March|März|April|May|Mai|June|Juni|July|Juli|August|September|O[ck]tober|November|De[cz]ember)/;

/** Whether `1.` before these words is rather a date: `1. Januar`. */
export const isDate = (words: string): boolean => monthFirst.test(words);

/** `§ 3` of `§ 3 Abs. 2`. */
export const baseOf = /^(§{1,2} ?\d+[a-z]?|[\p{L}.]+ \S+?),? (?=\p{L})/u;
