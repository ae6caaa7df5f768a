import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The most that was done in one turn of the event loop. */
export interface WorkCounted {
  /** Blocks of JavaScript that were run. */
  readonly blocks: number;
  /** Those of all turns. */
  readonly allBlocks: number;
  /** Characters that were read or written as JSON. */
  readonly characters: number;
  /** So often it was looked. */
  readonly turns: number;
}

/** A service in a process of its own, whose work is counted. */
export interface CountedService {
  readonly url: string;
  /** Counts while something is asked. */
  readonly counting: <Result>(ask: () => Promise<Result>) => Promise<readonly [WorkCounted, Result]>;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Starts it with the editions of this repository; gone after the test. */
export const startCounted = async (context: TestContext): Promise<CountedService> => {
  const data = await mkdtemp(join(tmpdir(), 'counted-'));
  // What is counted must not be taken from the coverage that tests are run with.
  const env = { ...process.env };
  delete env['NODE_V8_COVERAGE'];
  const child = fork('src/cli/main.ts', ['serve', '--port', '0', '--data', data, '--log-level', 'silent'], {
    cwd: root,
    env,
    execArgv: ['./test/support/typescript.mjs', './test/service/http/support/count-work.ts'].flatMap(
      (file) => ['--import', file],
    ),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  context.after(async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await rm(data, { recursive: true });
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/\S+:\d+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => {
      reject(new Error(`It ended with ${code ?? 'a signal'}. ${said}`));
    });
  });
  const tell = async (what: 'begin' | 'end'): Promise<unknown> => {
    const told = once(child, 'message');
    child.send(what);
    return ((await told) as readonly unknown[])[0]; // what the other process sent
  };
  return {
    url,
    counting: async (ask) => {
      await tell('begin');
      const result = await ask();
      return [(await tell('end')) as WorkCounted, result]; // as the other process sends it
    },
  };
};
