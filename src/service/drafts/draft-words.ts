import type { Edition } from '../../edition/model/edition.js';
import type { FactShape } from '../../edition/model/declarations.js';
import { describeType } from '../../language/types/describe-type.js';
import { builtIns } from '../../language/functions.js';
import { operators } from '../../language/operators.js';
import type { Word } from '../../wire/book/drafts.js';

const shownCharacters = 160;

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
  for (const [name, { call }] of Object.entries(builtIns)) add('function', name, call);
  return uniqueWords(words);
};

/** A value that several facts share stands once. */
const uniqueWords = (words: readonly Word[]): readonly Word[] => [
  ...new Map(words.map((word) => [`${word.kind} ${word.word}`, word])).values(),
];
