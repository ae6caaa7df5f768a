import { requiredFacts } from '../../edition/model/fact-schema.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Becoming, FactPath, Step } from '../../edition/model/invariant.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { CaseFormula } from '../cases/case-formula.js';
import { requiredOfAll } from '../cases/required-facts.js';
import { nothingInside, unknownFact, type Unknowns } from '../cases/unknown-facts.js';
import { either, fieldsOf, nothing, same, type Symbolic } from '../terms/symbolic.js';
import { implies, not, type Term } from '../terms/term.js';

/** The facts of the case after a step. */
export interface StepFormula {
  readonly given: ReadonlyMap<string, Symbolic>;
  /** Facts of which the case after has the parts that may be anything else. */
  readonly other: ReadonlyMap<string, Symbolic>;
  /** That what was computed is what a request may say. */
  readonly isSayable: readonly Term[];
}

/** What a step is taken in. */
interface Taking {
  readonly edition: Edition;
  readonly ruleSets: readonly RuleSet[];
  readonly before: CaseFormula;
  /** Unknowns of the case after alone. */
  readonly unknowns: Unknowns;
  readonly valueOf: (becoming: Becoming) => Symbolic;
}

/** The facts of the case after, of those before (`engine/invariants/take-step.ts`). */
export const stepFormula = (
  { becomes, other }: Step,
  { edition, ruleSets, before, unknowns, valueOf }: Taking,
): StepFormula => {
  const required = requiredOfAll(ruleSets.map((ruleSet) => requiredFacts(edition, ruleSet)));
  const fresh = new Map<string, Symbolic>();
  const freshFact = (root: string, under: Unknowns): Symbolic => {
    const shape = edition.facts.get(root)?.shape;
    if (shape === undefined) return nothing;
    const inside = required.inside.find(([name]) => name === root)?.[1] ?? nothingInside;
    return unknownFact(root, shape, required.names.includes(root), inside, under);
  };
  const given = new Map(before.given);
  const touched = new Set<string>();
  const change = ({ root, fields }: FactPath, value: Symbolic): void => {
    const whole =
      fields.length > 0 && !touched.has(root) ? before.read(root, []) : (given.get(root) ?? nothing);
    touched.add(root);
    given.set(root, changed(whole, fields, value));
  };
  const isSayable = becomes.flatMap((becoming): readonly Term[] => {
    const value = valueOf(becoming);
    const { root, fields } = becoming;
    change(becoming, value);
    const anything = freshFact(root, { ...unknowns, formula: prefixed(unknowns.formula, 'said ') });
    const holder = fields.length === 0 ? nothing : fieldsOf(given.get(root) ?? nothing, fields.slice(0, -1));
    const isSaid = same(fieldsOf(anything, fields), value);
    return [fields.length === 0 ? isSaid : implies(not(holder.absent), isSaid)];
  });
  for (const { root, fields } of other) {
    const anything = fresh.get(root) ?? freshFact(root, unknowns);
    fresh.set(root, anything);
    // What a part may be is what it may be where there is such a part.
    if (fields.length > 0) unknowns.formula.assert(not(fieldsOf(anything, fields.slice(0, -1)).absent));
    change({ root, fields }, fieldsOf(anything, fields));
  }
  return { given, other: fresh, isSayable };
};

/** A formula whose unknowns have names of their own. */
export const prefixed = (formula: Unknowns['formula'], prefix: string): Unknowns['formula'] => ({
  ...formula,
  declare: (name, sort) => formula.declare(`${prefix}${name}`, sort),
});

/** A value with another one at a path; the same where what the path goes through is absent. */
const changed = (value: Symbolic, [field, ...below]: readonly string[], next: Symbolic): Symbolic => {
  if (field === undefined) return next;
  if (value.kind !== 'record') return value;
  const inside = changed(value.fields.get(field) ?? nothing, below, next);
  const whole: Symbolic = { ...value, fields: new Map([...value.fields, [field, inside]]) };
  return either(value.absent, nothing, whole);
};
