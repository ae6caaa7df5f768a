import type { Edition } from '../../edition/model/edition.js';
import type { FactShape } from '../../edition/model/declarations.js';
import { describeType } from '../../language/types/describe-type.js';
import { builtIns } from '../../language/functions.js';
import { timeCallForms } from '../../language/types/type-constructors.js';
import { valueCallForms } from '../../language/types/type-value-calls.js';
import { operators } from '../../language/operators.js';
import type { Word } from '../../wire/book/drafts.js';

const shownCharacters = 160;

/** The functions of the language, and how each is called. */
const languageFunctions: readonly (readonly [name: string, call: string])[] = [
  ...Object.entries(builtIns)
    .filter(([name]) => name !== 'integers' && name !== 'concatenate all') // `for i in 1..n` and `flatten` say it
    .map(([name, { call }]) => [name, call] as const),
  ...Object.entries(valueCallForms),
  ...Object.entries(timeCallForms),
];

/** Every name of an edition, with what it means, and what the language has besides. */
export const wordsOf = (edition: Edition): readonly Word[] => {
  const words: Word[] = [];
  const add = (kind: Word['kind'], word: string, means: string): void => {
    words.push({
      word,
      kind,
      means: means.length > shownCharacters ? `${means.slice(0, shownCharacters - 1)}…` : means,
    });
  };
  const addShape = (name: string, shape: FactShape): void => {
    add('fact', name, `${describeType(shape.type)}. ${shape.describes}`);
    if (shape.type.kind === 'text')
      for (const value of shape.type.values ?? []) add('value', value, `A value of ${name}.`);
    for (const [field, of] of shape.fields) if (field !== '[]') addShape(`${name}.${field}`, of);
  };
  for (const { name, shape } of edition.facts.values()) addShape(name, shape);
  for (const { term, describes, source } of edition.definitions.values())
    add('definition', term, describes ?? source);
  for (const { name, type, describes } of edition.parameters.values())
    add('parameter', name, `${describeType(type)}. ${describes}`);
  for (const { id, words: text } of edition.contract.clauses.values()) add('clause', id, text);
  for (const { id, taken } of edition.readings.values()) add('reading', id, taken);
  for (const { decision, question, outcomes, rules } of edition.decisions.values()) {
    add('decision', decision, question);
    for (const outcome of outcomes) add('value', outcome, `An outcome of ${decision}.`);
    for (const { id } of rules) add('rule', id, `A rule of ${decision}.`);
  }
  for (const name of Object.keys(operators)) add('operator', name, 'An operator of conditions.');
  for (const { name, parameters, result, describes } of edition.functions.values()) {
    const call = `${name}(${parameters.map(([parameter]) => parameter).join(', ')})`;
    add('function', name, `${call} is ${describeType(result)}.${describes === null ? '' : ` ${describes}`}`);
  }
  for (const [name, call] of languageFunctions) if (!edition.functions.has(name)) add('function', name, call);
  return uniqueWords(words);
};

/** A value that several facts share stands once. */
const uniqueWords = (words: readonly Word[]): readonly Word[] => [
  ...new Map(words.map((word) => [`${word.kind} ${word.word}`, word])).values(),
];
