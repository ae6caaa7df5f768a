import { diagnosticCodes, type DiagnosticCode } from '../edition/read/diagnostic-codes.js';
import type { Diagnostic } from '../edition/read/diagnostic.js';
import type { Edition } from '../edition/model/edition.js';
import type { Position } from '../edition/model/declarations.js';
import type { LoadOptions } from '../edition/build/load-edition.js';

/** What an analysis says about a place in an edition that is loaded. */
export interface DiagnosticWords {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint: string;
  /** Clauses that are meant; the first that the contract has is quoted. */
  readonly clauses: readonly string[];
}

/** A diagnostic from a position to the end of its line. */
export const diagnosticAt = (
  edition: Edition,
  { file, line, column }: Position,
  { code, message, hint, clauses }: DiagnosticWords,
  { folder }: LoadOptions,
): Diagnostic => {
  const sourceLine = edition.files.get(file)?.split(/\r?\n/)[line - 1] ?? '';
  const clause = clauses[0] === undefined ? undefined : edition.contract.clauses.get(clauses[0]);
  return {
    code,
    severity: diagnosticCodes[code][0],
    file: folder === undefined ? file : `${folder}/${file}`,
    line,
    column,
    endLine: line,
    endColumn: sourceLine.length + 1,
    text: sourceLine.slice(column - 1),
    sourceLine,
    message,
    hint,
    ...(clause === undefined ? {} : { clause: { id: clause.id, words: clause.words } }),
  };
};
