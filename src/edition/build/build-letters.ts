import type { Type } from '../../language/types/types.js';
import { checkLetterNames, checkLetterWords, type LetterContext } from '../check/check-letters.js';
import type { RuleSet } from '../model/rule-set.js';
import type { Template } from '../model/template.js';
import type { EffectWords, Letters, LetterWords } from '../model/letters.js';
import { givesAway } from '../model/personal.js';
import { makeScope } from '../names/names.js';
import type { Usable } from '../names/names-needed.js';
import { valuePlace, type Path } from '../read/place.js';
import { headOf, wholeItems, type Structured } from '../read/structure.js';
import type { WrittenEffectWords, WrittenLetterWords, WrittenTold } from '../read/written.js';
import { factTypes, personalNames } from './nullability.js';
import { buildTemplate } from './template.js';

/** Builds the words of letters.yaml; `null` where the edition has none, or the file is of no use. */
export const buildLetters = (
  structured: Structured<'letters'> | undefined,
  context: LetterContext,
): Letters | null => {
  const head = structured === undefined ? undefined : headOf(structured);
  if (structured === undefined || head === undefined) return null;
  const assumed = new Map(wholeItems(structured, 'assumed').map(({ key, value }) => [key, value]));
  const decisions = new Map<string, LetterWords>();
  for (const { key, value, path } of wholeItems(structured, 'decisions')) {
    const ruleSet = context.decisions.get(key);
    if (ruleSet !== undefined)
      decisions.set(key, buildWords(value, path, { structured, ruleSet, assumed, context }));
  }
  const letters: Letters = {
    unresolved: { says: head.unresolved.says, next: head.unresolved.next ?? [] },
    words: new Map(wholeItems(structured, 'words').map(({ key, value }) => [key, value])),
    readings: new Map(wholeItems(structured, 'readings').map(({ key, value }) => [key, value])),
    decisions,
  };
  if (!context.tried) {
    checkLetterNames(structured, context);
    if (structured.broken.size === 0) checkLetterWords(structured, letters, context);
  }
  return letters;
};

interface DecisionContext {
  readonly structured: Structured<'letters'>;
  readonly ruleSet: RuleSet;
  /** Words for the whole edition. */
  readonly assumed: ReadonlyMap<string, WrittenTold>;
  readonly context: LetterContext;
}

const buildWords = (written: WrittenLetterWords, path: Path, within: DecisionContext): LetterWords => {
  const { ruleSet, context } = within;
  const facts = factsAndDefinitions(ruleSet, context.usable);
  const effectTypes = new Map([...ruleSet.effects.values()].map(({ name, type }) => [name, type] as const));
  const text = (value: string | undefined, at: Path, types: ReadonlyMap<string, Type>): Template =>
    value === undefined ? [] : templateOf(value, at, types, within);
  const effectWords = (of: WrittenEffectWords, at: Path): EffectWords => ({
    ...(of.some === undefined ? {} : { some: text(of.some, [...at, 'some'], effectTypes) }),
    ...(of.one === undefined ? {} : { one: text(of.one, [...at, 'one'], effectTypes) }),
    ...(of.none === undefined ? {} : { none: text(of.none, [...at, 'none'], effectTypes) }),
    values: new Map(
      Object.entries(of.values ?? {}).map(([value, words]) => [
        value,
        text(words, [...at, 'values', value], effectTypes),
      ]),
    ),
  });
  return {
    asked: text(written.asked, [...path, 'asked'], facts),
    outcomes: new Map(
      Object.entries(written.outcomes).map(([outcome, { says, next = [] }]) => [
        outcome,
        { says: text(says, [...path, 'outcomes', outcome, 'says'], facts), next },
      ]),
    ),
    effects: new Map(
      Object.entries(written.effects ?? {})
        .filter(([, { untold }]) => untold === undefined)
        .map(([effect, of]) => [effect, effectWords(of, [...path, 'effects', effect])]),
    ),
    choices: new Map(Object.entries(written.choices ?? {})),
    assumed: new Map(
      [...within.assumed, ...Object.entries(written.assumed ?? {})].map(([fact, told]) => [
        fact,
        typeof told === 'string' ? told : '',
      ]),
    ),
    next: new Map(Object.entries(written.next ?? {})),
  };
};

/** Names that a letter may mention: those whose values the trace of the decision has. */
const factsAndDefinitions = (
  { facts, definitions }: RuleSet,
  { vocabulary }: Usable,
): ReadonlyMap<string, Type> => {
  const optional = new Set(facts.flatMap(({ name, optional: isOptional }) => (isOptional ? [name] : [])));
  const listed = new Set(facts.map(({ name }) => name));
  return new Map([
    ...[...factTypes(vocabulary, optional)].filter(([name]) => listed.has(name)),
    ...definitions.map(({ term, is }) => [term, is.type] as const),
  ]);
};

const templateOf = (
  text: string,
  path: Path,
  types: ReadonlyMap<string, Type>,
  { structured, context: { findings, usable } }: DecisionContext,
): Template => {
  const { source } = structured;
  const built = buildTemplate(
    { source, path, text },
    { scope: makeScope(types), findings, broken: new Set() },
  );
  const personal = personalNames(usable.vocabulary);
  for (const part of built ?? []) {
    if (typeof part === 'string' || !givesAway(part.expression, personal, usable.definitions)) continue;
    findings.report('effect-personal', valuePlace(source, path), {
      message: `\`${part.name}\` gives away a personal fact, and a letter may be read by others than the customer.`,
      hint: `Leave it out. Personal are ${personal.join(', ')}.`,
    });
  }
  return built ?? [];
};
