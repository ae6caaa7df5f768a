import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/** A server that runs in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** The CPU time that it has used so far, in milliseconds; `NaN` where the system has no `/proc`. */
  readonly cpuMs: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Ticks of the kernel's clock in `/proc`, on Linux always 100 a second. */
const tickMs = 10;

/** Starts Node with some arguments; the server prints its URL when it is ready. Throws where it ends before. */
export const startServer = async (args: readonly string[], cwd: string): Promise<ServerProcess> => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd });
  const exited = once(child, 'exit');
  const url = await Promise.race([
    exited.then(() => undefined),
    (async () => {
      for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
        const found = /http:\/\/\S+/.exec(String(chunk))?.[0];
        if (found !== undefined) return found;
      }
      return undefined;
    })(),
  ]);
  if (url === undefined) throw new Error(`node ${args.join(' ')} did not start a server`);
  child.stdout.resume();
  return {
    url,
    pid: child.pid ?? 0,
    cpuMs: async () => {
      const stat = await readFile(`/proc/${child.pid ?? 0}/stat`, 'utf8').catch(() => '');
      // The fields after the command's name, which may hold blanks: user and system time are the 12th and 13th.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11] ?? NaN) + Number(fields[12] ?? NaN)) * tickMs;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};
