import { suggestion } from '../../language/nearest.js';
import type { Type } from '../../language/types/types.js';
import type { RuleSet } from '../model/rule-set.js';
import type { FactShape } from '../model/declarations.js';
import type { Template } from '../model/template.js';
import type { Letters, LetterWords } from '../model/letters.js';
import type { Usable } from '../names/names-needed.js';
import type { Findings } from '../read/diagnostic.js';
import { keyPlace, valuePlace, type Path } from '../read/place.js';
import { wholeItems, type Structured } from '../read/structure.js';

/** What letters are built among. */
export interface LetterContext {
  readonly decisions: ReadonlyMap<string, RuleSet>;
  readonly usable: Usable;
  /** Readings that the edition has. */
  readonly readings: ReadonlySet<string>;
  readonly findings: Findings;
  /** True of what is only tried: words that are missing, or of what is not there, are not reported. */
  readonly tried: boolean;
}

/** Reports words for what the edition does not have. */
export const checkLetterNames = (
  structured: Structured<'letters'>,
  { decisions, readings, usable, findings }: LetterContext,
): void => {
  const check = (path: Path, name: string, what: string, known: Iterable<string>): void => {
    const names = [...known];
    if (names.includes(name)) return;
    findings.report('letter-name', keyPlace(structured.source, path), {
      message: `\`${name}\` is no ${what}.`,
      hint: suggestion(name, names, 'Remove it, or mend the name.'),
    });
  };
  const facts = [...usable.vocabulary.facts.values()].flatMap(({ name, shape }) => dottedNames(name, shape));
  for (const { key, path } of wholeItems(structured, 'readings')) check(path, key, 'reading', readings);
  for (const { key, path } of wholeItems(structured, 'assumed')) check(path, key, 'fact', facts);
  for (const { key, value, path } of wholeItems(structured, 'decisions')) {
    const ruleSet = decisions.get(key);
    if (ruleSet === undefined) {
      check(path, key, 'decision', decisions.keys());
      continue;
    }
    const names: readonly (readonly [list: keyof typeof value, what: string, known: readonly string[]])[] = [
      ['outcomes', 'outcome', ruleSet.outcomes],
      ['effects', 'effect', [...ruleSet.effects.keys()]],
      ['choices', 'choice', ruleSet.choices],
      ['assumed', 'fact', facts],
      ['next', 'rule', ruleSet.rules.map(({ id }) => id)],
    ];
    for (const [list, what, known] of names)
      for (const name of Object.keys(value[list] ?? {})) check([...path, list, name], name, what, known);
    for (const [effect, { values }] of Object.entries(value.effects ?? {}))
      for (const name of Object.keys(values ?? {}))
        check(
          [...path, 'effects', effect, 'values', name],
          name,
          `value of ${effect}`,
          valuesOf(ruleSet.effects.get(effect)?.type),
        );
  }
};

/** Reports words that are missing: of outcomes, effects, choices, readings, of what may be assumed, and of values that texts mention. */
export const checkLetterWords = (
  structured: Structured<'letters'>,
  letters: Letters,
  { decisions, usable, findings }: LetterContext,
): void => {
  const { source } = structured;
  const missing = (path: Path, message: string, hint: string): void => {
    findings.report('letter-words', (path.length === 0 ? valuePlace : keyPlace)(source, path), {
      message,
      hint,
    });
  };
  const saidValues = new Set<string>();
  const readings = new Set<string>();
  for (const [decision, ruleSet] of decisions) {
    const words = letters.decisions.get(decision);
    if (words === undefined) {
      missing(
        ['decisions'],
        `There are no words for the decision \`${decision}\`.`,
        `Add \`${decision}\` below \`decisions\`.`,
      );
      continue;
    }
    const path = ['decisions', decision];
    const written = new Set(Object.keys(effectsWritten(structured, decision)));
    for (const outcome of ruleSet.outcomes)
      if (!words.outcomes.has(outcome))
        missing(
          [...path, 'outcomes'],
          `There are no words for the outcome \`${outcome}\`.`,
          'Say what the answer then is.',
        );
    for (const effect of ruleSet.effects.keys())
      if (!written.has(effect))
        missing(
          path,
          `There are no words for the effect \`${effect}\`.`,
          'Say what follows by its value, or by `untold` why the customer is not told.',
        );
    for (const choice of ruleSet.choices)
      if (!words.choices.has(choice))
        missing(path, `There are no words for the choice \`${choice}\`.`, 'Say what may be chosen.');
    for (const fact of assumable(ruleSet, usable.vocabulary.facts))
      if (!isSaidOf(fact, words.assumed))
        missing(
          path,
          `There are no words for \`${fact}\`, which may be left out.`,
          'Say below `assumed` what is then taken to be so, or by `untold` why the customer is not told.',
        );
    for (const name of effectGaps(ruleSet, words))
      missing(
        [...path, 'effects', name.split(' ')[0] ?? ''],
        `There are no words for ${name.split(' ').slice(1).join(' ')}.`,
        'Add them, or `some` for all values.',
      );
    for (const value of mentionedValues(ruleSet, words)) saidValues.add(value);
    for (const reading of readingsOf(ruleSet)) readings.add(reading);
  }
  for (const value of saidValues)
    if (isId.test(value) && !letters.words.has(value))
      missing(
        [],
        `A text mentions the value \`${value}\`, and \`words\` does not say how it is said.`,
        'Add it to `words`.',
      );
  for (const reading of readings)
    if (!letters.readings.has(reading))
      missing(
        [],
        `There are no words for the reading \`${reading}\`.`,
        'Say below `readings` what was taken to be so.',
      );
};

