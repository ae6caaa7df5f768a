import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineParameterType, defineStep } from '@cucumber/cucumber';
import { perform } from '../support/actions.js';
import type { Json } from '../support/driver.js';
import { phraseParameters, wordsParameter, type PhraseParameter } from '../support/parameter-types.js';
import { readPhraseTable, type Phrase, type PhraseTable } from '../support/phrase-table.js';
import { featuresDirectory } from '../support/settings.js';
import type { ClausebookWorld } from '../support/world.js';

/** Makes a cucumber step of every phrase of every contract; a phrase serves the scenarios of its own contract. */
function registerPhrases(tables: readonly PhraseTable[]): void {
  for (const parameter of [...phraseParameters, ...wordParameters(tables)]) {
    defineParameterType({
      name: parameter.name,
      regexp: parameter.pattern,
      transformer: parameter.read,
      useForSnippets: false,
      preferForRegexpMatch: false,
    });
  }
  const byText = new Map<string, Map<string, Phrase>>();
  for (const { document, phrases } of tables) {
    for (const phrase of phrases) {
      const others = byText.get(phrase.text) ?? new Map<string, Phrase>();
      byText.set(phrase.text, others.set(document, phrase));
    }
  }
  for (const [text, byDocument] of byText) {
    const step = async function (this: ClausebookWorld, ...parameters: readonly Json[]): Promise<void> {
      const phrase = byDocument.get(this.document);
      if (phrase === undefined) {
        const positions = [...byDocument.values()].map(({ position }) => position);
        throw new Error(
          `\`${text}\` is no phrase of ${this.document}; it stands in ${positions.join(', ')}.`,
        );
      }
      await perform(this, phrase, parameters);
    };
    const [first] = byDocument.values();
    // Cucumber counts the declared arguments.
    Object.defineProperty(step, 'length', { value: first?.parameters ?? 0 });
    defineStep(text, step);
  }
}

/** One parameter per name: contracts that use a name for different words share the union of the words. */
function wordParameters(tables: readonly PhraseTable[]): readonly PhraseParameter[] {
  const words = new Map<string, string[]>();
  for (const table of tables) {
    for (const [name, list] of table.words) words.set(name, [...(words.get(name) ?? []), ...list]);
  }
  return [...words].map(([name, list]) => wordsParameter(name, [...new Set(list)]));
}

const tables = readdirSync(featuresDirectory, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ document: name, file: join(featuresDirectory, name, 'phrases.yaml') }))
  .filter(({ file }) => existsSync(file))
  .map(({ document, file }) =>
    readPhraseTable(document, relative(process.cwd(), file), readFileSync(file, 'utf8')),
  );

registerPhrases(tables);
