import { comparisonsIn, expressionsOf } from '../../edition/model/rule-expressions.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Definition, FunctionDeclaration } from '../../edition/model/declarations.js';
import type { Rule } from '../../edition/model/rule-set.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import { partsOf, readsOf } from '../../language/syntax/walk.js';
import { enumeration } from './call-words.js';
import { expressionInWords } from './expression-words.js';
import { nounOf, sentenceOf, wordsOf } from './name-words.js';

/** A definition, or a function of the edition's own, in words. */
export interface TermWords {
  /** As it is written: `valueOfFuturePeriods`. */
  readonly term: string;
  /** As sentences name it: “the value of future periods”; a sentence where it holds or does not. */
  readonly name: string;
  /** What it is. */
  readonly words: string;
  readonly clauses: readonly string[];
  /** Whether the rule itself reads it; others are read by those before them. */
  readonly isDirect: boolean;
}

/** What the words of a rule mean: the definitions and functions that it rests on, each after one that reads it. */
export const termsOfRule = (edition: Edition, rule: Rule): readonly TermWords[] => {
  const found = new Map<string, TermWords>();
  let next = expressionsOf(rule);
  for (let isDirect = true; next.length > 0; isDirect = false) {
    const used = next
      .flatMap((expression) => usedBy(edition, expression))
      .filter(({ key }) => !found.has(key));
    for (const { key, tell } of used) found.set(key, { ...tell(), isDirect });
    next = used.map(({ is }) => is);
  }
  return [...found.values()];
};

/** All definitions and functions of an edition in words, in its order. */
export const termsOf = (edition: Edition): readonly TermWords[] => [
  ...[...edition.definitions.values()].map((definition) => definitionInWords(edition, definition)),
  ...[...edition.functions.values()].map((declared) => functionInWords(edition, declared)),
];

/** What the conditions of an edition's rules compare, by dotted name, as sentences name it. */
export const namesCompared = (edition: Edition): Readonly<Record<string, string>> => {
  const named = (name: string, type: Type): readonly [string, string] => [
    name,
    type.kind === 'boolean' ? `“${sentenceOf(edition, name)}”` : nounOf(edition, name, type),
  ];
  const conditions = [...edition.decisions.values()].flatMap(({ rules }) => rules.map(({ when }) => when));
  return Object.fromEntries(
    conditions
      .flatMap(comparisonsIn)
      .flatMap(({ name, left, right }) => [
        named(name, left.type),
        ...(right.kind === 'fact' ? [named(right.name, right.expression.type)] : []),
      ]),
  );
};

/** What a definition is called, and what it is. */
export const definitionInWords = (edition: Edition, { term, is, clauses }: Definition): TermWords => ({
  term,
  name: is.type.kind === 'boolean' ? `“${sentenceOf(edition, term)}”` : nounOf(edition, term, is.type),
  words: expressionInWords(edition, is),
  clauses,
  isDirect: true,
});

/** What a function is called, of its parameters, and what it comes to. */
export const functionInWords = (
  edition: Edition,
  { name, parameters, body, clauses }: FunctionDeclaration,
): TermWords => {
  const given = parameters.map(([parameter]) => `“${wordsOf(parameter)}”`);
  return {
    term: name,
    name: `the ${wordsOf(name)} of ${enumeration(given, 'and')}`,
    words: expressionInWords(edition, body),
    clauses,
    isDirect: true,
  };
};

interface Used {
  readonly key: string;
  readonly is: TypedExpression;
  readonly tell: () => TermWords;
}

/** The definitions that an expression reads and the functions that it calls; what these are made of is not looked into. */
const usedBy = (edition: Edition, expression: TypedExpression): readonly Used[] => [
  ...readsOf(expression).flatMap(({ root }) => {
    const definition = edition.definitions.get(root);
    return definition === undefined
      ? []
      : [
          {
            key: `definition ${root}`,
            is: definition.is,
            tell: () => definitionInWords(edition, definition),
          },
        ];
  }),
  ...callsIn(expression).flatMap((name) => {
    const declared = edition.functions.get(name);
    return declared === undefined
      ? []
      : [{ key: `function ${name}`, is: declared.body, tell: () => functionInWords(edition, declared) }];
  }),
];

const callsIn = (expression: TypedExpression): readonly string[] => [
  ...(expression.kind === 'let' && expression.function !== undefined ? [expression.function] : []),
  ...partsOf(expression).flatMap(callsIn),
];
