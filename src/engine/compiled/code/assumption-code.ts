import type { Edition, FactShape, RuleSet } from '../../../edition/model/edition.js';
import type { TypedExpression } from '../../../language/syntax/expression.js';
import { partsOf, readsOf } from '../../../language/syntax/walk.js';
import type { Type } from '../../../language/types/types.js';
import type { Cell, Needs } from './cells.js';
import { added, type FactCode } from './fact-code.js';

/** Something that may be left out, and is then reported with what stands for it. */
export interface AssumptionCode {
  /** The dotted name. */
  readonly path: string;
  readonly type: Type;
  /** Source of whether it was left out. */
  readonly isLeftOut: string;
  /** Source of what stands for it, as inside. */
  readonly value: string;
  /** True where that is the same for all facts. */
  readonly isConstant: boolean;
  readonly needs: ReadonlySet<Cell>;
}

/** A constraint as source. */
export interface ConstraintCode {
  readonly error: { readonly pointer: string; readonly code: string; readonly message: string };
  /** Source of whether it applies and is broken. */
  readonly isBroken: string;
  readonly needs: ReadonlySet<Cell>;
  /** True where it comes to the same for all facts unless a fact is given that the rule set does not list. */
  readonly isOfOthers: boolean;
}

/** What a decision may assume, in the order in which it is told. */
export const assumptionCodes = (
  edition: Edition,
  ruleSet: RuleSet,
  facts: FactCode,
): readonly AssumptionCode[] => {
  const found: AssumptionCode[] = [];
  const visit = (shape: FactShape, path: readonly string[], mayBeLeftOut: boolean): void => {
    const dotted = path.join('.');
    if ((shape.default !== null || mayBeLeftOut) && isReadBy(ruleSet, dotted)) {
      found.push(assumptionCode(shape, path, facts));
    }
    for (const [name, field] of shape.fields) if (name !== '[]') visit(field, [...path, name], false);
  };
  for (const { name, shape } of edition.facts.values()) {
    const isOptional = ruleSet.facts.some((fact) => fact.name === name && fact.optional);
    visit(shape, [name], isOptional);
  }
  return found;
};

const assumptionCode = (shape: FactShape, path: readonly string[], facts: FactCode): AssumptionCode => {
  const needs: Needs = new Set();
  const above = path.slice(0, -1);
  const given = added(facts.given(path), needs);
  const isLeftOut =
    above.length === 0
      ? `${given} == null`
      : `${added(facts.given(above), needs)} != null && ${given} == null`;
  const common = { path: path.join('.'), type: shape.type, isLeftOut, needs };
  if (shape.default === null) return { ...common, value: 'null', isConstant: true };
  if (isWrittenOut(shape.default)) {
    return { ...common, value: facts.asked(shape.default, new Set()), isConstant: true };
  }
  return { ...common, value: added(facts.value(path, 'asked'), needs), isConstant: false };
};

/** Whether an expression is made of literals alone, so that it has one value and cannot fail. */
const isWrittenOut = (expression: TypedExpression): boolean =>
  expression.kind === 'literal' ||
  ((expression.kind === 'list' || expression.kind === 'record') && partsOf(expression).every(isWrittenOut));

const isReadBy = (ruleSet: RuleSet, path: string): boolean =>
  ruleSet.reads.some((name) => name === path || name.startsWith(`${path}.`) || path.startsWith(`${name}.`));

/** The constraints that apply to a decision, in the order in which contradictions are told: that of their pointers. */
export const constraintCodes = (
  edition: Edition,
  ruleSet: RuleSet,
  facts: FactCode,
): readonly ConstraintCode[] =>
  edition.constraints
    .filter(({ decisions }) => decisions?.includes(ruleSet.decision) ?? true)
    .toSorted((a, b) => (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0))
    .map(({ holds, pointer, code, message }) => {
      const needs: Needs = new Set();
      const guard = facts.evaluable(holds, needs);
      const isBroken = `!${facts.asked(holds, needs)}`;
      return {
        error: { pointer, code, message },
        isBroken: guard === null ? isBroken : `${guard} && ${isBroken}`,
        needs,
        isOfOthers: isOfOthers(holds, edition, ruleSet),
      };
    });

/**
 * Whether a constraint is about facts that the rule set does not list, so that without them it either does not apply or has one value: some
 * such fact must be given for it to apply, or it reads nothing but such facts, whose defaults read nothing.
 */
const isOfOthers = (holds: TypedExpression, edition: Edition, ruleSet: RuleSet): boolean => {
  const listed = new Set(ruleSet.facts.map(({ name }) => name));
  const roots = readsOf(holds).map(({ root }) => root);
  const others = roots.filter((root) => !listed.has(root) && edition.facts.has(root));
  const isCompulsory = (root: string): boolean => {
    const shape = edition.facts.get(root)?.shape;
    return shape !== undefined && shape.default === null && shape.type.nullable !== true;
  };
  const isConstant = (shape: FactShape | undefined): boolean =>
    shape !== undefined &&
    (shape.default === null || readsOf(shape.default).length === 0) &&
    [...shape.fields.values()].every(isConstant);
  return (
    others.some(isCompulsory) ||
    (others.length > 0 &&
      others.length === roots.length &&
      others.every((root) => isConstant(edition.facts.get(root)?.shape)))
  );
};
