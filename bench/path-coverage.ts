/** Loaded into every thread of a service by `bench/path.ts`: between two messages, which functions of which files were called. */
import { writeFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector';
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads';
import type { PathMessage } from './path-message.js';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

const take = (done: (result: readonly Profiler.ScriptCoverage[]) => void): void => {
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error !== null) throw error;
    done(taken.result);
  });
};

const act = ({ end }: PathMessage): void => {
  take((scripts) => {
    if (end === null) return;
    const called = scripts
      .filter(({ functions }) =>
        // The first function of a script is its top level, which runs once when it is loaded.
        functions.some(({ ranges: [range] }) => (range?.count ?? 0) > 0 && (range?.startOffset ?? 0) > 0),
      )
      .map(({ url }) => url);
    writeFileSync(`${end}/${threadId}.json`, JSON.stringify(called));
  });
};

const channel = new BroadcastChannel('clausebook-path');
channel.onmessage = ({ data }): void => {
  act(data as PathMessage); // as `path.ts` sends it
};
// A channel alone must not keep a thread.
(channel as { readonly unref?: () => void }).unref?.();
if (isMainThread)
  process.on('message', (message: PathMessage) => {
    channel.postMessage(message);
    act(message);
  });
