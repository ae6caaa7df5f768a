import { shapeIn } from '../../edition/model/fact-shape.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Type } from '../../language/types/types.js';

/** A name as separate lower-case words: `not-refundable` and `notRefundable` are “not refundable”. */
export const wordsOf = (name: string): string =>
  name
    .replaceAll('-', ' ')
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .toLowerCase();

/**
 * What a dotted name stands for, as a noun: `package.plan` is “the package's plan”, unless the edition says how it is called, or describes it
 * in a few words of that kind. An amount stands for its money, and an instant for the time when something is.
 */
export const nounOf = (edition: Edition, name: string, type: Type): string => {
  if (name === 'asOf') return 'the time of the decision';
  const described = declaredNoun(edition, name);
  if (described !== null) return described;
  const [owner, fields] = ownerOf(edition, name);
  if (owner !== null && type.kind !== 'instant' && type.kind !== 'date')
    return [...fields.reverse().map((field) => `the ${wordsOf(field)}`), owner].join(' of ');
  const path = name.endsWith('.minor') ? name.slice(0, -'.minor'.length) : name;
  return type.kind === 'instant' || type.kind === 'date'
    ? timeOf(path.split('.'))
    : nounOfPath(path.split('.'));
};

/** What is so where a dotted name of type boolean is true: `subscriptionHasCeased` is “subscription has ceased”. */
export const sentenceOf = (edition: Edition, name: string): string => {
  const { called, describes } = declared(edition, name);
  const described = called ?? /^(?:Whether|That) ([^;:]{1,70})\.$/.exec(describes)?.[1];
  if (described !== undefined) return described;
  const path = name.split('.').map(wordsOf);
  const last = path.pop() ?? '';
  if (path.length === 0) return last;
  const subject = path.join(' ');
  if (/^(is|has) /.test(last) || last.endsWith('s')) return `${subject} ${last}`;
  return isParticiple(last) ? `${subject} is ${last}` : `${subject}: ${last}`;
};

/** Whether a noun stands for several: “the late days” are, “the status of the members” is. */
export const isPlural = (noun: string): boolean => {
  const head = noun.split(/ (?:of|when|that|for) /)[0] ?? '';
  return /[^aiusy']s$/.test(head) || /[ae]ys$/.test(head);
};

/** How the edition calls a name, or a description that can stand in a sentence as it is: “The end of the term.” */
const declaredNoun = (edition: Edition, name: string): string | null => {
  const { called, describes } = declared(edition, name);
  const found = /^The ([^,;:.]{1,44})\.$/.exec(describes)?.[1];
  return called ?? (found === undefined ? null : `the ${found}`);
};

/** The definition or fact that a name is a field of, where the edition says how it is called, and the fields below it. */
const ownerOf = (edition: Edition, name: string): readonly [owner: string | null, fields: string[]] => {
  const path = name.split('.');
  for (let length = path.length - 1; length > 0; length--) {
    const { called } = declared(edition, path.slice(0, length).join('.'));
    if (called !== undefined) return [called, path.slice(length)];
  }
  return [null, []];
};

/** What the edition says of a name in words; of an amount's minor units, what it says of the amount. */
const declared = (
  edition: Edition,
  name: string,
): { readonly called?: string | undefined; readonly describes: string } => {
  const found =
    shapeIn(edition.facts, name.split('.')) ?? edition.definitions.get(name) ?? edition.parameters.get(name);
  const called = found !== undefined && 'called' in found ? found.called : undefined;
  const describes = found?.describes?.replaceAll(/\basOf\b/g, 'the time of the decision') ?? '';
  const money = name.endsWith('.minor') && called === undefined ? name.slice(0, -'.minor'.length) : '';
  return money === '' ? { called, describes } : describes === '' ? declared(edition, money) : { describes };
};

const nounOfPath = (path: readonly string[]): string => {
  const [first = '', second, ...rest] = path.map(wordsOf);
  if (second === undefined) return `the ${first}`;
  if (rest.length === 0) return `the ${possessive(first)} ${second}`;
  return [...path]
    .reverse()
    .map((name) => `the ${wordsOf(name)}`)
    .join(' of ');
};

const timeOf = (path: readonly string[]): string => {
  const [last = '', ...before] = [...path].reverse();
  const words = wordsOf(last).split(' ');
  if (words.at(-1) !== 'at') return nounOfPath(path);
  if (words.length === 1) return `the time of ${nounOfPath(before.reverse())}`;
  // “handed out at” has a verb of two words.
  const length = words.length > 2 && isParticiple(words.at(-3) ?? '') ? 2 : 1;
  const verb = words.slice(-1 - length, -1).join(' ');
  const own = words.slice(0, -1 - length).join(' ');
  const owner = before.length === 0 ? '' : nounOfPath(before.reverse());
  const who =
    owner === '' ? (own === '' ? 'it' : `the ${own}`) : own === '' ? owner : `${possessive(owner)} ${own}`;
  if (length === 2 || isParticiple(verb)) return `the time when ${who} is ${verb}`;
  if (verb.endsWith('s')) return `the time when ${who} ${verb}`;
  return `the time of ${owner === '' ? 'the' : possessive(who)} ${verb}`;
};

const possessive = (noun: string): string => (/[^s]s$/.test(noun) ? `${noun}'` : `${noun}'s`);

const isParticiple = (word: string): boolean => /ed$|^(paid|made|sent|given|known|begun)$/.test(word);
