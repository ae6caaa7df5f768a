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
  'duplicate-id',
  'reading-words',
]);

/** What is said of the words of a text. Where that is not the one that edition.yaml names, they may be any. */
const ofWords: ReadonlySet<DiagnosticCode> = new Set([
  'ledger-missing',
  'reading-words',
  'review-stale',
  'review-dangling',
  'review-missing',
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

const unknown: ReadonlySet<DiagnosticCode> = new Set([
  'feel-unknown-name',
  'feel-unknown-function',
  'unknown-fact',
]);

/** A file that declares names, under which key, and what in each item is its name; left out where it is the key. */
export type Declaring = readonly [file: Structured | undefined, list: string, name?: string];

/**
 * Leaves out what is only said since something else is wrong, so that one mistake is told once: what hangs loose where a part could not
 * be read, what is said of a text that is another one, of names that stand twice, reviews of citations where it is not known what is cited, and names that are not known where an item that declares one has lost its name.
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
  const told = (...codes: readonly DiagnosticCode[]): readonly Diagnostic[] =>
    diagnostics.filter(({ code }) => codes.includes(code));
  const isOtherText = told('text-changed').length > 0;
  const rowless = new Set(told('ledger-missing').map(({ clause }) => clause?.id));
  const twice = told('duplicate-id');
  const isNameTwice = twice.some(({ file }) => declaring.some(([one]) => one?.source.name === file));
  const isRuleTwice = twice.length > 0 && !isNameTwice;
  const isMisordered = told('parameter-order').length > 0;
  const isUnknownClause = told('unknown-clause').length > 0;
  return diagnostics.filter(
    ({ code, file, clause }) =>
      !(isUnread && loose.has(code)) &&
      !(isUnknownClause && code === 'clause-uncited') &&
      !(isMisordered && code === 'parameter-late') &&
      !(isOtherText && ofWords.has(code)) &&
      !(code === 'review-dangling' && rowless.has(clause?.id)) &&
      !(isRuleTwice && (code === 'self-override' || code === 'override-cycle')) &&
      !(isNameTwice && code !== 'duplicate-id' && (unknown.has(code) || file.endsWith('.csv'))) &&
      !(isNameless && unknown.has(code)) &&
      !(isUncited && ofReviews.has(code)),
  );
};
