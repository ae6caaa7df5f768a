import { readsOf } from '../../language/syntax/walk.js';
import { buildDefinitions, type DefinitionUser } from './build-definitions.js';
import { definitionTerms } from './definition-terms.js';
import { tableTerms } from './table-terms.js';
import { buildFunctions } from './build-functions.js';
import { buildGoverning } from './build-governing.js';
import { buildInvariants } from '../invariants/build-invariants.js';
import { buildLetters } from './build-letters.js';
import { buildParameters, parameterTypes, readInstant } from './build-parameters.js';
import { buildRuleSet, type BuiltRuleSet } from './build-rule-set.js';
import { checkLedgerAgainstRules, checkCitedClauses, buildLedger } from '../check/check-ledger.js';
import { buildReadings, checkReadings, checkReadWords } from '../check/check-readings.js';
import { checkReferences } from '../check/check-references.js';
import { checkReviews } from '../check/check-reviews.js';
import { checkPersonal } from '../check/check-personal.js';
import { unreadable, withoutConsequences } from '../check/consequences.js';
import { checkZones } from '../check/check-zones.js';
import { checkLanguage, languageOf } from '../check/check-language.js';
import { checkRules } from '../check/check-rules.js';
import { checkHead } from '../check/check-head.js';
import { citationsOf } from '../check/citations.js';
import { makeFindings, type Diagnostic, type Findings } from '../read/diagnostic.js';
import { digestOf } from '../model/digest.js';
import type { Edition, LedgerRow } from '../model/edition.js';
import type { RuleSet } from '../model/rule-set.js';
import { citingFiles, readEditionFiles, type EditionFiles } from '../read/edition-files.js';
import { mentionsOf, optionalFacts } from '../names/mentions.js';
import type { Usable } from '../names/names-needed.js';
import { makeScope, ownNames } from '../names/names.js';
import { factTypes } from './nullability.js';
import { brokenNames, headOf, wholeItems } from '../read/structure.js';
import { checkListedFacts, checkUnused, completeRuleSet } from '../names/usage.js';
import { figureOf } from '../../language/types/type-special-calls.js';
import { settle } from './settled-constraint.js';
import { buildConstraints, buildVocabulary } from './vocabulary.js';

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

type Rules = Pick<
  Edition,
  | 'facts'
  | 'constraints'
  | 'definitions'
  | 'functions'
  | 'parameters'
  | 'parameterConstraints'
  | 'decisions'
  | 'letters'
  | 'invariants'
>;

/** Builds what has names and types; `undefined` where a file with names is of no use, since every use would seem wrong. */
const buildRules = (
  parts: EditionFiles,
  ledger: ReadonlyMap<string, LedgerRow>,
  effectiveFrom: number | undefined,
  findings: Findings,
  tried: boolean,
): Rules | undefined => {
  if (
    !parts.facts.usable ||
    !parts.definitions.usable ||
    !parts.parameters.usable ||
    parts.tables?.usable === false ||
    parts.functions?.usable === false
  )
    return undefined;
  const later = new Set([...ledger.values()].flatMap(({ decisions }) => decisions));
  const isDecision = (name: string): boolean => parts.ruleSets.has(name) || later.has(name);
  const vocabulary = buildVocabulary(parts.facts, findings);
  const factNames = new Set([...vocabulary.facts.keys(), ...vocabulary.broken]);
  const parameters = buildParameters(parts.parameters, effectiveFrom, factNames, findings);
  const broken = new Set([...vocabulary.broken, ...parameters.broken]);
  const users = [...parts.ruleSets].map(([decision, file]): DefinitionUser => ({
    decision,
    optional: optionalFacts(file),
    mentions: mentionsOf(file),
  }));
  const ofParameters = parameterTypes(parameters);
  const functions = buildFunctions(parts.functions, ofParameters, broken, findings);
  const defined = buildDefinitions(
    [
      ...definitionTerms(parts.definitions),
      ...(parts.tables === undefined ? [] : tableTerms(parts.tables, vocabulary)),
    ],
    [
      ...brokenNames(parts.definitions, 'definitions', 'term'),
      ...(parts.tables === undefined ? [] : brokenNames(parts.tables, 'tables', 'table')),
    ],
    vocabulary,
    ofParameters,
    broken,
    users,
    functions.scope,
    findings,
  );
  const definitionTypes = [...defined.definitions.values()].map(({ term, is }) => [term, is.type] as const);
  const readByConstraints = new Set<string>();
  const constraints = buildConstraints(
    parts.facts,
    {
      scope: makeScope(
        new Map([
          ...ownNames.slice(0, 1),
          ...factTypes(vocabulary, new Set()),
          ...ofParameters,
          ...definitionTypes,
        ]),
        functions.scope,
      ),
      findings,
      broken: new Set([...broken, ...defined.broken]),
    },
    vocabulary,
    isDecision,
    settle(defined.definitions, parameters.parameters, readByConstraints, findings),
  );
  const sets = [...parts.ruleSets.values()].map((file): BuiltRuleSet | undefined =>
    buildRuleSet(file, {
      parameters: parameters.parameters,
      types: new Map([
        ...ownNames,
        ...factTypes(vocabulary, optionalFacts(file)),
        ...ofParameters,
        ...definitionTypes,
      ]),
      broken: new Set([...broken, ...defined.broken]),
      functions: functions.scope,
      findings,
    }),
  );
  const usable: Usable = { vocabulary, definitions: defined.definitions, parameters: parameters.parameters };
  const decisions = new Map<string, RuleSet>();
  for (const set of sets) {
    if (set === undefined) continue;
    checkRules(set.structured, findings);
    checkListedFacts(set, usable, findings);
    checkPersonal(set, usable, findings);
    decisions.set(set.ruleSet.decision, completeRuleSet(set, usable));
  }
  const isWhole = defined.broken.size === 0 && parameters.broken.size === 0;
  if (isWhole && sets.every((set) => set?.whole === true)) {
    const constrained = new Set([
      ...readByConstraints,
      ...parameters.constraints.flatMap(({ holds }) => readsOf(holds).map(({ root }) => figureOf(root))),
    ]);
    checkUnused([...decisions.values()], constrained, parts, findings);
    functions.reportUnused();
  }
  const readings = new Set(wholeItems(parts.readings, 'readings').map(({ value }) => value.id));
  const letters = buildLetters(parts.letters, { decisions, usable, readings, findings, tried });
  const invariants = buildInvariants(tried ? undefined : parts.always, {
    vocabulary,
    decisions,
    isWritten: (decision) => parts.ruleSets.has(decision),
    functions: functions.scope,
    broken: new Set([...broken, ...defined.broken]),
    findings,
  });
  return {
    letters,
    invariants,
    facts: vocabulary.facts,
    constraints,
    definitions: defined.definitions,
    functions: functions.functions,
    parameters: parameters.parameters,
    parameterConstraints: parameters.constraints,
    decisions,
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
