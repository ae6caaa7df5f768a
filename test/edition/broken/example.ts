import type { DiagnosticCode } from '../../../src/edition/read/diagnostic-codes.js';

/** A small change to the library's edition that makes one thing wrong. */
export interface BrokenExample {
  readonly code: DiagnosticCode;
  /** What is wrong, as the end of a sentence. */
  readonly when: string;
  readonly file: string;
  /** Replaced, at its first occurrence; left out where the file is added, or removed. */
  readonly find?: string;
  /** What stands there instead; without `find` the whole file; `null` removes the file. */
  readonly put: string | null;
  /** `file:line:column` of the diagnostic. */
  readonly at: string;
  /** The offending text. */
  readonly text: string;
  /** What must be said, where that matters. */
  readonly says?: RegExp;
}
