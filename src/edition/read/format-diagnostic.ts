import type { Diagnostic } from './diagnostic.js';

const quotedLength = 200;

/**
 * A diagnostic as people read it: `file:line:column  severity  code`, what is wrong, the line with a caret below the
 * offending text, the clause's words where one is meant, and what to do.
 */
export const formatDiagnostic = (diagnostic: Diagnostic): string => {
  const { file, line, column, severity, code, message, hint, clause } = diagnostic;
  const lines = [`${file}:${line}:${column}  ${severity}  ${code}`, `  ${message}`, ...excerpt(diagnostic)];
  if (clause !== undefined) lines.push(`  ${clause.id} “${shorten(clause.words)}”`);
  lines.push(`  → ${hint}`);
  return lines.join('\n');
};

/** The source line with carets; none where there is nothing to show, as with a file that is missing. */
const excerpt = ({ line, column, endLine, endColumn, sourceLine }: Diagnostic): readonly string[] => {
  if (sourceLine.trim() === '') return [];
  const number = String(line);
  const end = endLine === line ? endColumn : sourceLine.trimEnd().length + 1;
  // A tab stays one, so that the caret stands below what it points at.
  const indent = sourceLine.slice(0, column - 1).replace(/[^\t]/g, ' ');
  const carets = '^'.repeat(Math.max(1, end - column));
  return [`  ${number} | ${sourceLine}`, `  ${' '.repeat(number.length)} | ${indent}${carets}`];
};

const shorten = (words: string): string =>
  words.length > quotedLength ? `${words.slice(0, quotedLength - 1).trimEnd()}…` : words;
