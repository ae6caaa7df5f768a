import { dayMs } from '../../language/instants.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import type { Definition, Parameter, Position } from '../../edition/model/declarations.js';
import { fitsShape } from '../../edition/model/outside-shape.js';
import { withParameter } from '../../edition/model/with-parameter.js';
import type { Type, Value } from '../../language/types/types.js';
import { effectDefaultMutants, factDefaultMutants } from './default-mutants.js';
import { functionMutants } from './function-mutants.js';
import type { Change, Mutant, MutantKind } from './mutant.js';
import { isSameAsDefault } from './same-as-default.js';
import { conditionChanges } from './mutate-condition.js';
import { expressionChanges, valueChanges } from './mutate-expression.js';

/** Every mutant of an edition, in the order of its files; ids are unique. */
export const mutantsOf = (edition: Edition): readonly Mutant[] => {
  const seen = new Map<string, number>();
  return [
    ...[...edition.decisions.values()].flatMap((ruleSet) => [
      ...ruleMutants(edition, ruleSet),
      ...effectDefaultMutants(edition, ruleSet),
    ]),
    ...[...edition.definitions.values()].flatMap((definition) => definitionMutants(edition, definition)),
    ...[...edition.functions.values()].flatMap((declared) => functionMutants(edition, declared)),
    ...[...edition.parameters.values()].flatMap((parameter) => parameterMutants(edition, parameter)),
    ...factDefaultMutants(edition),
    ...constraintMutants(edition),
  ].map((mutant) => {
    const times = (seen.get(mutant.id) ?? 0) + 1;
    seen.set(mutant.id, times);
    return times === 1 ? mutant : { ...mutant, id: `${mutant.id} (${times})` };
  });
};

const ruleMutants = (edition: Edition, ruleSet: RuleSet): readonly Mutant[] =>
  ruleSet.rules.flatMap((rule, at) => {
    const mutant = (kind: MutantKind, what: string, rules: readonly Rule[]): Mutant => ({
      id: `${ruleSet.decision}/${rule.id}: ${what}`,
      kind,
      position: rule.position,
      decisions: [ruleSet.decision],
      edition: withRuleSet(edition, { ...ruleSet, rules }),
    });
    const changed = (kind: MutantKind, what: string, to: Rule): Mutant =>
      mutant(kind, what, ruleSet.rules.with(at, to));
    const { then } = rule;
    return [
      mutant('rule-dropped', 'rule dropped', ruleSet.rules.toSpliced(at, 1)),
      ...rule.overrides.map((name) =>
        changed('override-dropped', `override of ${name} dropped`, {
          ...rule,
          overrides: rule.overrides.filter((other) => other !== name),
        }),
      ),
      ...conditionChanges(rule.when).map(({ kind, what, part }) =>
        changed(kind, what, { ...rule, when: part }),
      ),
      ...ruleSet.outcomes
        .filter((outcome) => outcome !== then.outcome)
        .map((outcome) =>
          changed('outcome-swapped', `outcome ${outcome}`, { ...rule, then: { ...then, outcome } }),
        ),
      ...[...then.effects].flatMap(([name, expression]) => [
        ...(isSameAsDefault(ruleSet, rule, name)
          ? []
          : [
              changed('effect-dropped', `effect ${name} dropped`, {
                ...rule,
                then: { ...then, effects: without(then.effects, name) },
              }),
            ]),
        ...expressionChanges(expression).map(({ what, part }) =>
          changed('effect-changed', `effect ${name}: ${what}`, {
            ...rule,
            then: { ...then, effects: new Map(then.effects).set(name, part) },
          }),
        ),
      ]),
      ...discretionChanges(rule).map(({ what, part }) => changed('discretion-changed', what, part)),
    ];
  });

const discretionChanges = (rule: Rule): readonly Change<Rule>[] => {
  const { discretion } = rule.then;
  if (discretion === null) return [];
  const put = (part: typeof discretion | null): Rule => ({
    ...rule,
    then: { ...rule.then, discretion: part },
  });
  return [
    { what: 'discretion dropped', part: put(null) },
    ...discretion.choices.map((choice) => ({
      what: `choice ${choice} dropped`,
      part: put({ ...discretion, choices: discretion.choices.filter((other) => other !== choice) }),
    })),
    ...(discretion.upTo === null ? [] : [{ what: 'upTo dropped', part: put({ ...discretion, upTo: null }) }]),
  ];
};

const definitionMutants = (edition: Edition, definition: Definition): readonly Mutant[] => {
  const decisions = decisionsThat(edition, (ruleSet) =>
    ruleSet.definitions.some(({ term }) => term === definition.term),
  );
  const positionOf = (row: number | undefined): Position =>
    (row === undefined ? undefined : definition.table?.rows[row]?.position) ?? definition.position;
  return expressionChanges(definition.is).map(({ what, part, row }) => ({
    id: `definition ${definition.term}: ${what}`,
    kind: 'definition-changed',
    position: positionOf(row),
    decisions,
    edition: withDefinition(edition, { ...definition, is: part }),
  }));
};

