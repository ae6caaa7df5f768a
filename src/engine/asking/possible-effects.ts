import type { EffectDeclaration, Rule, RuleSet } from '../../edition/model/rule-set.js';
import { mergeValues } from '../../language/merges.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Computed, Type, Value } from '../../language/types/types.js';
import { sameValue } from '../../language/values.js';
import { outward } from '../facts/fact-values.js';
import { evaluatePossible } from './evaluate-possible.js';
import type { PossibleNames } from './possible-names.js';
import { depsOf, onlyValue, type Deps, type Possible } from './possible.js';

/** What rules that may stand give. */
export interface PossibleEffects {
  /** On what effects and discretion hang, of whatever rules may stand. */
  readonly deps: Deps;
  /** Whether rules that may stand together may disagree, and on what that hangs. */
  readonly disagreement: { readonly may: boolean; readonly deps: Deps };
  /** The effects of these rules where they are all that stand; `undefined` where something of them, or of their discretion, is open. */
  readonly given: Readonly<Record<string, Value>> | undefined;
}

/** @param mayStand rules that may stand. @param together whether two of them may in the same case */
export const effectsOf = (
  ruleSet: RuleSet,
  mayStand: readonly Rule[],
  together: (one: Rule, other: Rule) => boolean,
  { scope }: PossibleNames,
): PossibleEffects => {
  let deps: Deps = 0n;
  let disagreement: PossibleEffects['disagreement'] = { may: false, deps: 0n };
  let isGiven = true;
  const of = (expression: TypedExpression): Possible => {
    const value = evaluatePossible(expression, scope);
    deps |= depsOf(value);
    return value;
  };
  const disagree = (more: Deps): void => {
    disagreement = { may: true, deps: disagreement.deps | more };
  };
  /** Looks whether values that are to be the same may differ. */
  const compare = (values: readonly Given[]): void => {
    for (const [place, one] of values.entries())
      for (const other of values.slice(0, place))
        if (together(one.rule, other.rule) && !isWrittenAlike(one.expression, other.expression)) {
          const [a, b] = [onlyValue(one.value), onlyValue(other.value)];
          if (a === undefined || b === undefined) disagree(depsOf(one.value) | depsOf(other.value));
          else if (!sameValue(a, b)) disagree(0n);
        }
  };
  const given: Record<string, Value> = {};
  for (const [name, effect] of ruleSet.effects) {
    const givers = mayStand.flatMap((rule): Given[] => {
      const expression = rule.then.effects.get(name);
      return expression === undefined ? [] : [{ rule, expression, value: of(expression) }];
    });
    if (effect.merge.kind === 'equal') compare(givers);
    const standard = givers.length < mayStand.length || givers.length === 0 ? of(effect.default) : undefined;
    const told =
      givers.length === 0 && standard !== undefined
        ? toldValue(onlyValue(standard), effect.type)
        : toldMerged(
            effect,
            givers.map(({ value }) => value),
          );
    if (told === undefined) isGiven = false;
    else given[name] = told;
  }
  const left = mayStand.flatMap((rule) =>
    rule.then.discretion === null ? [] : [{ rule, ...rule.then.discretion }],
  );
  for (const { recommended } of left) if (onlyValue(of(recommended)) === undefined) isGiven = false;
  const limits = left.flatMap(({ rule, upTo }) =>
    upTo === null ? [] : [{ rule, expression: upTo, value: of(upTo) }],
  );
  if (limits.some(({ value }) => onlyValue(value) === undefined)) isGiven = false;
  compare(limits);
  for (const one of left)
    for (const other of left)
      if (
        together(one.rule, other.rule) &&
        (one.decider !== other.decider || (one.upTo === null) !== (other.upTo === null))
      )
        disagree(0n);
  return { deps, disagreement, given: isGiven ? given : undefined };
};

interface Given {
  readonly rule: Rule;
  readonly expression: TypedExpression;
  readonly value: Possible;
}

const toldValue = (value: Computed | undefined, type: Type): Value | undefined =>
  value === undefined ? undefined : outward(value, type);

const toldMerged = ({ type, merge }: EffectDeclaration, values: readonly Possible[]): Value | undefined => {
  const only = values.map(onlyValue);
  if (!only.every((value) => value !== undefined)) return undefined;
  const merged = mergeValues(only, merge);
  return merged.ok ? outward(merged.value, type) : undefined;
};

/** Whether two expressions are the same but for where they stand. */
const isWrittenAlike = (one: TypedExpression, other: TypedExpression): boolean =>
  one === other || writtenOf(one) === writtenOf(other);

const writtenOf = (expression: TypedExpression): string => {
  const before = written.get(expression);
  if (before !== undefined) return before;
  const text = JSON.stringify(expression, withoutSpan);
  written.set(expression, text);
  return text;
};

const written = new WeakMap<TypedExpression, string>();

const withoutSpan = (key: string, value: unknown): unknown => (key === 'span' ? undefined : value);
