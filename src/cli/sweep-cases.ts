import { readFile } from 'node:fs/promises';
import { readJson } from '../service/read-json.js';
import { CouldNot, WrongUse, type Shell } from './command.js';
import { readRecordedScenarios } from './recorded-scenarios.js';

/** A case to sweep, and where it comes from. */
export interface NamedCase {
  readonly decision: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds; chooses the edition where none is named. */
  readonly asOf: number | null;
  readonly edition: { readonly document?: string; readonly revision?: string; readonly digest?: string };
  /** `uri:line`, or the place in a file of cases. */
  readonly at: string;
  readonly title: string;
}

/** The cases of the scenarios' last run, each question once. */
export const casesOfScenarios = async (directory: string, shell: Shell): Promise<readonly NamedCase[]> => {
  const scenarios = await readRecordedScenarios(directory, shell);
  const cases = new Map<string, NamedCase>();
  for (const { title, uri, line, digests, questions } of scenarios) {
    const [digest, ...others] = digests;
    for (const { decision, facts, asOf } of questions) {
      const key = JSON.stringify([decision, facts, digests]);
      // A scenario under several releases names none, and the instant chooses.
      const edition = digest === undefined || others.length > 0 ? {} : { digest };
      if (!cases.has(key)) cases.set(key, { decision, facts, asOf, edition, at: `${uri}:${line}`, title });
    }
  }
  return [...cases.values()];
};

/** The cases in a JSON file: a list of `{ decision, facts, edition?, title? }`. */
export const casesOfFile = async (file: string): Promise<readonly NamedCase[]> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CouldNot(
      `\`${file}\` cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  const json = readJson(text);
  if (json.code !== 'read' || !Array.isArray(json.value))
    throw new WrongUse(`\`${file}\` is no JSON list of cases.`);
  return json.value.map((value: unknown, i): NamedCase => {
    const at = `${file}#${i + 1}`;
    const { decision, facts, edition = {}, title = decision } = isObject(value) ? value : {};
    if (typeof decision !== 'string' || !isObject(facts) || !isObject(edition) || typeof title !== 'string')
      throw new WrongUse(
        `${at} is no case: { "decision": …, "facts": { … }, "edition"?: { … }, "title"?: … }.`,
      );
    const named = Object.entries(edition).filter(([, text]) => typeof text === 'string');
    return { decision, facts, asOf: null, edition: Object.fromEntries(named), at, title };
  });
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
