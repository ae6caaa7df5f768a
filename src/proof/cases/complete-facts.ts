import type { Edition } from '../../edition/model/edition.js';
import type { Constraint, FactShape } from '../../edition/model/declarations.js';
import { readsItem } from '../../edition/model/fact-shape.js';
import { requiredFacts } from '../../edition/model/fact-schema.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { readsOf, readsVariable } from '../../language/syntax/walk.js';
import type { Looked } from '../../engine/facts/looked.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { mayMisfit } from '../../engine/facts/out-of-range.js';
import type { Failure } from './failures.js';
import { makeFormula } from '../terms/formula.js';
import { either, fieldOf, list, nothing, type Symbolic } from '../terms/symbolic.js';
import { and, isNo, isYes, not, or, yes, type Term } from '../terms/term.js';
import { translate } from '../expressions/translate.js';
import { conditionOf, type Translating } from '../expressions/translating.js';
import { makeDefaults } from './defaults.js';
import { makeIsEvaluable, nowhere } from './evaluable.js';
import { requiredOfAll } from './required-facts.js';
import { nothingInside, unknownFact, type Unknowns } from './unknown-facts.js';

/** The facts of any case that a decision takes, as `engine/assumptions.ts` completes them. */
export interface CompleteFacts {
  /** A fact as the rules see it. */
  readonly fact: (name: string) => Symbolic;
  /** What was given of it. */
  readonly given: ReadonlyMap<string, Symbolic>;
  /** Whether a condition over facts holds, or can't be tried. */
  readonly holds: (condition: TypedExpression, what: string) => Term;
  /**
   * Completes all facts, and asserts the constraints that concern facts that were read, and with them what these read.
   * @returns whether a constraint says anything of facts that are preset as left out
   */
  readonly close: () => { readonly isLeftOutFree: boolean };
}

/** What facts are completed in. */
interface Completing {
  readonly edition: Edition;
  readonly ruleSets: readonly RuleSet[];
  readonly unknowns: Unknowns;
  /** Facts that are not unknown. */
  readonly preset: ReadonlyMap<string, Symbolic>;
  /** What names stand for that are no facts: asOf, figures. */
  readonly known: (root: string, fields: readonly string[]) => Symbolic;
  /** Told when a default or a constraint can't be computed. */
  readonly fails: (what: string, kind: Failure['kind'], when: Term) => void;
  readonly rounds: (what: string, when: Term) => void;
}

