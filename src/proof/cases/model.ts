/** Between a case as a request gives it and what a formula says of its unknowns. */
import type { FactShape } from '../../edition/model/declarations.js';
import { formatDuration, formatInstant, lastInstantMs } from '../../language/instants.js';
import type { CaseFormula } from './case-formula.js';
import type { Case } from '../property.js';
import type { Symbolic } from '../terms/symbolic.js';
import { isNo, isYes, type Term } from '../terms/term.js';
import { firstOfNoCurrency, firstOtherText, type Texts } from '../terms/texts.js';

const plain = { describes: '', personal: false, default: null, minimum: null, maximum: null } as const;
const bare = { ...plain, minLength: null, maxLength: 0, maxItems: 0, pattern: null, orNever: false } as const;
/** Of the fields of money. */
export const integerShape: FactShape = { ...bare, type: { kind: 'integer' }, fields: new Map() };
export const textShape: FactShape = { ...bare, type: { kind: 'text' }, fields: new Map() };

/** What a solver says of the unknowns. @param valueOf the value of a term in its model, as SMT-LIB writes it */
export const caseOf = (of: CaseFormula, valueOf: (term: Term) => string | undefined): Case => {
  const known = (term: Term): string => (isYes(term) || isNo(term) ? term.text : (valueOf(term) ?? 'false'));
  const isTrue = (term: Term): boolean => known(term) === 'true';
  const toJson = (value: Symbolic, shape: FactShape): unknown => {
    if (isTrue(value.absent)) return undefined;
    if (value.kind === 'scalar') return scalarToJson(known(value.term), shape, of.unknowns.texts);
    if (value.kind === 'record')
      return Object.fromEntries(
        [...value.fields].flatMap(([name, field]) => {
          const inner = shape.fields.get(name) ?? (name === 'minor' ? integerShape : textShape);
          const json = toJson(field, inner);
          return json === undefined ? [] : [[name, json]];
        }),
      );
    const item = shape.fields.get('[]');
    if (value.kind !== 'list' || item === undefined) return undefined;
    return value.items.flatMap((one) => (isTrue(one.there) ? [toJson(one.value, item)] : []));
  };
  const facts = [...of.given].flatMap(([name, value]) => {
    const shape = of.edition.facts.get(name)?.shape;
    const json = shape === undefined ? undefined : toJson(value, shape);
    return json === undefined ? [] : [[name, json]];
  });
  return { facts: Object.fromEntries(facts) as Case['facts'], asOf: numberOf(known(of.asOf)) };
};

const scalarToJson = (text: string, shape: FactShape, texts: Texts): unknown => {
  switch (shape.type.kind) {
    case 'boolean':
      return text === 'true';
    case 'instant': {
      const instant = numberOf(text);
      return shape.orNever && instant === lastInstantMs ? 'never' : formatInstant(instant);
    }
    case 'text': {
      const code = numberOf(text);
      return code < firstOtherText ? (texts.textOf(code) ?? '') : otherText(code, shape, texts);
    }
    case 'duration':
      return formatDuration(numberOf(text));
    default:
      return numberOf(text);
  }
};

/** A text that the edition doesn't write, and another for each number. */
const otherText = (code: number, { pattern, minLength }: FactShape, texts: Texts): string => {
  const isCurrency = code < firstOfNoCurrency;
  const number = code - (isCurrency ? firstOtherText : firstOfNoCurrency);
  const rule = pattern === null ? null : new RegExp(pattern, 'u');
  const letters = Array.from({ length: 3 }, (_, place) =>
    String.fromCharCode(65 + (Math.floor(number / 26 ** (2 - place)) % 26)),
  ).join('');
  const other = `other-${number}`.padEnd(minLength ?? 0, '-');
  const tried = [...(isCurrency ? [currencies[number] ?? letters, letters] : []), other];
  return tried.find((text) => (rule?.test(text) ?? true) && !texts.all().has(text)) ?? `other-${number}`;
};

/** Codes of ISO 4217, since money is only taken in a currency that there is. */
const currencies = [
  'CHF',
  'GBP',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'AUD',
  'CAD',
  'NZD',
  'ZAR',
  'MXN',
  'INR',
];

/** A number as SMT-LIB writes it: `5`, `(- 5)`, `2.5`, `(/ 1.0 3.0)`. */
export const numberOf = (text: string): number => {
  const inner = /^\(- (.*)\)$/s.exec(text)?.[1];
  if (inner !== undefined) return -numberOf(inner);
  const [, above, below] = /^\(\/ (\S+|\(- \S+\)) (\S+)\)$/.exec(text) ?? [];
  return above === undefined || below === undefined ? Number(text) : numberOf(above) / numberOf(below);
};
