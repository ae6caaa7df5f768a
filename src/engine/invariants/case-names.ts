import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { effectName, outcomeName } from '../../edition/names/invariant-names.js';
import { datedName } from '../../language/types/type-special-calls.js';
import { isWrittenAsText } from '../../language/types/type-relations.js';
import { readTemporal } from '../../language/time/temporal-texts.js';
import type { Type, Value } from '../../language/types/types.js';
import { isList, isRecord } from '../../language/values.js';
import { EvaluationDefect } from '../defect.js';
import { datedValues, parametersInForce } from '../environment.js';
import type { Trace } from '../evaluation.js';

/** What the names of an invariant stand for in one case: its facts as rules see them, what is defined, figures in force, what was decided. */
export const namesOfCase = (
  edition: Edition,
  decided: readonly { readonly ruleSet: RuleSet; readonly trace: Trace }[],
  asOf: number,
): Map<string, Value> => {
  const names = new Map<string, Value>([['asOf', asOf]]);
  for (const { ruleSet, trace } of decided) {
    const { decision, outcomes, effects, definitions } = ruleSet;
    for (const [name, value] of Object.entries(trace.facts)) {
      const type = edition.facts.get(name)?.shape.type;
      if (type !== undefined) names.set(name, inwardOf(value, type));
    }
    for (const [index, { term, is }] of definitions.entries())
      names.set(term, inwardOf(trace.definitions[index]?.value ?? null, is.type));
    for (const [name, value] of namesOfFigures(ruleSet, asOf)) names.set(name, value);
    if (outcomes.includes(trace.decision.outcome)) names.set(outcomeName(decision), trace.decision.outcome);
    for (const { name, type } of effects.values())
      names.set(effectName(decision, name), inwardOf(trace.decision.effects[name] ?? null, type));
  }
  return names;
};

/** Figures in force, since when they are, and all their values. */
export const namesOfFigures = (ruleSet: RuleSet, asOf: number): readonly (readonly [string, Value])[] =>
  parametersInForce(ruleSet, asOf).flatMap(({ parameter, dated }) => [
    [parameter.name, dated.value],
    [`${parameter.name}.since`, dated.from],
    [datedName(parameter.name), datedValues(parameter)],
  ]);

/** A value as a decision tells it, as the engine holds it: the inverse of `outward`. */
const inwardOf = (value: Value, type: Type): Value => {
  if (value === null) return null;
  if (typeof value === 'string' && isWrittenAsText(type)) {
    const read = readTemporal(value, type.kind);
    if (read === undefined) throw new EvaluationDefect(`\`${value}\` is no ${type.kind}`);
    return read;
  }
  if (type.kind === 'list' && isList(value)) return value.map((item) => inwardOf(item, type.of));
  if (type.kind === 'record' && isRecord(value))
    return Object.fromEntries(
      Object.entries(type.fields).map(([name, field]) => {
        const inside = value[name];
        return [name, inwardOf(isValue(inside) ? inside : null, field)];
      }),
    );
  return value;
};

/** What stands in a record that is a value is one. */
const isValue = (inside: unknown): inside is Value => inside !== undefined;
