import { readsOf } from '../../language/syntax/walk.js';
import { buildDefinitions, type DefinitionUser } from './build-definitions.js';
import { definitionTerms } from './definition-terms.js';
import { tableTerms } from './table-terms.js';
import { buildFunctions } from './build-functions.js';
import { buildInvariants } from '../invariants/build-invariants.js';
import { buildLetters } from './build-letters.js';
import { buildParameters, parameterTypes } from './build-parameters.js';
import { buildRuleSet, type BuiltRuleSet } from './build-rule-set.js';
import { checkPersonal } from '../check/check-personal.js';
import { checkRules } from '../check/check-rules.js';
import { type Findings } from '../read/diagnostic.js';
import type { Edition, LedgerRow } from '../model/edition.js';
import type { RuleSet } from '../model/rule-set.js';
import { type EditionFiles } from '../read/edition-files.js';
import { mentionsOf, optionalFacts } from '../names/mentions.js';
import type { Usable } from '../names/names-needed.js';
import { makeScope, ownNames } from '../names/names.js';
import { factTypes } from './nullability.js';
import { brokenNames, wholeItems } from '../read/structure.js';
import { checkListedFacts, checkUnused, completeRuleSet } from '../names/usage.js';
import { figureOf } from '../../language/types/type-special-calls.js';
import { settle } from './settled-constraint.js';
import { buildConstraints, buildVocabulary } from './vocabulary.js';

/** What of an edition has names and types. */
export type Rules = Pick<
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
export const buildRules = (
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
