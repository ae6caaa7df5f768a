import type { ChainProblem } from '../../verify/verify-chain.js';

/** Another process writes to the data directory. */
export class DirectoryHeldError extends Error {
  override readonly name = 'DirectoryHeldError';
  readonly code = 'directory-held';
  readonly directory: string;
  readonly holder: Holder;

  constructor(directory: string, holder: Holder) {
    const { pid, host, since } = holder;
    super(`The data directory \`${directory}\` is held by process ${pid} on ${host} since ${since}.`);
    this.directory = directory;
    this.holder = holder;
  }
}

/** Who holds a data directory. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** RFC 3339. */
  readonly since: string;
}

/** The data directory can't be made, read or written. */
export class DirectoryUnusableError extends Error {
  override readonly name = 'DirectoryUnusableError';
  readonly code = 'directory-unusable';
  readonly directory: string;

  constructor(directory: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`The data directory \`${directory}\` can't be used: ${why}`, { cause });
    this.directory = directory;
  }
}

/** A record in the journal was altered, removed, inserted or moved. */
export class BrokenChainError extends Error {
  override readonly name = 'BrokenChainError';
  readonly code = 'broken-chain';
  /** `journal/000000000001.jsonl:17`. */
  readonly at: string;
  readonly problem: ChainProblem['problem'];

  constructor({ at, problem }: ChainProblem) {
    super(`${at}: the chain of records is broken: ${problem.code}.`);
    this.at = at;
    this.problem = problem;
  }
}

/** What whoever operates the journal should know; none of it stops the journal. */
export type Report =
  /** The bytes of a write that was cut short, and was never acknowledged, were moved aside. */
  | { readonly code: 'torn-tail'; readonly at: string; readonly bytes: number; readonly keptAs: string }
  /** A process died without letting go of the data directory. */
  | ({ readonly code: 'lock-taken-over' } & Holder)
  /** The data directory is a copy of another, and had its lock. */
  | { readonly code: 'lock-copied'; readonly from: string }
  /** The catalogue did not agree with the journal; `journal-shorter`: records that it counted are not there. */
  | {
      readonly code: 'catalogue-rewritten';
      readonly because: 'missing' | 'unreadable' | 'journal-longer' | 'journal-shorter' | 'journal-differs';
    }
  /** The catalogue could not be written; it will be written again. */
  | { readonly code: 'catalogue-not-written'; readonly cause: unknown }
  /** The index of a closed segment could not be written beside it; the next start reads the segment itself. */
  | { readonly code: 'index-not-written'; readonly file: string; readonly cause: unknown }
  | { readonly code: 'release-unreadable'; readonly file: string; readonly cause: unknown }
  /** Records cite a release whose content is not there. */
  | { readonly code: 'release-missing'; readonly digest: string }
  /** Records can't be written; said once, until they can be again. */
  | { readonly code: 'write-failed'; readonly cause: unknown }
  | { readonly code: 'write-recovered' };

const tellCause = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const catalogueWords = {
  missing: 'is gone, and the checkpoints that it held with it',
  unreadable: 'could not be read and is kept as catalogue.json.unreadable, with the checkpoints in it',
  'journal-longer': 'knew fewer records than the journal has, as after a stop without warning',
  'journal-shorter':
    'knew more records than the journal has: records at its end are gone; compare with a copy of the data directory',
  'journal-differs': 'did not agree with the journal',
} as const;

/** A report in one line for whoever operates the journal. */
export const tellReport = (report: Report): string => {
  switch (report.code) {
    case 'torn-tail':
      return `${report.at}: a write was cut short before it was acknowledged; its ${report.bytes} bytes were moved to ${report.keptAs}.`;
    case 'lock-taken-over':
      return `Process ${report.pid} held the data directory since ${report.since} and is dead; its lock was taken over.`;
    case 'lock-copied':
      return `The data directory came with the lock of \`${report.from}\`, of which it is a copy; that lock was taken away here.`;
    case 'catalogue-rewritten':
      return `catalogue.json ${catalogueWords[report.because]}. It was written anew from the journal.`;
    case 'catalogue-not-written':
      return `catalogue.json could not be written and is behind the journal, which is whole: ${tellCause(report.cause)}`;
    case 'index-not-written':
      return `The index of ${report.file} could not be written; the next start reads all of it instead: ${tellCause(report.cause)}`;
    case 'release-unreadable':
      return `${report.file} can't be read; it is written anew when its edition is loaded: ${tellCause(report.cause)}`;
    case 'release-missing':
      return `Records cite the release ${report.digest}, whose content is not in the data directory.`;
    case 'write-failed':
      return `Decisions can't be recorded and are refused until they can: ${tellCause(report.cause)}`;
    case 'write-recovered':
      return 'Decisions are recorded again.';
  }
};
