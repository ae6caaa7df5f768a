import type { ClauseId, Contract, Section } from './contract.js';

/** Where a reference leads: to a clause, or to a section. */
export type ReferenceTarget =
  | { readonly kind: 'clause'; readonly clause: ClauseId }
  | { readonly kind: 'section'; readonly section: number };

/** Words of a clause that name another part of its contract, such as `Section 6` or `§ 4 Abs. 1`. */
export interface CrossReference {
  /** Offsets in the words of the clause; the end is not included. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** `undefined` where the contract has no such part. */
  readonly target: ReferenceTarget | undefined;
}

/** What may stand before the number of a part; each line is one kind, as contracts call it. */
const kinds = [
  ['section', '(?:sub-?)?sections?|secs?\\.|(?:sub-?)?clauses?|abschnitte?n?|ziffern?|ziff\\.|punkte?'],
  ['§', '§{1,2}'],
  ['article', 'articles?|artikeln?|arts?\\.'],
  ['schedule', 'schedules?'],
  ['annexe', 'annexe'],
  ['annex', 'annex(?:es)?'],
  ['appendix', 'appendix|appendices'],
  ['exhibit', 'exhibits?'],
  ['anlage', 'anlagen?'],
  ['anhang', 'anhangs?|anhänge'],
] as const;

const blank = '[ \\u00a0\\u202f]';
const level = `(?:\\d{1,3}[a-z]?(?:\\.\\d{1,3})*|[IVXLC]{1,7}|[A-Z])(?![\\w])`;
const deeper = `(?:${blank}?\\([a-z0-9]{1,4}\\)|,?${blank}(?:Abs|Absatz|Satz|S|Nr|Nummer|lit|Buchst|al|alinéa|let|lettre|ch|chiffre)\\.?${blank}?[0-9a-z]{1,3}(?![\\w]))*`;
const number = `${level}${deeper}`;
const joint = `(?:,${blank}?|,?${blank}(?:and|or|to|und|oder|bis|bzw\\.)${blank}|${blank}?[-–]${blank}?)`;
const names = kinds.map(([, words]) => words).join('|');
const reference = new RegExp(
  `(?<![\\w§.-])(${names})${blank}?(${number}(?:${joint}(?=[\\dIVXLC])${number})*)`,
  'gi',
);
const each = new RegExp(number, 'g');

/** What follows a reference to a part of another text: `of the Terms of Use`, `GDPR`, `des BGB`. */
const ofAnother =
  /^,?[ \u00a0](?:of|in|to|under|des|der|im|aus)[ \u00a0](?!(?:this|these|dieses|dieser|diesen|diesem)\b)|^[ \u00a0](?:[A-ZÄÖÜ][\wäöüß]*[A-ZÄÖÜ]\w*\b|(?:[A-Z][\w]* ){0,5}(?:Act|Code|Law|Regulation|Directive)\b)/;
