import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { memoryOf } from './process-memory.js';

/** What a process took from start to end. */
export interface CommandRun {
  readonly seconds: number;
  /** Of processor time, of all its threads. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

const root = new URL('..', import.meta.url).pathname;
const sampleMs = 100;
/** Tells the processor time of the process at its end. */
const tellsCpu = `data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>{const{user,system}=process.cpuUsage();writeSync(3,String(user+system))})`;

/** Runs a command of the build from start to end; exit code 1 of `impact` says that decisions change. Memory is read of Linux. */
export const runCommand = async (argv: readonly string[]): Promise<CommandRun> => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--import', tellsCpu, 'dist/cli/main.js', ...argv], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let told = '';
  child.stdio[3]?.on('data', (bytes: Buffer) => {
    told += bytes.toString();
  });
  let peakMb = NaN;
  const sampling = setInterval(() => {
    // Once it has ended there is nothing to read: the last reading stands.
    void memoryOf(child.pid ?? 0).then(
      (read) => (peakMb = read.peakMb),
      () => undefined,
    );
  }, sampleMs);
  await once(child, 'close');
  clearInterval(sampling);
  if (child.exitCode !== 0 && child.exitCode !== 1)
    throw new Error(`${argv[0] ?? ''} ended with ${child.exitCode ?? child.signalCode ?? ''}`);
  return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: Number(told) / 1e6, peakMb };
};
