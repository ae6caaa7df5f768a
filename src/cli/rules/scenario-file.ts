import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CouldNot } from '../shell/command.js';

/** A scenario as `scenarios.json` of a run tells it. */
export interface RanScenario {
  readonly title: string;
  /** The folder of features, which is the document's name. */
  readonly document: string;
  readonly uri: string;
  readonly line: number;
  readonly status: string;
  /** Ids of the decisions that were recorded in it. */
  readonly decisions: readonly string[];
}

/** Reads `scenarios.json` of a run. Throws {@link CouldNot} where it is not there or not whole. */
export const readScenarios = async (directory: string): Promise<readonly RanScenario[]> => {
  const file = join(directory, 'scenarios.json');
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CouldNot(`\`${file}\` cannot be read (${why}). Run the scenarios first: npm test.`);
  }
  if (!Array.isArray(json) || !json.every(isRanScenario))
    throw new CouldNot(`\`${file}\` is no list of scenarios.`);
  return json;
};

const isRanScenario = (value: unknown): value is RanScenario => {
  if (typeof value !== 'object' || value === null) return false;
  const { title, document, uri, line, status, decisions } = value as Readonly<Record<string, unknown>>; // an object, just seen
  return (
    [title, document, uri, status].every((text) => typeof text === 'string') &&
    typeof line === 'number' &&
    Array.isArray(decisions) &&
    decisions.every((id) => typeof id === 'string')
  );
};
