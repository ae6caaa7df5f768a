import type { LoadOptions } from '../edition/build/load-edition.js';
import type { Edition } from '../edition/model/edition.js';
import type { Diagnostic } from '../edition/read/diagnostic.js';
import { diagnosticAt } from './diagnostic-at.js';
import { definitionInWords } from './words/term-words.js';

/** More than this nobody reads as one sentence. */
const mostCharacters = 700;

/** Definitions that cannot be told: in a sentence that is too long, or by words that another one has as well. Warnings. */
export const checkWords = (edition: Edition, options: LoadOptions): readonly Diagnostic[] => {
  const before = new Map<string, string>();
  return [...edition.definitions.values()].flatMap((definition): readonly Diagnostic[] => {
    const { term, clauses, position } = definition;
    const { name, words } = definitionInWords(edition, definition);
    const other = before.get(name);
    before.set(name, other ?? term);
    const warn = (message: string, hint: string): Diagnostic =>
      diagnosticAt(edition, position, { code: 'unclear-words', message, hint, clauses }, options);
    return [
      ...(other === undefined
        ? []
        : [
            warn(
              `\`${other}\` and \`${term}\` are both told as ${name}.`,
              'Describe one of them in a few words of its own: `describes: The …`, or `describes: Whether …` of what holds or not.',
            ),
          ]),
      ...(words.length <= mostCharacters
        ? []
        : [
            warn(
              `\`${term}\` is told in ${words.length} characters, as one sentence.`,
              `Give its parts names: definitions of their own, each told in at most ${mostCharacters}.`,
            ),
          ]),
    ];
  });
};
