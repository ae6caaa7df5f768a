import { suggestion } from '../../language/nearest.js';
import { readsOf } from '../../language/syntax/walk.js';
import type { BuiltRuleSet } from '../build/build-rule-set.js';
import { datedName } from '../../language/types/type-special-calls.js';
import type { Findings } from '../read/diagnostic.js';
import type { RuleSet } from '../model/rule-set.js';
import { rootOf } from './dotted-names.js';
import { valuePlace, type Place } from '../read/place.js';
import type { EditionFiles } from '../read/edition-files.js';
import { wholeItems } from '../read/structure.js';
import { namesNeeded, type Usable } from './names-needed.js';

/** Completes a rule set with what it needs, directly or through definitions and defaults. */
export const completeRuleSet = ({ ruleSet, uses }: BuiltRuleSet, usable: Usable): RuleSet => {
  const names = new Set(uses.flatMap((use) => [...namesNeeded(use, usable)]));
  const needed = (name: string): boolean => names.has(name);
  const parameters = [...usable.parameters.values()];
  const inForce = parameters.filter(
    ({ name }) => needed(name) || [...names].some((read) => read.startsWith(`${name}.`)),
  );
  const atOtherTimes = parameters.filter(({ name }) => needed(datedName(name)));
  return {
    ...ruleSet,
    definitions: [...usable.definitions.values()].filter(({ term }) => needed(term)),
    parameters: parameters.filter((one) => inForce.includes(one) || atOtherTimes.includes(one)),
    parameterReads: {
      inForce: inForce.map(({ name }) => name),
      atOtherTimes: atOtherTimes.map(({ name }) => name),
    },
    reads: [...names].filter((name) => usable.vocabulary.facts.has(rootOf(name))),
  };
};

/** Holds the facts that a rule set lists against those that it needs. */
export const checkListedFacts = (
  { structured, uses, whole }: BuiltRuleSet,
  usable: Usable,
  findings: Findings,
): void => {
  const { source } = structured;
  const { vocabulary } = usable;
  const items = wholeItems(structured, 'facts');
  const listed = new Set<string>();
  for (const { value, path } of items) {
    const name = value.replace(/\?$/, '');
    const at = valuePlace(source, path);
    if (listed.has(name)) {
      findings.report('duplicate-id', at, { message: `\`${name}\` is listed twice.`, hint: 'Remove one.' });
    } else if (!vocabulary.facts.has(name) && !vocabulary.broken.has(name)) {
      findings.report('unknown-fact', at, {
        message: `\`${name}\` is no fact of facts.yaml.`,
        hint: suggestion(
          name,
          [...vocabulary.facts.keys()],
          `Facts are ${[...vocabulary.facts.keys()].join(', ')}.`,
        ),
      });
    }
    listed.add(name);
  }
  const needed = new Set<string>();
  for (const use of uses) {
    for (const name of namesNeeded(use, usable)) {
      const fact = rootOf(name);
      if (!vocabulary.facts.has(fact) || needed.has(fact)) continue;
      needed.add(fact);
      if (listed.has(fact) || !structured.usable) continue;
      const direct = readsOf(use.expression).some(({ root }) => root === fact);
      findings.report('fact-not-listed', use.place, {
        message: direct
          ? `\`${fact}\` is read here, and \`facts\` does not list it.`
          : `What stands here needs \`${fact}\`, through definitions or defaults, and \`facts\` does not list it.`,
        hint: `Add \`${fact}\` to \`facts\`, or \`${fact}?\` where it may be left out.`,
      });
    }
  }
  if (!whole) return;
  for (const { value, path } of items) {
    const name = value.replace(/\?$/, '');
    if (needed.has(name) || !vocabulary.facts.has(name)) continue;
    findings.report('unused-fact', valuePlace(source, path), {
      message: `No rule of this decision needs \`${name}\`.`,
      hint: 'Remove it from `facts`.',
    });
  }
};

/** Reports definitions and parameters that no decision needs. */
export const checkUnused = (
  ruleSets: readonly RuleSet[],
  constrained: ReadonlySet<string>,
  { definitions, tables, parameters }: Pick<EditionFiles, 'definitions' | 'tables' | 'parameters'>,
  findings: Findings,
): void => {
  const terms = new Set(ruleSets.flatMap((set) => set.definitions.map(({ term }) => term)));
  const report = (term: string, place: Place): void => {
    if (terms.has(term) || constrained.has(term)) return;
    const hint = 'Use it in a rule, or remove it.';
    findings.report('unused-definition', place, { message: `No decision needs \`${term}\`.`, hint });
  };
  for (const { value, path } of wholeItems(definitions, 'definitions'))
    report(value.term, valuePlace(definitions.source, [...path, 'term']));
  if (tables !== undefined)
    for (const { value, path } of wholeItems(tables, 'tables'))
      report(value.table, valuePlace(tables.source, [...path, 'table']));
  const names = new Set([
    ...ruleSets.flatMap((set) => set.parameters.map(({ name }) => name)),
    ...constrained,
  ]);
  for (const { value, path } of wholeItems(parameters, 'parameters')) {
    if (names.has(value.parameter)) continue;
    findings.report('unused-parameter', valuePlace(parameters.source, [...path, 'parameter']), {
      message: `No decision needs \`${value.parameter}\`.`,
      hint: 'Use it in a rule or a definition, or remove it.',
    });
  }
};
