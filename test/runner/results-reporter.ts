/**
 * Reports each test that passed or failed as a line of JSON, for `all.ts`. Suites, and tests that failed by a test within alone, are
 * left out.
 */
import { inspect } from 'node:util';

/** What became of one test. */
export interface TestResult {
  /** Where the test is defined, as an absolute path. */
  readonly file: string;
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed. */
  readonly problem?: string;
}

/** The part of Node's test events that is read here: the same from Node 20 on. */
interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly file?: string;
    readonly skip?: unknown;
    readonly todo?: unknown;
    readonly details?: { readonly type?: string; readonly error?: unknown };
  };
}

/** Why a test failed; `undefined` where only a test within it did. */
const problemOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return inspect(error);
  if ('failureType' in error && error.failureType === 'subtestsFailed') return undefined;
  return inspect(error.cause ?? error);
};

const resultOf = ({ type, data }: TestEvent): TestResult | undefined => {
  const { name = '', file = '', details } = data;
  if (type === 'test:fail') {
    const problem = problemOf(details?.error);
    return problem === undefined ? undefined : { file, name, passed: false, problem };
  }
  if (type !== 'test:pass' || details?.type === 'suite') return undefined;
  // A test that is left out proves nothing.
  const isLeftOut = data.skip !== undefined || data.todo !== undefined;
  return isLeftOut ? { file, name, passed: false, problem: 'It was skipped.' } : { file, name, passed: true };
};

/** The reporter, as Node's `--test-reporter` takes it. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    const result = resultOf(event);
    if (result !== undefined) yield `${JSON.stringify(result)}\n`;
  }
}
