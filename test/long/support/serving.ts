import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServiceOptions } from '../../../src/clausebook-options.js';

/** What the process of a service is told; it ends when nobody is there to tell it anything. */
export type ToService = { readonly code: 'close' } | { readonly code: 'set-clock'; readonly aheadMs: number };

/** What it says. */
export type FromService =
  | { readonly code: 'started'; readonly urls: readonly string[] }
  | { readonly code: 'refused'; readonly failure: string; readonly message: string }
  | { readonly code: 'defect'; readonly error: string }
  | { readonly code: 'reported'; readonly report: string };

/** Options of a service that go to another process. */
export type SentOptions = Pick<
  ServiceOptions,
  | 'dataDirectory'
  | 'store'
  | 'editionsDirectory'
  | 'checkpointEvery'
  | 'keepAliveMs'
  | 'onceLifeMs'
  | 'retainMs'
  | 'acceptLoss'
> & {
  readonly signingKeyFile?: string;
  /** Gets the service's own log, with a line for each request. */
  readonly logFile?: string;
};

/** Services in a process of their own: one, unless several were asked for. */
export interface Serving {
  /** Of the first. */
  readonly url: string;
  readonly urls: readonly string[];
  readonly pid: number;
  /** What it told of defects. */
  readonly defects: readonly string[];
  /** What its store reported, by code. */
  readonly reports: readonly string[];
  /** Sets its clock so far ahead of the true one. */
  readonly setClock: (aheadMs: number) => void;
  /** The signal by which it ended, or its exit code. */
  readonly ended: Promise<string>;
  readonly kill: () => Promise<void>;
  /** Ends it as SIGTERM does. */
  readonly close: () => Promise<void>;
}

/** It did not start, and said why. */
export class RefusedToStart extends Error {
  override readonly name = 'RefusedToStart';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The process is run from source where this is, and as compiled, without hooks and sooner there, where this is compiled. */
const isSource = import.meta.url.endsWith('.ts');

/** How a process of the service is started: `before` stands before its command, as in `['prlimit', '--nofile=64']`. */
export interface Around {
  readonly before?: readonly string[];
}

/** Starts one. Rejects with {@link RefusedToStart}. */
export const startServing = (options: SentOptions, around: Around = {}): Promise<Serving> =>
  startServingSeveral([options], around);

/** Starts several, each on a directory of its own, in one process. Rejects with {@link RefusedToStart} where one of them refuses. */
export const startServingSeveral = async (
  options: readonly SentOptions[],
  { before = [] }: Around = {},
): Promise<Serving> => {
  const [command, ...rest] = [...before, process.execPath];
  const child: ChildProcess = fork(
    path(`service-process${isSource ? '.ts' : '.js'}`),
    [JSON.stringify(options)],
    {
      execPath: command,
      execArgv: [...rest, ...(isSource ? ['--import', path('../../support/typescript.mjs')] : [])],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const defects: string[] = [];
  const reports: string[] = [];
  const exited = once(child, 'exit');
  const urls = await new Promise<readonly string[]>((resolve, reject) => {
    child.on('message', (message: FromService) => {
      if (message.code === 'started') resolve(message.urls);
      else if (message.code === 'refused') reject(new RefusedToStart(message.failure, message.message));
      else if (message.code === 'defect') defects.push(message.error);
      else reports.push(message.report);
    });
    void exited.then(([code, signal]) => {
      reject(new Error(`The service ended with ${String(code ?? signal)} before it served.`));
    });
  });
  const tell = (message: ToService): void => {
    child.send(message);
  };
  return {
    url: urls[0] ?? '',
    urls,
    pid: child.pid ?? 0,
    defects,
    reports,
    setClock: (aheadMs) => {
      tell({ code: 'set-clock', aheadMs });
    },
    ended: exited.then(([code, signal]) => String(signal ?? code)),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    close: async () => {
      tell({ code: 'close' });
      await exited;
    },
  };
};