/** Makes the facts of any case. */
export const completeFacts = (completing: Completing): CompleteFacts => {
  const { edition, ruleSets, unknowns, known, rounds } = completing;
  const { formula, texts } = unknowns;
  const required = requiredOfAll(ruleSets.map((ruleSet) => requiredFacts(edition, ruleSet)));
  const given = new Map(completing.preset);
  const complete = new Map<string, Symbolic>();
  // What fails before the constraints are looked at.
  const failing: Term[] = [];
  const fails: Completing['fails'] = (what, kind, when) => {
    if (isNo(when)) return;
    failing.push(formula.share(when));
    completing.fails(what, kind, when);
  };

  const raw = (name: string, shape: FactShape): Symbolic => {
    let one = given.get(name);
    if (one === undefined) {
      const inside = required.inside.find(([root]) => root === name)?.[1] ?? nothingInside;
      one = unknownFact(name, shape, required.names.includes(name), inside, unknowns);
      given.set(name, one);
    }
    return one;
  };

  const translating = (
    what: string,
    under: Term,
    tell: (when: Term) => void,
    item?: Symbolic,
    tellRounding: (when: Term) => void = (when) => {
      rounds(what, when);
    },
  ): Translating => ({
    formula,
    texts,
    read,
    variables: new Map(item === undefined ? [] : [['item', item]]),
    under,
    fails: tell,
    rounds: tellRounding,
  });

  const { defaultOf, computedDefault } = makeDefaults({
    formula,
    texts,
    translating,
    isEvaluable: (expression) => isEvaluable(expression),
  });

  /**
   * @param under where it is asked for at all: then the default is computed where the value is absent
   * @param item that the default may read, of a field of a list's item
   */
  const orDefault = (
    value: Symbolic,
    shape: FactShape | undefined,
    path: string,
    under: Term,
    item?: Symbolic,
  ): Symbolic => {
    if (shape?.default == null || value.absent.text === 'false') return value;
    const byDefault = readsVariable(shape.default, 'item')
      ? computedDefault(shape.default, shape.type, path, item)
      : defaultOf(shape.default, shape.type, path);
    const asked = and(under, value.absent);
    fails(path, 'undefined', and(asked, byDefault.fails));
    fails(path, 'misfit', and(asked, byDefault.misfits));
    rounds(path, and(asked, byDefault.rounds));
    return formula.shareAll(either(value.absent, byDefault.value, value));
  };

  /** What stands at each part of a path. */
  const look = (root: string, fields: readonly string[]): readonly Looked<Symbolic>[] => {
    let shape = edition.facts.get(root)?.shape;
    let path = root;
    let there = shape === undefined ? nothing : raw(root, shape);
    let value = orDefault(there, shape, path, yes);
    const found: Looked<Symbolic>[] = [{ value, given: there, shape, path }];
    for (const field of fields) {
      path = `${path}.${field}`;
      shape = shape?.fields.get(field);
      there = fieldOf(there, field);
      value = either(value.absent, nothing, orDefault(fieldOf(value, field), shape, path, not(value.absent)));
      found.push({ value, given: there, shape, path });
    }
    return found;
  };

  const read = (root: string, fields: readonly string[]): Symbolic => {
    if (!edition.facts.has(root)) return known(root, fields);
    const { value, given: there, shape, path } = look(root, fields).at(-1) ?? nowhere;
    return shape === undefined
      ? value
      : either(there.absent, value, completed(there, shape, path, not(there.absent)));
  };

  const completed = (
    value: Symbolic,
    shape: FactShape,
    path: string,
    under: Term,
    around?: Symbolic,
  ): Symbolic => {
    const filled = orDefault(value, shape, path, under, around);
    const inside = formula.share(and(under, not(value.absent)));
    if (value.kind === 'list') {
      const item = shape.fields.get('[]');
      if (item === undefined) return filled;
      const items = value.items.map((one) => ({
        there: one.there,
        value: completed(one.value, item, `${path}[]`, and(inside, one.there)),
      }));
      return either(value.absent, filled, list(items, value.absent));
    }
    if (value.kind !== 'record' || shape.fields.size === 0) return filled;
    const fieldsWith = (siblings?: Symbolic): Symbolic => ({
      ...value,
      fields: new Map(
        [...shape.fields].map(([name, field]): [string, Symbolic] => {
          const given = value.fields.get(name) ?? nothing;
          return siblings === undefined && readsItem(field)
            ? [name, given]
            : [name, completed(given, field, `${path}.${name}`, inside, siblings)];
        }),
      ),
    });
    const plain = fieldsWith();
    // What reads the item is computed when its other fields are there.
    const whole = [...shape.fields.values()].some(readsItem) ? fieldsWith(plain) : plain;
    return either(value.absent, filled, whole);
  };

  const isEvaluable = makeIsEvaluable(edition, formula, look);

  const completeFact = (name: string): Symbolic => {
    let one = complete.get(name);
    if (one === undefined) {
      const shape = edition.facts.get(name)?.shape;
      one = shape === undefined ? nothing : formula.shareAll(completed(raw(name, shape), shape, name, yes));
      complete.set(name, one);
    }
    return one;
  };

  /** Whether a constraint is tried: it reads a fact that plays a part, or says something although all are left out. */
  const isConcerned = ({ holds }: Constraint): boolean => {
    const roots = readsOf(holds).filter(({ root }) => edition.facts.has(root));
    if (roots.some(({ root }) => given.has(root))) return true;
    if (roots.some(({ root }) => edition.facts.get(root)?.shape.default == null)) return false;
    const leftOut = new Map(roots.map(({ root }): [string, Symbolic] => [root, nothing]));
    const formulaOfIt = makeFormula();
    const without = completeFacts({
      ...completing,
      unknowns: { ...unknowns, formula: formulaOfIt },
      preset: leftOut,
      fails: () => undefined,
      rounds: () => undefined,
    });
    return !isYes(without.holds(holds, ''));
  };

  const conditionHolds: CompleteFacts['holds'] = (holds, code) => {
    const can = isEvaluable(holds);
    if (isNo(can)) return yes;
    const inIt = translating(code, can, (when) => {
      fails(code, 'undefined', when);
    });
    return or(not(can), conditionOf(translate(holds, inIt)));
  };

  return {
    given,
    fact: completeFact,
    holds: conditionHolds,
    close: () => {
      const constraints = edition.constraints.filter(
        ({ decisions }) =>
          decisions === null || ruleSets.some(({ decision }) => decisions.includes(decision)),
      );
      const holding: Term[] = [];
      const leftOut = new Set(
        [...completing.preset].flatMap(([name, { kind }]) => (kind === 'nothing' ? [name] : [])),
      );
      let isLeftOutFree = true;
      // What must be given is, whether it matters or not.
      for (const name of required.names) completeFact(name);
      let left = constraints;
      let concerned: readonly Constraint[];
      do {
        // All facts are completed, also those that nothing reads and that are left out.
        for (const [name, { shape }] of edition.facts)
          if (given.has(name)) completeFact(name);
          else if (shape.default !== null && mayMisfit(shape.default, shape.type, true))
            orDefault(nothing, shape, name, yes);
        concerned = left.filter(isConcerned);
        const tried = new Set(concerned);
        left = left.filter((one) => !tried.has(one));
        for (const { holds, code } of concerned) {
          const term = formula.share(conditionHolds(holds, code));
          if (!isYes(term) && readsOf(holds).some(({ root }) => leftOut.has(root))) isLeftOutFree = false;
          holding.push(term);
        }
      } while (concerned.length > 0);
      // Where something can't be computed, that is the answer, whatever else is wrong.
      const stops = or(...failing);
      for (const holds of holding) formula.assert(or(stops, holds));
      return { isLeftOutFree };
    },
  };
};
