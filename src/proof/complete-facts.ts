import type { Edition } from '../edition/model/edition.js';
import type { FactShape } from '../edition/model/declarations.js';
import { requiredFacts, type RequiredFields } from '../edition/model/fact-schema.js';
import type { RuleSet } from '../edition/model/rule-set.js';
import { readsOf } from '../language/syntax/walk.js';
import type { TypedExpression } from '../language/syntax/expression.js';
import { either, fieldOf, list, nothing, type Symbolic } from './terms/symbolic.js';
import { and, choose, implies, no, not, or, yes, type Term } from './terms/term.js';
import { conditionOf, translate, type Translating } from './translate.js';
import { nothingInside, unknownFact, type Unknowns } from './unknown-facts.js';

/** The facts of any case that a decision takes, as `engine/assumptions.ts` completes them. */
export interface CompleteFacts {
  /** A fact as the rules see it. */
  readonly fact: (name: string) => Symbolic;
  /** What was given of it. */
  readonly given: ReadonlyMap<string, Symbolic>;
  /** Asserts the constraints that concern facts that were read, and with them what these read. */
  readonly assertConstraints: () => void;
}

/**
 * @param preset facts that are not unknown
 * @param known what names stand for that are no facts: asOf, figures
 * @param fails told when a default or a constraint can't be computed
 */
