/** Reads the messages that cucumber wrote of a run of the scenarios. */
import { readFile } from 'node:fs/promises';
import type { Failure, Outcome } from './unit-results.js';

/** The part of cucumber's messages that is read here. */
interface Message {
  readonly pickle?: { readonly id: string; readonly uri: string; readonly name: string };
  readonly testCase?: { readonly id: string; readonly pickleId: string };
  readonly testCaseStarted?: { readonly id: string; readonly testCaseId: string };
  readonly testStepFinished?: {
    readonly testCaseStartedId: string;
    readonly testStepResult: { readonly status: string; readonly message?: string };
  };
  readonly testCaseFinished?: { readonly testCaseStartedId: string; readonly willBeRetried: boolean };
}

/** Which scenarios passed, and which did not; a step that is undefined, pending or skipped counts as failed, as cucumber's `strict` has it. */
export const readScenarioResults = async (place: string): Promise<Outcome> => {
  const lines = (await readFile(place, 'utf8')).split('\n').filter((line) => line !== '');
  const nameOfPickle = new Map<string, string>();
  const pickleOfCase = new Map<string, string>();
  const caseOfRun = new Map<string, string>();
  const problemOfRun = new Map<string, string>();
  const failures: Failure[] = [];
  let passed = 0;
  for (const line of lines) {
    const { pickle, testCase, testCaseStarted, testStepFinished, testCaseFinished } = JSON.parse(
      line,
    ) as Message; // cucumber's own
    if (pickle !== undefined) nameOfPickle.set(pickle.id, `${pickle.uri}: ${pickle.name}`);
    if (testCase !== undefined) pickleOfCase.set(testCase.id, testCase.pickleId);
    if (testCaseStarted !== undefined) caseOfRun.set(testCaseStarted.id, testCaseStarted.testCaseId);
    if (testStepFinished !== undefined) {
      const { testCaseStartedId: run, testStepResult } = testStepFinished;
      const isFirst = !problemOfRun.has(run);
      if (testStepResult.status !== 'PASSED' && isFirst)
        problemOfRun.set(run, testStepResult.message ?? testStepResult.status);
    }
    if (testCaseFinished !== undefined && !testCaseFinished.willBeRetried) {
      const run = testCaseFinished.testCaseStartedId;
      const name = nameOfPickle.get(pickleOfCase.get(caseOfRun.get(run) ?? '') ?? '') ?? run;
      const problem = problemOfRun.get(run);
      if (problem === undefined) passed += 1;
      else failures.push({ name, problem });
    }
  }
  return { passed, failures };
};
