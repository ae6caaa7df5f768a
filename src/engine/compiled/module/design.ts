import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import type { FactShape } from '../../../edition/model/declarations.js';
import {
  assumptionCodes,
  constraintCodes,
  type AssumptionCode,
  type ConstraintCode,
  type ItemAssumptionCode,
} from '../code/assumption-code.js';
import { makeCells, withNeeds, type Cell, type Cells } from '../code/cells.js';
import { comparisonsIn } from '../../../edition/model/rule-expressions.js';
import { makeComparisons, type Comparisons } from '../code/condition-code.js';
import { mayMisfit } from '../../facts/out-of-range.js';
import { makeFactCode, type FactCode } from '../code/fact-code.js';
import { makeScopeCode, type ScopeCode } from '../code/scope-code.js';
import { conclusionSlots, type ConclusionSlots } from '../plans/conclusion-slots.js';

/** The parts of one decision's generated module, before they are written out. */
export interface Design {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly cells: Cells;
  readonly facts: FactCode;
  readonly scope: ScopeCode;
  readonly comparisons: Comparisons;
  readonly constraints: readonly ConstraintCode[];
  readonly assumptions: readonly (AssumptionCode | ItemAssumptionCode)[];
  readonly slots: ConclusionSlots;
  /** What constraints and assumptions need, and defaults that may fail. */
  readonly first: readonly Cell[];
  /** What conditions and conclusions need besides, and every definition. */
  readonly second: readonly Cell[];
  /** What only the trace needs besides. */
  readonly third: readonly Cell[];
  /** The cells of the facts that a trace tells, by name. */
  readonly told: readonly (readonly [string, Cell])[];
}

/** Designs the module of one rule set. */
export const designDecision = (edition: Edition, ruleSet: RuleSet): Design => {
  const cells = makeCells();
  const facts = makeFactCode(edition, cells);
  const scope = makeScopeCode(edition, ruleSet, cells, facts);
  const failing = [...edition.facts.values()].flatMap(({ name, shape }) =>
    failingDefaults(shape, [name]).map((path) => facts.value(path, 'completed')),
  );
  const constraints = constraintCodes(edition, ruleSet, facts);
  const assumptions = assumptionCodes(edition, ruleSet, facts, cells);
  const definitions = ruleSet.definitions.flatMap(({ term }) => scope.definition(term) ?? []);
  const comparisons = makeComparisons(scope);
  const compared = ruleSet.rules.flatMap(({ when }) => comparisonsIn(when)).map(comparisons.of);
  const slots = conclusionSlots(ruleSet, scope);
  const read = new Set(ruleSet.reads.map((path) => path.split('.')[0]));
  const told = [...edition.facts.keys()]
    .filter((name) => read.has(name))
    .map((name) => [name, facts.value([name], 'completed')] as const);

  const needsOf = (parts: readonly { readonly needs: ReadonlySet<Cell> }[]): readonly Cell[] =>
    parts.flatMap(({ needs }) => [...needs]);
  const first = withNeeds([...needsOf([...constraints, ...assumptions]), ...failing]);
  const decided = withNeeds([...first, ...definitions, ...needsOf(compared), ...needsOf(slots.all)]);
  const all = withNeeds([...decided, ...told.map(([, cell]) => cell)]);
  return {
    edition,
    ruleSet,
    cells,
    facts,
    scope,
    comparisons,
    constraints,
    assumptions,
    slots,
    first,
    second: without(decided, first),
    third: without(all, decided),
    told,
  };
};

const without = (cells: readonly Cell[], others: readonly Cell[]): readonly Cell[] => {
  const left = new Set(others);
  return cells.filter((cell) => !left.has(cell));
};

/** The paths of the facts whose defaults are computed, so that computing them may fail; of what is in a list, the list's. */
const failingDefaults = (shape: FactShape, path: readonly string[]): readonly (readonly string[])[] => [
  ...(shape.default !== null && mayMisfit(shape.default, shape.type) ? [path] : []),
  ...[...shape.fields].flatMap(([name, field]) =>
    name === '[]'
      ? failingDefaults(field, path)
          .slice(0, 1)
          .map(() => path)
      : failingDefaults(field, [...path, name]),
  ),
];
