import type { Diagnostic } from '../read/diagnostic.js';
import type { DiagnosticCode } from '../read/diagnostic-codes.js';
import { brokenNames, type Structured } from '../read/structure.js';

/** Of files that are no YAML, or none that counts: nothing of them can be used. */
const ofNoYaml: ReadonlySet<DiagnosticCode> = new Set([
  'yaml-syntax',
  'yaml-tag',
  'yaml-alias',
  'yaml-number',
  'duplicate-key',
]);

/** What is said of files that can't be used at all: whatever else is said may only follow from it. */
export const unreadable = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.filter(({ code }) => ofNoYaml.has(code));

/** What is said of things that hang loose. Where something could not be read, it may be what they hang on. */
const loose: ReadonlySet<DiagnosticCode> = new Set([
  'clause-uncited',
  'unused-definition',
  'unused-fact',
  'unused-function',
  'unused-local',
  'unused-parameter',
  'unused-zone',
]);

/** What is said of reviews of what cites nothing. Where a file cannot be read, what it cites is not known. */
const ofReviews: ReadonlySet<DiagnosticCode> = new Set(['review-dangling', 'review-missing']);

/** What keeps from being known what is cited. */
const uncited: ReadonlySet<DiagnosticCode> = new Set([
  'wrong-root',
  'missing-key',
  'wrong-shape',
  'unquoted-clause',
  'unknown-clause',
  'unknown-file',
  'table-csv',
]);

/** What keeps a part of an edition from being read. */
const unread: ReadonlySet<DiagnosticCode> = new Set([
  'wrong-root',
  'unknown-key',
  'missing-key',
  'wrong-shape',
  'unquoted-clause',
  'wrong-instant',
  'unknown-clause',
  'empty-condition',
  'mixed-condition',
  'unknown-operator',
  'unknown-fact',
  'unknown-outcome',
  'unknown-override',
  'name-clash',
  'definition-cycle',
  'function-cycle',
  'parameter-value',
  'effect-unknown',
  'effect-type',
  'template-syntax',
  'table-row-idle',
  'value-type',
  'feel-syntax',
  'feel-unsupported',
  'feel-unknown-name',
  'feel-unknown-function',
  'feel-type',
  'feel-absent',
  'expression-type',
  'table-csv',
  'table-cell',
  'pattern-syntax',
]);

const unknown: ReadonlySet<DiagnosticCode> = new Set(['feel-unknown-name', 'unknown-fact']);

/** A file that declares names, under which key, and what in each item is its name; left out where it is the key. */
export type Declaring = readonly [file: Structured | undefined, list: string, name?: string];

/**
 * Leaves out what is only said since something else is wrong, so that one mistake is told once: what hangs loose where a part could not
 * be read, reviews of citations where it is not known what is cited, and names that are not known where an item that declares one has lost its name.
 */
export const withoutConsequences = (
  diagnostics: readonly Diagnostic[],
  declaring: readonly Declaring[],
): readonly Diagnostic[] => {
  const isUnread = diagnostics.some(({ code }) => unread.has(code));
  const isNameless = declaring.some(
    ([file, list, name]) =>
      file !== undefined &&
      [...file.broken].filter((item) => item.startsWith(`${list}/`)).length >
        brokenNames(file, list, name).length,
  );
  const isUncited = diagnostics.some(({ code }) => uncited.has(code));
  return diagnostics.filter(
    ({ code }) =>
      !(isUnread && loose.has(code)) &&
      !(isNameless && unknown.has(code)) &&
      !(isUncited && ofReviews.has(code)),
  );
};
