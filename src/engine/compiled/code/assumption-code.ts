import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import type { FactShape } from '../../../edition/model/declarations.js';
import { isWrittenOut } from '../../../language/syntax/walk.js';
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
    return { ...common, value: facts.asked(shape.default, new Set(), path.join('.')), isConstant: true };
  }
  return { ...common, value: added(facts.value(path, 'asked'), needs), isConstant: false };
};

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
      const isBroken = `!${facts.asked(holds, needs, code)}`;
      return {
        error: { pointer, code, message },
        isBroken: guard === null ? isBroken : `${guard} && ${isBroken}`,
        needs,
      };
    });
