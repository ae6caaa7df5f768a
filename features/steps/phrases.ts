import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { defineParameterType, defineStep, DataTable } from '@cucumber/cucumber';
import {
  generalSteps,
  phraseParameters,
  readPhraseTable,
  stepsOf,
  wordsParameter,
  type Json,
  type PhraseParameter,
  type PhraseTable,
  type Step,
} from '../../src/index.js';
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
  const byText = new Map<string, Map<string, Step>>();
  for (const table of tables) {
    for (const step of stepsOf(table)) {
      const others = byText.get(step.text) ?? new Map<string, Step>();
      byText.set(step.text, others.set(table.document, step));
    }
  }
  for (const [text, byDocument] of byText) {
    const [first] = byDocument.values();
    register(text, first?.parameters ?? 0, (document) => {
      const step = byDocument.get(document);
      if (step !== undefined) return step;
      const positions = [...byDocument.values()].map(({ position }) => position);
      throw new Error(`\`${text}\` is no phrase of ${document}; it stands in ${positions.join(', ')}.`);
    });
  }
  for (const step of generalSteps)
    register(step.text, step.parameters + (step.takesTable ? 1 : 0), () => step);
}

/** @param length how many arguments cucumber hands over: the parameters, then the table where the step takes one */
function register(text: string, length: number, stepOf: (document: string) => Step): void {
  const step = async function (
    this: ClausebookWorld,
    ...given: readonly (Json | DataTable)[]
  ): Promise<void> {
    const parameters = given.filter((value): value is Json => !(value instanceof DataTable));
    const table = given.find((value) => value instanceof DataTable);
    await this.perform(stepOf(this.document()), parameters, table?.raw() ?? []);
  };
  // Cucumber counts the declared arguments.
  Object.defineProperty(step, 'length', { value: length });
  defineStep(text, step);
}

/** One parameter per name: contracts that use a name for different words share the union of the words. */
function wordParameters(tables: readonly PhraseTable[]): readonly PhraseParameter[] {
  const words = new Map<string, string[]>();
  for (const table of tables) {
    for (const [name, list] of table.words) words.set(name, [...(words.get(name) ?? []), ...list]);
  }
  return [...words].map(([name, list]) => wordsParameter(name, [...new Set(list)]));
}

function readTable(document: string, file: string): PhraseTable {
  const read = readPhraseTable(document, relative(process.cwd(), file), readFileSync(file, 'utf8'));
  if (read.code === 'faults') throw new Error(read.faults.join('\n'));
  return read.table;
}

const tables = readdirSync(featuresDirectory, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ document: name, file: join(featuresDirectory, name, 'phrases.yaml') }))
  .filter(({ file }) => existsSync(file))
  .map(({ document, file }) => readTable(document, file));

registerPhrases(tables);
