import { spawn, type ChildProcess } from 'node:child_process';

/** What a solver says, as it writes it; or that it did not say anything within its time, or ended. */
export type Said =
  | { readonly code: 'said'; readonly text: string }
  | { readonly code: 'deadline' }
  | { readonly code: 'ended'; readonly why: string };

/** A solver in a process of its own, asked one thing after the other. */
export interface Solver {
  /** Its name and version. */
  readonly name: string;
  /** The id of its process, where that was started. */
  readonly pid: number | undefined;
  /** Gives it SMT-LIB, and waits for all that it has to say of it; the process is ended where that takes longer than `deadlineMs`. */
  readonly ask: (text: string, deadlineMs: number) => Promise<Said>;
  readonly end: () => void;
}

/** Starts a solver. */
export const startSolver = (command: readonly [string, ...(readonly string[])], name: string): Solver => {
  const [file, ...args] = command;
  const child: ChildProcess = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  let problem = '';
  let tell: ((said: Said) => void) | undefined;
  const answer = (one: Said): void => {
    const waiting = tell;
    tell = undefined;
    waiting?.(one);
  };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    if (!said.endsWith(`${endMark}\n`)) return;
    const text = said.slice(0, -endMark.length - 1);
    said = '';
    answer({ code: 'said', text });
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    problem = (problem + chunk).slice(-2000);
  });
  child.stdin?.on('error', () => undefined);
  const ended = (why: string): void => {
    answer({ code: 'ended', why: problem === '' ? why : `${why}: ${problem.trim()}` });
  };
  child.once('error', ({ message }) => {
    ended(message);
  });
  child.once('close', (code, signal) => {
    ended(`it ended with ${signal ?? `code ${code ?? ''}`}`);
  });
  return {
    name,
    pid: child.pid,
    ask: (text, deadlineMs) =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) {
          resolve({ code: 'ended', why: 'it had ended' });
          return;
        }
        const timer = setTimeout(() => {
          tell = undefined;
          child.kill('SIGKILL');
          resolve({ code: 'deadline' });
        }, deadlineMs);
        tell = (one) => {
          clearTimeout(timer);
          resolve(one);
        };
        child.stdin?.write(`${text}\n(echo "${endMark}")\n`);
      }),
    end: () => {
      child.kill('SIGKILL');
    },
  };
};

/** What the solver is asked to write after all that it has to say. */
const endMark = 'end-of-answer';
