/** Reads what a process of unit tests reported. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Durations } from './durations.js';
import type { TestResult } from './results-reporter.js';

/** What a part of the run came to. */
export interface Outcome {
  readonly passed: number;
  readonly failures: readonly Failure[];
}

/** One thing that failed. */
export interface Failure {
  /** Where and what, in a line. */
  readonly name: string;
  readonly problem: string;
}

const lastTestEnd = ' was loaded and run';

/** The name of the test that a process runs last in a file: it fails where the file can't be loaded. */
export const lastTestOf = (file: string): string => `${file}${lastTestEnd}`;

/** Reads the lines of `results-reporter.ts`. The tests before a file's last one are the file's. */
export const readUnitResults = async (place: string, root: string): Promise<Outcome> => {
  const lines = (await readFile(place, 'utf8')).split('\n').filter((line) => line !== '');
  let passed = 0;
  let ofFile: TestResult[] = [];
  const failures: Failure[] = [];
  const tell = (file: string | undefined): void => {
    for (const { name, problem = '', ...result } of ofFile)
      failures.push({ name: `${file ?? relative(root, result.file)}: ${name}`, problem });
    ofFile = [];
  };
  for (const line of lines) {
    const result = JSON.parse(line) as TestResult; // written by the reporter
    const isLast = result.name.endsWith(lastTestEnd);
    if (!result.passed) ofFile.push(result);
    else if (!isLast) passed += 1;
    if (isLast) tell(`test/${result.name.slice(0, -lastTestEnd.length)}`);
  }
  tell(undefined);
  return { passed, failures };
};

/** Reads how long each file took, which were begun and not ended, and how many answers were held to OpenAPI in all. */
export const readClaims = async (
  folder: string,
): Promise<{
  readonly durations: Durations;
  readonly unfinished: readonly string[];
  readonly heldAnswers: number;
}> => {
  const durations: Record<string, number> = {};
  const unfinished: string[] = [];
  let heldAnswers = 0;
  for (const claim of await readdir(folder)) {
    const file = decodeURIComponent(claim);
    const written = await readFile(join(folder, claim), 'utf8');
    if (written === '') {
      unfinished.push(file);
      continue;
    }
    const [tookMs, held] = written.split(' ');
    durations[file] = Number(tookMs);
    heldAnswers += Number(held);
  }
  return { durations, unfinished, heldAnswers };
};
