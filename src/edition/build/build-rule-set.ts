import type { Type } from '../../language/types/types.js';
import { buildConsequence, type RuleSetLists } from './build-consequence.js';
import { buildEffects } from './build-effects.js';
import { buildCondition } from './conditions.js';
import type { Findings } from '../read/diagnostic.js';
import type { Rule, RuleSet } from '../model/rule-set.js';
import type { Parameter } from '../model/declarations.js';
import { makeScope, type OwnFunctions } from '../names/names.js';
import { positionOf, valuePlace } from '../read/place.js';
import { presentNames, withPresent } from '../names/present-names.js';
import { brokenNames, headOf, wholeItems, type Item, type Structured } from '../read/structure.js';
import { conditionUses, type Use } from '../names/uses.js';
import type { WrittenRule } from '../read/written-rule-set.js';

/** A rule set, but for what it needs of the edition. */
export type OwnRuleSet = Omit<RuleSet, 'definitions' | 'parameters' | 'parameterReads' | 'reads'>;

/** A rule set as built. */
export interface BuiltRuleSet {
  readonly structured: Structured<'rule-set'>;
  readonly ruleSet: OwnRuleSet;
  /** Every expression in it, with its place. */
  readonly uses: readonly Use[];
  /** True where nothing of it is missing. */
  readonly whole: boolean;
}

/** What a rule set is built among. */
export interface RuleSetContext {
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** Every name with its type, as this rule set sees it. */
  readonly types: ReadonlyMap<string, Type>;
  readonly broken: ReadonlySet<string>;
  readonly functions: OwnFunctions;
  readonly findings: Findings;
}

/** Builds a rule set; `undefined` where its file is of no use. */
export const buildRuleSet = (
  structured: Structured<'rule-set'>,
  context: RuleSetContext,
): BuiltRuleSet | undefined => {
  const { source } = structured;
  const { findings, types, broken, functions } = context;
  const head = headOf(structured);
  if (head === undefined) return undefined;
  const declared = buildEffects(structured, { scope: makeScope(types, functions), findings, broken });
  const outcomes = distinct(structured, 'outcomes', findings);
  const choices = distinct(structured, 'choices', findings);
  const lists = { declared, outcomes, choices, whole: structured.broken.size === 0 };
  const uses: Use[] = [...declared.effects.values()].map((effect) => ({
    expression: effect.default,
    place: valuePlace(source, ['effects', effect.name, 'default']),
    told: true,
    presence: false,
  }));
  const items = wholeItems(structured, 'rules');
  const rules = items.flatMap((item) => {
    const built = buildRule(item, structured, context, lists);
    uses.push(...(built?.uses ?? []));
    return built === undefined ? [] : [built.rule];
  });
  const facts = wholeItems(structured, 'facts').map(({ value }) => ({
    name: value.replace(/\?$/, ''),
    optional: value.endsWith('?'),
  }));
  return {
    structured,
    ruleSet: {
      ...head,
      outcomes,
      facts,
      effects: declared.effects,
      choices,
      rules,
      position: positionOf(valuePlace(source, ['decision'])),
    },
    uses,
    whole: lists.whole && declared.broken.size === 0 && rules.length === items.length,
  };
};

const buildRule = (
  { value, path }: Item<WrittenRule>,
  { source }: Structured<'rule-set'>,
  { types, findings, broken, parameters, functions }: RuleSetContext,
  lists: RuleSetLists,
): { readonly rule: Rule; readonly uses: readonly Use[] } | undefined => {
  const at = [...path, 'when'];
  const when = buildCondition(value.when, at, {
    source,
    scope: makeScope(types, functions),
    findings,
    broken,
  });
  const built = buildConsequence(value.then, [...path, 'then'], {
    source,
    lists,
    parameters,
    typing: {
      scope: makeScope(when === undefined ? types : withPresent(types, presentNames(when)), functions),
      findings: when === undefined ? withoutAbsence(findings) : findings,
      broken,
    },
  });
  if (when === undefined || built === undefined) return undefined;
  const { id, clauses, modality, overrides, readings, invalid } = value;
  const rule: Rule = {
    id,
    clauses,
    modality,
    ...(invalid === undefined ? {} : { invalid }),
    when,
    then: built.consequence,
    overrides: overrides ?? [],
    readings: readings ?? [],
    position: positionOf(valuePlace(source, path)),
  };
  return { rule, uses: [...conditionUses(when, source, at), ...built.uses] };
};

/** Where a condition is wrong, it is not known what is there when it holds. */
const withoutAbsence = (findings: Findings): Findings => ({
  ...findings,
  report: (code, place, remark) => {
    if (code !== 'feel-absent' && code !== 'effect-type') findings.report(code, place, remark);
  },
});

const distinct = (
  structured: Structured<'rule-set'>,
  list: 'outcomes' | 'choices',
  findings: Findings,
): readonly string[] => {
  const found = new Set<string>();
  for (const { value, path } of wholeItems(structured, list)) {
    const at = valuePlace(structured.source, path);
    if (value === 'unresolved') {
      findings.report('name-clash', at, {
        message: '`unresolved` is what a decision says where its rules disagree.',
        hint: 'Give it another name.',
      });
    } else if (found.has(value)) {
      findings.report('duplicate-id', at, { message: `\`${value}\` is listed twice.`, hint: 'Remove one.' });
    }
    found.add(value);
  }
  return [...found];
};

/** The ids of all rules in a file, whole or not. */
export const allRuleIds = (structured: Structured<'rule-set'>): readonly string[] => [
  ...wholeItems(structured, 'rules').map(({ value }) => value.id),
  ...brokenNames(structured, 'rules', 'id'),
];