const parameterMutants = (edition: Edition, parameter: Parameter): readonly Mutant[] => {
  const decisions = decisionsThat(edition, (ruleSet) =>
    ruleSet.parameters.some(({ name }) => name === parameter.name),
  );
  return parameter.values.flatMap((dated, at) => {
    const mutant = (what: string, changed: Parameter['values'][number]): Mutant => ({
      id: `parameter ${parameter.name} from ${new Date(dated.from).toISOString()}: ${what}`,
      kind: 'parameter-nudged',
      position: dated.position,
      decisions,
      edition: withParameter(edition, { ...parameter, values: parameter.values.with(at, changed) }),
    });
    return [
      ...figureChangesOf(parameter, dated.value).map(({ what, part }) =>
        mutant(what, { ...dated, value: part }),
      ),
      // The first date holds from the beginning on, whatever it is.
      ...(at === 0
        ? []
        : [
            mutant('a millisecond later', { ...dated, from: dated.from + 1 }),
            mutant('a millisecond earlier', { ...dated, from: dated.from - 1 }),
          ]),
    ];
  });
};

/** Editions with another value of a figure: of any of its dated values, or of the one at a place alone. */
export const figureMutants = (edition: Edition, parameter: Parameter, only?: number): readonly Edition[] =>
  parameter.values.flatMap((dated, at) =>
    only !== undefined && only !== at
      ? []
      : figureChangesOf(parameter, dated.value).map(({ part }) =>
          withParameter(edition, {
            ...parameter,
            values: parameter.values.with(at, { ...dated, value: part }),
          }),
        ),
  );

/** Changes of a figure to what it may be: what `check` refuses is no slip that anybody would meet. */
const figureChangesOf = ({ type, shape }: Parameter, value: Value): readonly Change<Value>[] =>
  figureChanges(value, type, '').filter(({ part }) => fitsShape(part, shape));

/** A figure nudged, a switch turned, another word of the enumeration, an item left out. */
const figureChanges = (value: Value, type: Type, path: string): readonly Change<Value>[] => {
  const named = (what: string): string => (path === '' ? what : `${path}: ${what}`);
  if (type.kind === 'text' && type.values !== undefined && typeof value === 'string') {
    const next = type.values[(type.values.indexOf(value) + 1) % type.values.length];
    return next === undefined || next === value ? [] : [{ what: named(`${value} to ${next}`), part: next }];
  }
  if (type.kind === 'list' && Array.isArray(value)) {
    const items: readonly Value[] = value;
    return items.flatMap((item, at) => [
      { what: named(`item ${at + 1} left out`), part: items.toSpliced(at, 1) },
      ...figureChanges(item, type.of, `${path}[${at + 1}]`).map(({ what, part }) => ({
        what,
        part: items.with(at, part),
      })),
    ]);
  }
  if (type.kind === 'record' && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const record = value as Readonly<Record<string, Value>>; // no list, just seen
    return Object.entries(type.fields).flatMap(([name, field]) =>
      figureChanges(record[name] ?? null, field, path === '' ? name : `${path}.${name}`).map(
        ({ what, part }) => ({ what, part: { ...record, [name]: part } }),
      ),
    );
  }
  return valueChanges(value, type, type.kind === 'date' ? dayMs : 1).map(({ what, part }) => ({
    what: named(what),
    part,
  }));
};

const constraintMutants = (edition: Edition): readonly Mutant[] =>
  edition.constraints.flatMap((constraint, at) => {
    const mutant = (kind: MutantKind, what: string, constraints: Edition['constraints']): Mutant => ({
      id: `constraint ${constraint.code} at ${constraint.pointer}: ${what}`,
      kind,
      position: constraint.position,
      decisions: constraint.decisions ?? [...edition.decisions.keys()],
      edition: { ...edition, constraints },
    });
    return [
      mutant('constraint-dropped', 'dropped', edition.constraints.toSpliced(at, 1)),
      ...expressionChanges(constraint.holds).map(({ what, part }) =>
        mutant('constraint-changed', what, edition.constraints.with(at, { ...constraint, holds: part })),
      ),
    ];
  });

const without = <Part>(map: ReadonlyMap<string, Part>, name: string): ReadonlyMap<string, Part> =>
  new Map([...map].filter(([other]) => other !== name));

const decisionsThat = (edition: Edition, holds: (ruleSet: RuleSet) => boolean): readonly string[] =>
  [...edition.decisions.values()].filter(holds).map(({ decision }) => decision);

const withRuleSet = (edition: Edition, ruleSet: RuleSet): Edition => ({
  ...edition,
  decisions: new Map(edition.decisions).set(ruleSet.decision, ruleSet),
});

const withDefinition = (edition: Edition, changed: Definition): Edition => {
  const put = (definition: Definition): Definition =>
    definition.term === changed.term ? changed : definition;
  return {
    ...edition,
    definitions: new Map([...edition.definitions].map(([term, definition]) => [term, put(definition)])),
    decisions: new Map(
      [...edition.decisions].map(([name, set]) => [name, { ...set, definitions: set.definitions.map(put) }]),
    ),
  };
};
