/** What is cleared away when a test ends: what came last goes first, so that a process is gone before the folder that it works in. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';

const ends = new WeakMap<TestContext, (() => unknown)[]>();

/** Does something when a test has ended, before what was asked for earlier. Node's own `after` goes from the first to the last. */
export const atEnd = (context: TestContext, end: () => unknown): void => {
  const earlier = ends.get(context);
  if (earlier !== undefined) {
    earlier.push(end);
    return;
  }
  const all = [end];
  ends.set(context, all);
  context.after(async () => {
    for (const each of all.toReversed()) await each();
  });
};

/** Kills a process when the test has ended, if it is still there, and waits until it is gone. */
export const killAtEnd = (context: TestContext, child: ChildProcess): void => {
  atEnd(context, async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  });
};