export const completeFacts = (
  edition: Edition,
  ruleSets: readonly RuleSet[],
  unknowns: Unknowns,
  preset: ReadonlyMap<string, Symbolic>,
  known: (root: string, fields: readonly string[]) => Symbolic,
  fails: (what: string, when: Term) => void,
): CompleteFacts => {
  const { formula, texts } = unknowns;
  const required = requiredOfAll(ruleSets.map((ruleSet) => requiredFacts(edition, ruleSet)));
  const given = new Map(preset);
  const defaults = new Map<string, Symbolic>();
  const complete = new Map<string, Symbolic>();

  const raw = (name: string, shape: FactShape): Symbolic => {
    let one = given.get(name);
    if (one === undefined) {
      const inside = required.inside.find(([root]) => root === name)?.[1] ?? nothingInside;
      one = unknownFact(name, shape, required.names.includes(name), inside, unknowns);
      given.set(name, one);
    }
    return one;
  };

  const translating = (what: string): Translating => ({
    formula,
    texts,
    read,
    variables: new Map(),
    under: yes,
    fails: (when) => {
      fails(what, when);
    },
  });

  const orDefault = (value: Symbolic, shape: FactShape | undefined, path: string): Symbolic => {
    if (shape?.default == null || value.absent.text === 'false') return value;
    return formula.shareAll(either(value.absent, defaultOf(shape.default, path), value));
  };

  const defaultOf = (expression: TypedExpression, path: string): Symbolic => {
    const made = defaults.get(path);
    if (made !== undefined) return made;
    defaults.set(path, nothing);
    const can = isEvaluable(expression);
    const value = formula.shareAll(
      either(can, translate(expression, { ...translating(path), under: can }), nothing),
    );
    defaults.set(path, value);
    return value;
  };

  /** What stands at each part of a path. */
  const look = (root: string, fields: readonly string[]): readonly Looked[] => {
    let shape = edition.facts.get(root)?.shape;
    let path = root;
    let there = shape === undefined ? nothing : raw(root, shape);
    let value = orDefault(there, shape, path);
    const found: Looked[] = [{ value, given: there, shape, path }];
    for (const field of fields) {
      path = `${path}.${field}`;
      shape = shape?.fields.get(field);
      there = fieldOf(there, field);
      value = either(value.absent, nothing, orDefault(fieldOf(value, field), shape, path));
      found.push({ value, given: there, shape, path });
    }
    return found;
  };

  const read = (root: string, fields: readonly string[]): Symbolic => {
    if (!edition.facts.has(root)) return known(root, fields);
    const { value, given: there, shape, path } = look(root, fields).at(-1) ?? nowhere;
    return shape === undefined ? value : either(there.absent, value, completed(there, shape, path));
  };

  const completed = (value: Symbolic, shape: FactShape, path: string): Symbolic => {
    const filled = orDefault(value, shape, path);
    if (value.kind === 'list') {
      const item = shape.fields.get('[]');
      if (item === undefined) return filled;
      const items = value.items.map((one) => ({
        there: one.there,
        value: completed(one.value, item, `${path}[]`),
      }));
      return either(value.absent, filled, list(items, value.absent));
    }
    if (value.kind !== 'record' || shape.fields.size === 0) return filled;
    const fields = [...shape.fields].map(([name, field]): [string, Symbolic] => [
      name,
      completed(value.fields.get(name) ?? nothing, field, `${path}.${name}`),
    ]);
    return either(value.absent, filled, { ...value, fields: new Map(fields) });
  };

  /** Whether every name that an expression reads has a value, as in `engine/assumptions.ts`. */
  const isEvaluable = (expression: TypedExpression): Term =>
    formula.share(
      and(
        ...readsOf(expression).map(({ root, fields, onlyAsked }) => {
          if (!edition.facts.has(root)) return yes;
          const found = look(root, fields);
          const last = found.at(-1) ?? nowhere;
          const isGivenWhole =
            onlyAsked || last.shape === undefined
              ? yes
              : or(last.given.absent, isWhole(last.given, last.shape));
          return found.reduceRight<Term>(
            (rest, { value, shape }) => choose(value.absent, shape?.type.nullable === true ? yes : no, rest),
            isGivenWhole,
          );
        }),
      ),
    );

  const isWhole = (value: Symbolic, shape: FactShape): Term => {
    const ifAbsent =
      shape.default === null || value.absent.text === 'false' ? yes : isEvaluable(shape.default);
    return choose(value.absent, ifAbsent, areFieldsWhole(value, shape));
  };
  const areFieldsWhole = (value: Symbolic, shape: FactShape): Term =>
    and(
      ...[...shape.fields].map(([name, field]) =>
        name !== '[]'
          ? isWhole(value.kind === 'record' ? (value.fields.get(name) ?? nothing) : nothing, field)
          : value.kind === 'list'
            ? and(...value.items.map((item) => implies(item.there, isWhole(item.value, field))))
            : yes,
      ),
    );

  return {
    given,
    fact: (name) => {
      let one = complete.get(name);
      if (one === undefined) {
        const shape = edition.facts.get(name)?.shape;
        one = shape === undefined ? nothing : formula.shareAll(completed(raw(name, shape), shape, name));
        complete.set(name, one);
      }
      return one;
    },
    assertConstraints: () => {
      let left = edition.constraints.filter(
        ({ decisions }) =>
          decisions === null || ruleSets.some(({ decision }) => decisions.includes(decision)),
      );
      for (let before = -1; before !== left.length;) {
        before = left.length;
        const concerned = left.filter(({ holds }) => readsOf(holds).some(({ root }) => given.has(root)));
        left = left.filter((one) => !concerned.includes(one));
        for (const { holds, code } of concerned) {
          const can = isEvaluable(holds);
          const value = translate(holds, { ...translating(code), under: can });
          formula.assert(or(not(can), conditionOf(value)));
        }
      }
    },
  };
};

/** What must be given so that each of several decisions can be made. */
const requiredOfAll = (all: readonly RequiredFields[]): RequiredFields => {
  const names = [...new Set(all.flatMap((one) => one.names))];
  const below = new Set(all.flatMap(({ inside }) => inside.map(([name]) => name)));
  return {
    names,
    inside: [...below].map((name) => [
      name,
      requiredOfAll(all.flatMap(({ inside }) => inside.filter(([one]) => one === name).map(([, of]) => of))),
    ]),
  };
};

interface Looked {
  readonly value: Symbolic;
  readonly given: Symbolic;
  readonly shape: FactShape | undefined;
  readonly path: string;
}

const nowhere: Looked = { value: nothing, given: nothing, shape: undefined, path: '' };
