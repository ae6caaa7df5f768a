#!/usr/bin/env node
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { runCommandLine } from './shell/command-line.js';
import { readSettings } from './shell/settings.js';

// The thin shell: the only place that touches the process.
let stopped: Promise<void> | undefined;
/** Asked for by a command that stops by itself; every other ends at once by a signal, as programs do. */
const untilStopped = (): Promise<void> =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });

// The reader has closed the pipe (`… | head`): what is left cannot be printed.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(3);
});

const ask = async (question: string): Promise<string> => {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
};

process.exitCode = await runCommandLine(process.argv.slice(2), {
  settings: readSettings(process.env),
  out: (chunk) => {
    process.stdout.write(chunk);
  },
  err: (chunk) => {
    process.stderr.write(chunk);
  },
  isTerminal: process.stdout.isTTY,
  ...(process.stdin.isTTY ? { ask } : {}),
  readInput: () => text(process.stdin),
  outBytes: async (bytes) => {
    if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
  },
  inputBytes: () => process.stdin,
  get untilStopped() {
    stopped ??= untilStopped();
    return stopped;
  },
  now: () => Date.now(),
});
