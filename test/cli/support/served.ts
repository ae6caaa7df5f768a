import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { libraryEditions } from './call.js';
import { runtimeFile } from '../../../src/module/runtime-kinds.js';
import { killAtEnd } from '../../support/at-end.js';
import { productMain } from '../../support/product-main.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The command line of the build. */
export const main = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** Coverage is of sources: of a build it would be written for nothing. */
export const withoutCoverage = { ...process.env, NODE_V8_COVERAGE: undefined };

/** Sees to it that there is a build. It is made here where it is missing, but not in CI, where it must be there. */
export const needBuild = (): void => {
  if (existsSync(main) && existsSync(runtimeFile('usual'))) return;
  assert.ok(!process.env['CI'], 'dist/ is missing: npm ci builds it');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
};

/** A process of `clausebook serve` that is ready. */
export interface Served {
  readonly child: ChildProcess;
  readonly url: string;
  /** What it printed until it was ready. */
  readonly greeting: string;
  /** Sends a signal, and waits for the end: the exit code, or the signal that ended it. */
  readonly stop: (signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') => Promise<number | string>;
}

/** Starts `clausebook serve` on any free port; killed after the test if it is still there. */
export const serve = async (
  context: TestContext,
  data: string,
  editions = libraryEditions,
  env: Readonly<Record<string, string>> = {},
  command = productMain(),
): Promise<Served> => {
  const argv = [command, 'serve', '--port', '0', '--data', data, '--editions', editions];
  const child = spawn(process.execPath, argv, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutCoverage, ...env },
  });
  killAtEnd(context, child);
  const ended = once(child, 'exit');
  const problems = text(child.stderr);
  let greeting = '';
  child.stdout.setEncoding('utf8');
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: string) => {
      greeting += chunk;
      const url = /serves on (http:\S+)\n/.exec(greeting)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
  const failed = ended.then(async () => Promise.reject(new Error(`It did not start: ${await problems}`)));
  const url = await Promise.race([ready, failed]);
  return {
    child,
    url,
    greeting,
    stop: async (signal) => {
      child.kill(signal);
      await ended;
      return child.exitCode ?? child.signalCode ?? 'no code';
    },
  };
};

/** Runs a process of `clausebook` to its end. */
export const runToEnd = async (
  argv: readonly string[],
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> => {
  const child = spawn(process.execPath, [productMain(), ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: withoutCoverage,
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: child.exitCode, out, err };
};
