import type { EffectDeclaration, Rule, RuleSet } from '../../../edition/model/rule-set.js';
import type { TypedExpression } from '../../../language/syntax/expression.js';
import type { Type } from '../../../language/types/types.js';
import { EvaluationDefect } from '../../defect.js';
import type { Cell, Needs } from '../code/cells.js';
import { heldCode } from '../code/expression-code.js';
import type { ScopeCode } from '../code/scope-code.js';

/** One expression that a conclusion may evaluate, shared by the rules that say the same. */
export interface Slot {
  readonly code: string;
  readonly type: Type;
  readonly needs: ReadonlySet<Cell>;
  /** Who gives it. */
  readonly about: string;
}

/** Everything that a rule set's conclusions may evaluate; a plan names slots by their places here. */
export interface ConclusionSlots {
  /** What texts mention, by dotted name. */
  readonly values: readonly { readonly name: string; readonly slot: Slot }[];
  readonly valuesOf: ReadonlyMap<Rule, readonly number[]>;
  readonly effects: readonly EffectSlots[];
  readonly discretions: readonly DiscretionSlots[];
  /** The rows of each table that apply, by its term. */
  readonly tables: readonly {
    readonly term: string;
    readonly code: string;
    readonly needs: ReadonlySet<Cell>;
  }[];
  readonly all: readonly Pick<Slot, 'needs'>[];
}

/** The expressions that one effect may come from; the default is slot 0. */
export interface EffectSlots {
  readonly declaration: EffectDeclaration;
  readonly slots: readonly Slot[];
  readonly slotOf: ReadonlyMap<Rule, number>;
}

export interface DiscretionSlots {
  readonly rule: Rule;
  readonly upTo: Slot | null;
  readonly recommended: Slot;
}

/** Gathers what the conclusions of a rule set may evaluate. */
export const conclusionSlots = (ruleSet: RuleSet, scope: ScopeCode): ConclusionSlots => {
  const all: Pick<Slot, 'needs'>[] = [];
  /** @param owed the type that the value is held to, where it is a consequence */
  const slot = (expression: TypedExpression, about: string, what: string, owed?: Type): Slot => {
    const needs: Needs = new Set();
    const computed = scope.code(expression, needs, what);
    const code = owed === undefined ? computed : heldCode(computed, expression, owed, what, true);
    const made = { code, type: expression.type, needs, about };
    all.push(made);
    return made;
  };
  const values = new Map<string, { readonly name: string; readonly slot: Slot }>();
  const places = new Map<string, number>();
  const valuesOf = new Map<Rule, readonly number[]>();
  for (const rule of ruleSet.rules) {
    const mentioned = rule.then.because.flatMap((part) => (typeof part === 'string' ? [] : [part]));
    for (const { name, expression } of mentioned) {
      if (places.has(name)) continue;
      places.set(name, places.size);
      values.set(name, { name, slot: slot(expression, `{${name}}`, name) });
    }
    valuesOf.set(rule, [...new Set(mentioned.map(({ name }) => placeOf(places, name)))]);
  }
  const effects = [...ruleSet.effects.values()].map((declaration): EffectSlots => {
    const { name, type } = declaration;
    const slots = [slot(declaration.default, 'default', name, type)];
    const slotOf = new Map<Rule, number>();
    for (const rule of ruleSet.rules) {
      const expression = rule.then.effects.get(name);
      if (expression === undefined) continue;
      const given = slot(expression, rule.id, name, type);
      const alike = slots.findIndex(({ code }, i) => i > 0 && code === given.code);
      slotOf.set(rule, alike === -1 ? slots.push(given) - 1 : alike);
    }
    return { declaration, slots, slotOf };
  });
  const discretions = ruleSet.rules.flatMap((rule): DiscretionSlots[] => {
    const { discretion } = rule.then;
    if (discretion === null) return [];
    const upTo =
      discretion.upTo === null ? null : slot(discretion.upTo, rule.id, 'upTo', discretion.upTo.type);
    return [{ rule, upTo, recommended: slot(discretion.recommended, rule.id, 'recommended') }];
  });
  const tables = ruleSet.definitions.flatMap(({ term }) => {
    const rows = scope.tableRows(term);
    return rows === undefined ? [] : [{ term, code: rows.name, needs: new Set([rows]) }];
  });
  all.push(...tables);
  return { values: [...values.values()], valuesOf, effects, discretions, tables, all };
};

const placeOf = (places: ReadonlyMap<string, number>, name: string): number => {
  const place = places.get(name);
  if (place === undefined) throw new EvaluationDefect(`No place for ${name}`);
  return place;
};