/** A name right before it: `the Terms of Use, Section 5`; the first word of a sentence is none. */
const afterName = /[^.;:!?(][ \u00a0(][A-ZÄÖÜ][\wäöüß.]*,?[ \u00a0(]*$/;
const usual =
  /\b(?:This|These|The|See|Under|In|If|By|Per|To|Subject|And|Or|Siehe|Nach|Gemäß|Wenn|Die|Der|Das)[ \u00a0(]*$/;

/**
 * Finds the parts of a contract that the words of its clauses name. A reference that says, or by what stands around it seems, to be of another
 * text is none.
 */
export const makeCrossReferences = (contract: Contract): ((words: string) => readonly CrossReference[]) => {
  const parts = partsOf(contract);
  return (words) => referencesIn(words, parts);
};

const referencesIn = (
  words: string,
  contract: ReadonlyMap<string, ReferenceTarget>,
): readonly CrossReference[] => {
  const found: CrossReference[] = [];
  for (const match of words.matchAll(reference)) {
    const [all, name = '', numbers = ''] = match;
    const [from, to] = [match.index, match.index + all.length];
    const kind = kinds.find(([, form]) => new RegExp(`^(?:${form})$`, 'i').test(name))?.[0];
    const before = words.slice(Math.max(0, from - 60), from);
    if (kind === undefined || ofAnother.test(words.slice(to))) continue;
    if (afterName.test(before) && !usual.test(before)) continue;
    const start = to - numbers.length;
    for (const [nth, { at, part, whole }] of partsIn(name, numbers, kind, contract).entries()) {
      const [partFrom, partTo] = [start + at, start + at + part.length];
      const first = nth === 0 ? from : partFrom;
      found.push({
        from: first,
        to: partTo,
        text: words.slice(first, partTo),
        target: targetOf(whole, kind, contract),
      });
    }
  }
  return found;
};

/**
 * The parts that one reference names, each with its offset in the numbers. After a comma a number is a further part (`Sections 2, 4 and 5`), or lies within
 * the one before (`Schedule 1, 2(b)`, which `and 3` after it may be too: `whole` is the name in full), as the contract has it. Where it has neither and the name is of one part, `Schedule 1, 9(b)` is missing as a
 * whole, and a number by itself counts something else (`under Section 6, 30 days`).
 */
const partsIn = (
  name: string,
  numbers: string,
  kind: string,
  contract: ReadonlyMap<string, ReferenceTarget>,
): readonly { readonly at: number; readonly part: string; readonly whole: string }[] => {
  const parts: { at: number; part: string; whole: string; around: string }[] = [];
  const has = (text: string) => targetOf(text, kind, contract) !== undefined;
  for (const { 0: part, index } of numbers.matchAll(each)) {
    if (!isNumber(part, kind)) continue;
    const last = parts.at(-1);
    const joined = last === undefined ? '' : numbers.slice(last.at, index + part.length);
    const isAfterComma = last !== undefined && joined.slice(last.part.length, -part.length).trim() === ',';
    const within = `${last?.around ?? ''}, ${part}`;
    const isOfOne = isAfterComma && parts.length === 1 && !isPlural.test(name);
    if (isAfterComma && has(joined)) Object.assign(last, { part: joined, whole: joined });
    else if (has(part)) parts.push({ at: index, part, whole: part, around: part });
    else if (last !== undefined && last.whole !== last.around && has(within))
      parts.push({ at: index, part, whole: within, around: last.around });
    else if (!isOfOne) parts.push({ at: index, part, whole: part, around: part });
    else if (/[(.]/.test(part)) Object.assign(last, { part: joined, whole: joined });
  }
  return parts;
};

/** Names of several parts: `Sections`, `§§`, `Ziffern`; in German one form is often both. */
const isPlural = /s\.?$|ices$|§§|^(?:abschnitten?|ziffern|punkte|artikeln?|anlagen|anhänge|ziff\.)$/i;

/** A single letter or a Roman figure counts articles, schedules and the like, and no sections: “section I” is mostly the beginning of words. */
const isNumber = (part: string, kind: string): boolean =>
  /^\d/.test(part) || (kind !== 'section' && kind !== '§');

/** A name of a part in one form: `§ 3 Abs. 2` and `§ 3(2)` are both `§3(2)`. */
const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[ \u00a0\u202f]*,?[ \u00a0\u202f](?:satz|s\.)[ \u00a0\u202f]?\d+/g, '')
    .replaceAll(
      /,?[ \u00a0\u202f](?:abs|absatz|nr|nummer|lit|buchst|al|alinéa|let|lettre|ch|chiffre)\.?[ \u00a0\u202f]?([0-9a-z]{1,3})(?!\w)/g,
      '($1)',
    )
    .replaceAll(/, (\d{1,3})(?!\d)/g, '($1)')
    .replaceAll(/[\s\u00a0\u202f]/g, '')
    .replace(/^(?:section|clause|artikel|article|art\.)/, (word) => (/^art/.test(word) ? 'article' : ''))
    .replace(/[.:]$/, '');

const targetOf = (
  part: string,
  kind: string,
  contract: ReadonlyMap<string, ReferenceTarget>,
): ReferenceTarget | undefined => {
  const bare = keyOf(part);
  const keys =
    kind === 'section'
      ? [bare, `§${bare}`, `article${bare}`]
      : kind === '§' || kind === 'article'
        ? [`${kind}${bare}`, bare]
        : [`${kind}${bare}`];
  return keys.map((key) => contract.get(key)).find((target) => target !== undefined);
};

/**
 * The parts of a contract by their keys: clauses before sections, then what has only parts of its own (`3.2` by `3.2(a)`), and last the items of a
 * paragraph that prints no number: `3(a)` is `3.1(a)` where section 3 has one such item.
 */
const partsOf = ({ clauses, sections }: Contract): ReadonlyMap<string, ReferenceTarget> => {
  const targets = new Map<string, ReferenceTarget>();
  const add = (key: string, target: ReferenceTarget): void => {
    if (!targets.has(key)) targets.set(key, target);
  };
  const ids = [...clauses.keys()].map((clause) => ({ clause, key: keyOf(clause) }));
  for (const { clause, key } of ids) add(key, { kind: 'clause', clause });
  for (const section of sections)
    for (const key of sectionKeys(section)) add(key, { kind: 'section', section: section.number });
  for (const { clause, key } of ids)
    for (const { index } of key.matchAll(/[.(]/g)) add(key.slice(0, index), { kind: 'clause', clause });
  const items = ids.flatMap(({ clause, key }) => {
    const [, section, item] = /^(\d+)\.\d+(\(.+)$/.exec(key) ?? [];
    return section === undefined || item === undefined ? [] : [{ clause, key: `${section}${item}` }];
  });
  for (const { clause, key } of items)
    if (items.filter((other) => other.key === key).length === 1) add(key, { kind: 'clause', clause });
  return targets;
};

/** By what a section may be named: its number, or the number with which its heading begins. */
const sectionKeys = ({ label, heading }: Section): readonly string[] => {
  const printed =
    /^(?:(\d+(?:\.\d+)*)[.)]?|(§ ?\d+[a-z]?|[a-zäöü]+\.? (?:\d+[a-z]?|[ivxlc]+|[a-z])))(?=[\s.:–—-]|$)/i.exec(
      heading,
    );
  return [label, printed?.[1] ?? printed?.[2] ?? ''].filter((text) => text !== '').map(keyOf);
};
