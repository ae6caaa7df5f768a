import { buildGoverning } from './build-governing.js';
import { readInstant } from './build-parameters.js';
import { buildRules, type Rules } from './build-rules.js';
import { checkLedgerAgainstRules, checkCitedClauses, buildLedger } from '../check/check-ledger.js';
import { buildReadings, checkReadings, checkReadWords } from '../check/check-readings.js';
import { checkReferences } from '../check/check-references.js';
import { checkReviews } from '../check/check-reviews.js';
import { unreadable, withoutConsequences } from '../check/consequences.js';
import { checkZones } from '../check/check-zones.js';
import { checkLanguage, languageOf } from '../check/check-language.js';
import { checkHead } from '../check/check-head.js';
import { citationsOf } from '../check/citations.js';
import { makeFindings, type Diagnostic, type Findings } from '../read/diagnostic.js';
import { digestOf } from '../model/digest.js';
import type { Edition, LedgerRow } from '../model/edition.js';
import { citingFiles, readEditionFiles, type EditionFiles } from '../read/edition-files.js';
import { headOf, wholeItems } from '../read/structure.js';

/** An edition, where nothing is wrong with it, and everything that is. */
export interface LoadedEdition {
  /** `undefined` where there is an error. */
  readonly edition: Edition | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** How an edition is loaded. */
export interface LoadOptions {
  /** How diagnostics name the folder. */
  readonly folder?: string;
  /** True of what is only tried: that citations are reviewed, and clauses cited, is not asked. */
  readonly tried?: boolean;
}

/**
 * Loads an edition from its files: YAML, structure, names and types, then what hangs together. Each stage goes on with what is whole, so that
 * everything wrong is told at once; but where the YAML of a file can't be read, that alone is told.
 * @param files file name to text, as `readEditionFolder` reads them
 */
export const loadEdition = (files: ReadonlyMap<string, string>, options: LoadOptions = {}): LoadedEdition => {
  const findings = makeFindings();
  const parts = readEditionFiles(files, options.folder, findings);
  // What would be said besides of rules, reviews and letters might follow from what can't be read, and mislead.
  const noYaml = unreadable(findings.sorted());
  if (noYaml.length > 0) return { edition: undefined, diagnostics: noYaml };
  const head = headOf(parts.edition);
  const effectiveFrom =
    head === undefined
      ? undefined
      : readInstant(head.effectiveFrom, { source: parts.edition.source, path: ['effectiveFrom'] }, findings);
  checkHead(parts, findings);
  const ledger = buildLedger(parts.ledger, parts.contract, findings);
  const readings = buildReadings(parts.readings, findings);
  const built = buildRules(parts, ledger, effectiveFrom, findings, options.tried === true);
  const governing = buildGoverning(parts.governing, parts.ruleSets, built?.facts, findings);
  if (built !== undefined) {
    checkZones(parts, built, findings);
    checkLanguage(parts, built, findings);
  }
  checkWhatHangsTogether(parts, ledger, findings, options.tried === true, tablesIn(parts, built));
  const diagnostics = withoutConsequences(findings.sorted(), [
    [parts.facts, 'facts'],
    [parts.definitions, 'definitions', 'term'],
    [parts.parameters, 'parameters', 'parameter'],
    [parts.tables, 'tables', 'table'],
    [parts.functions, 'functions', 'function'],
  ]);
  const { contract } = parts;
  const wrong = diagnostics.some(({ severity }) => severity === 'error');
  if (
    wrong ||
    head === undefined ||
    effectiveFrom === undefined ||
    contract === undefined ||
    built === undefined
  )
    return { edition: undefined, diagnostics };
  const { document, revision, title, example = null, severability = null, zone = 'UTC' } = head;
  const identity = { document, revision, digest: digestOf(files, parts.sources) };
  return {
    edition: {
      identity,
      title,
      effectiveFrom,
      example,
      contract,
      ledger,
      readings,
      governing,
      severability,
      zone,
      language: languageOf(head),
      files,
      ...built,
    },
    diagnostics,
  };
};

/** The tables that a decision reads; all where that is not known, since something is wrong. */
const tablesIn =
  ({ tables }: EditionFiles, built: Rules | undefined) =>
  (decision: string): readonly string[] => {
    const ruleSet = built?.decisions.get(decision);
    if (ruleSet === undefined || ruleSet.definitions.length === 0)
      return tables === undefined ? [] : wholeItems(tables, 'tables').map(({ value }) => value.table);
    return ruleSet.definitions.filter(({ table }) => table !== undefined).map(({ term }) => term);
  };

/** Holds the files against each other: clauses, ledger, readings, reviews. */
const checkWhatHangsTogether = (
  parts: EditionFiles,
  ledger: ReadonlyMap<string, LedgerRow>,
  findings: Findings,
  tried: boolean,
  tablesOf: (decision: string) => readonly string[],
): void => {
  const { contract, ruleSets } = parts;
  checkReadings(parts, findings);
  if (contract === undefined) return;
  checkReadWords(parts.readings, contract, findings);
  checkReferences(parts, contract, findings);
  const citations = citationsOf(citingFiles(parts));
  checkCitedClauses(citations, contract, findings);
  if (tried) return;
  checkLedgerAgainstRules(parts.ledger, ruleSets, ledger, contract, findings, citations, tablesOf);
  checkReviews(parts.reviews, citations, contract, findings);
};
