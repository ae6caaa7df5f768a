import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openClausebook } from '../../../src/index.js';
import { isObject, asSent } from '../../../src/scenarios/json.js';
import { compileFeatures } from '../../../src/scenarios/compile-features.js';
import { readFeatures } from '../../../src/scenarios/read-features.js';
import { runScenario } from '../../../src/scenarios/run-scenario.js';

/** Where scenarios and editions are, and where records are to be. */
export interface RecordedRun {
  readonly editions: string;
  readonly features: string;
  /** Emptied before. */
  readonly data: string;
}

/** Runs the scenarios of some contracts with their records, as `npm test` does; the titles of those that fail. */
export const runRecorded = async (
  { editions, features, data }: RecordedRun,
  documents: readonly string[],
): Promise<readonly string[]> => {
  await rm(data, { recursive: true, force: true });
  const clausebook = await openClausebook({ editionsDirectory: editions, dataDirectory: data });
  const told = [];
  for (const name of documents) {
    const read = await readFeatures(features, name);
    assert.ok(read.code === 'read');
    const compiled = compileFeatures(read.sources);
    assert.deepEqual(compiled.faults, []);
    for (const one of compiled.scenarios) {
      const { passed, answers } = await runScenario(one, async (decision, request) => {
        const { status, body } = await clausebook.decide(decision, request);
        return { status, body: asSent(body) };
      });
      const decisions = answers.flatMap(({ body }) => (isObject(body) ? (body['id'] ?? []) : []));
      const { title, document, uri, line } = one;
      told.push({ title, document, uri, line, status: passed ? 'PASSED' : 'FAILED', decisions });
    }
  }
  await clausebook.close();
  await writeFile(join(data, 'scenarios.json'), JSON.stringify(told));
  return told.filter(({ status }) => status === 'FAILED').map(({ title }) => title);
};
