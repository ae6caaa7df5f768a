import { byUnits } from '../../language/text-order.js';
import type { ClauseId } from '../../contract/contract.js';
import { diagnosticCodes, type DiagnosticCode, type Severity } from './diagnostic-codes.js';
import type { Place } from './place.js';

/** Something wrong with an edition: where, what, and what to do. Lines and columns count from 1; the end is not included. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The offending text as it was written, shortened. */
  readonly text: string;
  /** The line of the file that it stands in, as it was written, shortened. */
  readonly sourceLine: string;
  readonly message: string;
  /** What to do. */
  readonly hint: string;
  /** The clause that is meant, where one is. */
  readonly clause?: { readonly id: ClauseId; readonly words: string };
}

/** What is said about a place. */
export interface Remark {
  readonly message: string;
  readonly hint: string;
  readonly clause?: { readonly id: ClauseId; readonly words: string } | undefined;
}

/** Collects diagnostics, so that everything wrong is told at once. */
export interface Findings {
  readonly report: (code: DiagnosticCode, place: Place, remark: Remark) => void;
  /** In the order of files, lines and columns. */
  readonly sorted: () => readonly Diagnostic[];
}

const shownLength = 60;
const longestLine = 1000;

/** The line of a text that a place stands in; of one that is very long its beginning. */
const lineAt = (text: string, offset: number): string => {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
  return line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
};

/** An empty collection. */
export const makeFindings = (): Findings => {
  const found = new Map<string, Diagnostic>();
  const report: Findings['report'] = (code, place, { message, hint, clause }) => {
    const { source, from, to } = place;
    const start = source.position(from);
    const end = source.position(Math.max(from, to));
    const written = source.text.slice(from, to).split(/\r?\n/, 1)[0] ?? '';
    const diagnostic: Diagnostic = {
      code,
      severity: diagnosticCodes[code][0],
      file: source.name,
      line: start.line,
      column: start.column,
      endLine: end.line,
      endColumn: end.column,
      text: written.length > shownLength ? `${written.slice(0, shownLength - 1)}…` : written,
      sourceLine: lineAt(source.text, from),
      message,
      hint,
      ...(clause === undefined ? {} : { clause }),
    };
    found.set([source.name, from, to, code, message].join('\n'), diagnostic);
  };
  const sorted = (): readonly Diagnostic[] =>
    [...found.values()].sort((a, b) => byUnits(a.file, b.file) || a.line - b.line || a.column - b.column);
  return { report, sorted };
};
