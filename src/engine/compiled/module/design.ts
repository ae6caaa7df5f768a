import type { Edition, FactShape, RuleSet } from '../../../edition/model/edition.js';
import type { TypedExpression } from '../../../language/syntax/expression.js';
import { partsOf } from '../../../language/syntax/walk.js';
import {
  assumptionCodes,
  constraintCodes,
  type AssumptionCode,
  type ConstraintCode,
} from '../code/assumption-code.js';
import { makeCells, withNeeds, type Cell, type Cells } from '../code/cells.js';
import { conclusionSlots, type ConclusionSlots } from '../plans/conclusion-slots.js';
import { comparisonsIn, makeComparisons, type Comparisons } from '../code/condition-code.js';
import { mayFail } from '../code/expression-code.js';
import { makeFactCode, type FactCode } from '../code/fact-code.js';
import { makeScopeCode, type ScopeCode } from '../code/scope-code.js';

/** The parts of one decision's generated module, before they are written out. */
export interface Design {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly cells: Cells;
  readonly facts: FactCode;
  readonly scope: ScopeCode;
  readonly comparisons: Comparisons;
  readonly constraints: readonly ConstraintCode[];
  readonly assumptions: readonly AssumptionCode[];
  readonly slots: ConclusionSlots;
  /** What all constraints need, and defaults that may fail. */
  readonly constrained: readonly Cell[];
  /** What constraints on facts that are listed need, what assumptions need, and defaults that may fail. */
  readonly first: readonly Cell[];
  /** What conditions need besides, and definitions that may fail. */
  readonly second: readonly Cell[];
  /** What only conclusions need, computed where a plan says so. */
  readonly lazy: readonly Cell[];
}

/** Designs the module of one rule set. */
export const designDecision = (edition: Edition, ruleSet: RuleSet): Design => {
  const cells = makeCells();
  const facts = makeFactCode(edition, cells);
  const scope = makeScopeCode(edition, ruleSet, cells, facts);
  const comparisons = makeComparisons(scope);
  const constraints = constraintCodes(edition, ruleSet, facts);
  const assumptions = assumptionCodes(edition, ruleSet, facts);
  const slots = conclusionSlots(ruleSet, scope);
  const compared = ruleSet.rules.flatMap(({ when }) => comparisonsIn(when)).map(comparisons.of);

  const fails = (expression: TypedExpression): boolean =>
    mayFail(expression, partsOf, (divisor) => isPositive(divisor, edition));
  const failingDefaults = [...edition.facts.values()].flatMap(({ name, shape }) =>
    pathsOf(shape, [name], fails).map((path) => facts.value(path, 'completed')),
  );
  const failingDefinitions = ruleSet.definitions.flatMap(({ term, is }) =>
    fails(is) ? (scope.definition(term) ?? []) : [],
  );
  const needsOf = (parts: readonly { readonly needs: ReadonlySet<Cell> }[]): readonly Cell[] =>
    parts.flatMap(({ needs }) => [...needs]);

  const constrained = withNeeds([...needsOf(constraints), ...failingDefaults]);
  const usual = constraints.filter(({ isOfOthers }) => !isOfOthers);
  const first = withNeeds([...needsOf(usual), ...needsOf(assumptions), ...failingDefaults]);
  const compulsory = [...first, ...needsOf(compared), ...failingDefinitions];
  const all = withNeeds([
    ...compulsory,
    ...needsOf(slots.values.map(({ slot }) => slot)),
    ...needsOf(slots.effects.flatMap((effect) => effect.slots)),
    ...needsOf(
      slots.discretions.flatMap(({ upTo, recommended }) => [recommended, ...(upTo === null ? [] : [upTo])]),
    ),
  ]);
  // What was given is read in one go.
  const eager = withNeeds([...compulsory, ...all.filter(({ fact }) => fact !== null)]);
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
    constrained,
    first,
    second: without(eager, first),
    lazy: without(all, eager),
  };
};

const without = (cells: readonly Cell[], others: readonly Cell[]): readonly Cell[] => {
  const left = new Set(others);
  return cells.filter((cell) => !left.has(cell));
};

/** The paths of the facts whose defaults may fail; of what is in a list, the list's. */
const pathsOf = (
  shape: FactShape,
  path: readonly string[],
  fails: (expression: TypedExpression) => boolean,
): readonly (readonly string[])[] => [
  ...(shape.default !== null && fails(shape.default) ? [path] : []),
  ...[...shape.fields].flatMap(([name, field]) =>
    name === '[]'
      ? pathsOf(field, path, fails)
          .slice(0, 1)
          .map(() => path)
      : pathsOf(field, [...path, name], fails),
  ),
];

/** Whether an expression reads a fact that is above 0 wherever it is given and wherever it is not. */
const isPositive = (expression: TypedExpression, edition: Edition): boolean => {
  if (expression.kind !== 'read') return false;
  let shape = edition.facts.get(expression.root)?.shape;
  let above: FactShape | undefined;
  for (const field of expression.fields) {
    if (above !== undefined && above.default !== null) return false;
    above = shape;
    shape = shape?.fields.get(field);
  }
  if (shape?.minimum == null || shape.minimum <= 0 || (above !== undefined && above.default !== null))
    return false;
  return shape.default === null || isPositive(shape.default, edition);
};
