import { byUnits } from '../../../language/text-order.js';
import type { Edition } from '../../../edition/model/edition.js';
import type { RuleSet } from '../../../edition/model/rule-set.js';
import type { FactShape } from '../../../edition/model/declarations.js';
import { isWrittenOut } from '../../../language/syntax/walk.js';
import type { Type } from '../../../language/types/types.js';
import { overlapping } from '../../../edition/names/dotted-names.js';
import { added, type Cell, type Cells, type Needs } from './cells.js';
import { readsItem } from '../../../edition/model/fact-shape.js';
import type { FactCode } from './fact-code.js';
import { outwardCode } from './outward-code.js';
import { fieldOf, literal } from './source-text.js';

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

/** What may be left out inside the items of a list, and is then reported with the place of the item. */
export interface ItemAssumptionCode {
  /** Source of a statement that adds it to `assumed`. */
  readonly statement: string;
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
  cells: Cells,
): readonly (AssumptionCode | ItemAssumptionCode)[] => {
  const found: (AssumptionCode | ItemAssumptionCode)[] = [];
  const visit = (shape: FactShape, path: readonly string[], mayBeLeftOut: boolean): void => {
    const dotted = path.join('.');
    if ((shape.default !== null || mayBeLeftOut) && isReadBy(ruleSet, dotted)) {
      found.push(assumptionCode(shape, path, facts));
    }
    for (const [name, field] of shape.fields) {
      if (name !== '[]') visit(field, [...path, name], false);
      else if (isReadBy(ruleSet, dotted)) found.push(...itemAssumptionCode(field, path, facts, cells));
    }
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

const itemAssumptionCode = (
  item: FactShape,
  list: readonly string[],
  facts: FactCode,
  cells: Cells,
): readonly ItemAssumptionCode[] => {
  const needs: Needs = new Set();
  const given = added(facts.given(list), needs);

  /** Statements for what may be left out at and below a place; empty where nothing may. @param place source of its name */
  const visit = (
    shape: FactShape,
    path: readonly string[],
    value: string,
    place: string,
    above: string | null = null,
  ): string => {
    const below = [...shape.fields].map(([name, field]) =>
      name === '[]'
        ? each(field, [...path, name], value, place)
        : visit(field, [...path, name], fieldOf(value, name), `${place} + ${literal(`.${name}`)}`, value),
    );
    const inside = below.join('');
    const otherwise = inside === '' ? '' : `if (${value} != null) { ${inside}}`;
    if (shape.default === null) return otherwise;
    const stand = cells.variable();
    const told = outwardCode(stand, shape.type, cells.variable);
    const entry = `{ fact: ${place}, value: ((${stand}) => ${told})(${standIn(shape, path, above)}) }`;
    return `if (${value} == null) assumed.push(${entry}); ${otherwise === '' ? '' : `else ${otherwise} `}`;
  };
  /** Source of what stands for a field that was left out; its default may read the item that it is in. */
  const standIn = (shape: FactShape, path: readonly string[], above: string | null): string => {
    if (above === null || !readsItem(shape)) return facts.byDefault(path, needs);
    const whole = cells.variable();
    return `((${whole}) => ${facts.byDefault(path, needs, whole)})(${facts.itemCode(above, path.slice(0, -1), needs)})`;
  };
  const each = (shape: FactShape, path: readonly string[], value: string, place: string): string => {
    const [one, at] = [cells.variable(), cells.variable()];
    const body = visit(shape, path, one, `${place} + '[' + (${at} + 1) + ']'`);
    return body === '' ? '' : `${value}.forEach((${one}, ${at}) => { ${body}}); `;
  };

  const statement = each(item, [...list, '[]'], given, literal(list.join('.')));
  return statement === '' ? [] : [{ statement: `if (${given} != null) ${statement}`, needs }];
};

const isReadBy = (ruleSet: RuleSet, path: string): boolean =>
  ruleSet.reads.some((name) => overlapping(name, path));

/** The constraints that apply to a decision, in the order in which contradictions are told: that of their pointers. */
export const constraintCodes = (
  edition: Edition,
  ruleSet: RuleSet,
  facts: FactCode,
): readonly ConstraintCode[] =>
  edition.constraints
    .filter(({ decisions }) => decisions?.includes(ruleSet.decision) ?? true)
    .toSorted((a, b) => byUnits(a.pointer, b.pointer))
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
