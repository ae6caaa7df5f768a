import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { Finding } from '../../wire/book/drafts.js';

/** Findings as the editor shows them. What stands beyond the text, which may have been typed on since, is drawn to its end. */
export const diagnosticsIn = (text: Text, findings: readonly Finding[]): Diagnostic[] =>
  findings.map(({ line, column, endLine, endColumn, severity, message, hint }) => {
    const from = offsetIn(text, line, column);
    const to = Math.max(from, offsetIn(text, endLine, endColumn));
    return { from, to, severity, message: `${message} ${hint}` };
  });

/** The offset of a line and column from 1. */
export const offsetIn = (text: Text, line: number, column: number): number => {
  const { from, to } = text.line(Math.min(Math.max(1, line), text.lines));
  return Math.min(from + Math.max(0, column - 1), to);
};