/** A value of a fixed list that is no word by itself. */
const isId = /^[a-z0-9]+(?:-[a-z0-9]+)+$/;

/** Whether there are words for a fact, or for one that it is a field of. */
const isSaidOf = (fact: string, assumed: ReadonlyMap<string, string>): boolean => {
  const path = fact.split('.');
  return path.some((_, at) => assumed.has(path.slice(0, at + 1).join('.')));
};

const effectsWritten = (structured: Structured<'letters'>, decision: string): object =>
  wholeItems(structured, 'decisions').find(({ key }) => key === decision)?.value.effects ?? {};

const dottedNames = (name: string, { fields }: FactShape): readonly string[] => [
  name,
  ...[...fields].flatMap(([field, shape]) => (field === '[]' ? [] : dottedNames(`${name}.${field}`, shape))),
];

/** Facts that the rules of a decision read and that may be left out. */
const assumable = (
  { facts, reads }: RuleSet,
  declared: ReadonlyMap<string, { readonly shape: FactShape }>,
): readonly string[] => {
  const isRead = (path: string): boolean =>
    reads.some((name) => name === path || name.startsWith(`${path}.`) || path.startsWith(`${name}.`));
  const below = (path: string, shape: FactShape, mayBeLeftOut: boolean): readonly string[] => [
    ...((shape.default !== null || mayBeLeftOut) && isRead(path) ? [path] : []),
    ...[...shape.fields].flatMap(([field, inner]) =>
      field === '[]' ? [] : below(`${path}.${field}`, inner, false),
    ),
  ];
  return facts.flatMap(({ name, optional }) => {
    const shape = declared.get(name)?.shape;
    return shape === undefined ? [] : below(name, shape, optional);
  });
};

/** Effects that are told by their values, and lack words for one. */
const effectGaps = ({ effects }: RuleSet, words: LetterWords): readonly string[] =>
  [...effects.values()].flatMap(({ name, type }) => {
    const told = words.effects.get(name);
    if (told === undefined || told.some !== undefined || told.values.size === 0) return [];
    return valuesOf(type)
      .filter((value) => !told.values.has(value))
      .map((value) => `${name} \`${value}\``);
  });

const mentionedValues = ({ rules }: RuleSet, words: LetterWords): readonly string[] => {
  const templates: readonly Template[] = [
    ...rules.map(({ then }) => then.because),
    words.asked,
    ...[...words.outcomes.values()].map(({ says }) => says),
    ...[...words.effects.values()].flatMap(({ some, one, none, values }) =>
      [some, one, none, ...values.values()].filter((one) => one !== undefined),
    ),
  ];
  return templates.flat().flatMap((part) => (typeof part === 'string' ? [] : valuesOf(part.expression.type)));
};

/** The values of a fixed list of texts, or of a list of such. */
const valuesOf = (type: Type | undefined): readonly string[] => {
  if (type?.kind === 'list') return valuesOf(type.of);
  return type?.kind === 'text' ? (type.values ?? []) : [];
};

const readingsOf = ({ rules, definitions }: RuleSet): readonly string[] => [
  ...rules.flatMap(({ readings }) => readings),
  ...definitions.flatMap(({ readings }) => readings),
];
