import { CucumberExpression, ParameterType, ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import type { Json } from './json.js';
import { phraseParameters, UnreadableValue, wordsParameter } from './parameter-types.js';
import { nearestPhrase } from './nearest-phrase.js';
import type { PhraseTable } from './phrase-table.js';
import { generalSteps, stepsOf, type Step } from './step.js';

/** The step that a sentence is, with the values in it; or why it is none, which is looked for when it is asked. */
export type MatchResult =
  | { readonly code: 'matched'; readonly step: Step; readonly parameters: readonly Json[] }
  | { readonly code: 'not-matched'; readonly why: () => string };

/** Finds the one step that a sentence is. */
export type MatchStep = (sentence: string) => MatchResult;

/** The sentences of a contract; `faults` lists phrases that are no Cucumber expression, with file, line and column. */
export const makeMatchStep = (
  table: PhraseTable,
): { readonly matchStep: MatchStep; readonly faults: readonly string[] } => {
  const registry = new ParameterTypeRegistry();
  const words = [...table.words].map(([name, list]) => wordsParameter(name, list));
  for (const { name, pattern, read } of [...phraseParameters, ...words])
    registry.defineParameterType(new ParameterType<Json>(name, pattern, null, read, false, false));

  const faults: string[] = [];
  const sentences = [...generalSteps, ...stepsOf(table)].flatMap((step) => {
    try {
      return [
        { step, begins: beginningOf(step.text), expression: new CucumberExpression(step.text, registry) },
      ];
    } catch (error) {
      const why = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ').trim() : String(error);
      faults.push(`${step.position ?? 'a general step'}: \`${step.text}\` is no Cucumber expression: ${why}`);
      return [];
    }
  });

  const texts = sentences.map(({ step }) => step.text);
  // Backgrounds repeat the same sentences over and over.
  const known = new Map<string, MatchResult>();
  const match: MatchStep = (sentence) => {
    const matches = sentences.flatMap(({ step, begins, expression }) => {
      const found = sentence.startsWith(begins) ? expression.match(sentence) : null;
      return found === null ? [] : [{ step, found }];
    });
    const [first, ...others] = matches;
    if (first === undefined)
      return {
        code: 'not-matched',
        why: () =>
          `No phrase says \`${sentence}\`. ${nearestPhrase(sentence, texts, table.words) ?? 'Mend it, or add the phrase.'}`,
      };
    if (others.length > 0) {
      const phrases = matches.map(({ step }) => `\`${step.text}\` (${step.position ?? 'a general step'})`);
      return {
        code: 'not-matched',
        why: () => `\`${sentence}\` is said by several phrases: ${phrases.join(', ')}.`,
      };
    }
    try {
      const parameters = first.found.map((argument) => argument.getValue<Json>(null) ?? null);
      return { code: 'matched', step: first.step, parameters };
    } catch (error) {
      if (error instanceof UnreadableValue) return { code: 'not-matched', why: () => error.message };
      throw error;
    }
  };
  return {
    matchStep: (sentence) => {
      const result = known.get(sentence) ?? match(sentence);
      known.set(sentence, result);
      return result;
    },
    faults,
  };
};

/** The words that every sentence of an expression begins with, so that most expressions need not be tried. */
const beginningOf = (expression: string): string => expression.replace(/[{(/\\].*$/s, '').replace(/\S+$/, '');
