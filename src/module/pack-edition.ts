import type { FactShape } from '../edition/model/declarations.js';
import type { Edition } from '../edition/model/edition.js';
import { requiredFacts } from '../edition/model/fact-schema.js';
import type { Rule, RuleSet } from '../edition/model/rule-set.js';
import type { ConclusionSlots } from '../engine/compiled/plans/conclusion-slots.js';
import { expressionsOf } from '../edition/model/rule-expressions.js';
import { english } from '../language/language.js';
import type { TypedExpression } from '../language/syntax/expression.js';
import { readsOf } from '../language/syntax/walk.js';
import type { Type } from '../language/types/types.js';
import {
  usualLimits,
  type ModuleData,
  type PackedFields,
  type PackedRule,
  type PackedShape,
  type PackedTables,
} from './module-data.js';

/** What of an edition one of its decisions needs besides its code. */
export const packEdition = (edition: Edition, ruleSet: RuleSet, slots: ConclusionSlots): ModuleData => {
  const tables = packTables(edition, ruleSet);
  const cited = new Set([
    ...ruleSet.rules.flatMap(({ clauses }) => clauses),
    ...(tables?.definitions.flatMap(({ table }) => table?.rows.flat() ?? []) ?? []),
    ...(edition.severability === null ? [] : [edition.severability]),
  ]);
  const taken = new Set(ruleSet.rules.flatMap(({ readings }) => readings));
  return {
    identity: edition.identity,
    decision: ruleSet.decision,
    zone: edition.zone,
    ...(edition.language.tag === english.tag ? {} : { language: edition.language }),
    severability: edition.severability,
    clauses: [...edition.contract.clauses.values()].map(({ id, words }) =>
      cited.has(id) ? [id, words] : id,
    ),
    defining: [...edition.ledger.values()]
      .filter(({ disposition }) => disposition === 'definition')
      .map(({ clause }) => clause),
    readings: [...edition.readings.keys()].filter((id) => taken.has(id)),
    words: Object.fromEntries(edition.letters?.words ?? []),
    facts: Object.fromEntries([...edition.facts.values()].map(({ name, shape }) => [name, packShape(shape)])),
    required: requiredFacts(edition, ruleSet),
    effects: [...ruleSet.effects.values()].map(({ name, type, merge }) => ({
      name,
      type: bare(type),
      merge,
    })),
    choices: ruleSet.choices,
    parameters: ruleSet.parameters.map(({ name, type, values }) => ({
      name,
      type: bare(type),
      values: values.map(({ from, value }) => ({ from, value })),
    })),
    rules: ruleSet.rules.map((rule) => packRule(rule, slots, tables !== undefined)),
    ...(tables === undefined ? {} : { tables }),
  };
};

const packShape = (shape: FactShape): PackedShape => {
  const { type, fields } = shape;
  const isMoney = type.kind === 'record' && type.name === 'money';
  const more: Omit<PackedFields, 'kind'> = {
    ...(type.nullable === true ? { nullable: true } : {}),
    ...(type.kind === 'text' && type.values !== undefined ? { values: type.values } : {}),
    ...(isMoney ? { money: type.negative === true ? 'any' : 'owed' } : {}),
    ...(shape.default === null ? {} : { default: true }),
    ...(shape.minimum === null ? {} : { minimum: shape.minimum }),
    ...(shape.maximum === null ? {} : { maximum: shape.maximum }),
    ...(shape.minLength === null ? {} : { minLength: shape.minLength }),
    ...(shape.maxLength === usualLimits.maxLength ? {} : { maxLength: shape.maxLength }),
    ...(shape.maxItems === usualLimits.maxItems ? {} : { maxItems: shape.maxItems }),
    ...(shape.pattern === null ? {} : { pattern: shape.pattern }),
    ...(shape.orNever ? { orNever: true } : {}),
    ...(fields.size === 0
      ? {}
      : { fields: Object.fromEntries([...fields].map(([name, field]) => [name, packShape(field)])) }),
  };
  return Object.keys(more).length === 0 ? type.kind : { kind: type.kind, ...more };
};

const packRule = (rule: Rule, slots: ConclusionSlots, hasTables: boolean): PackedRule => {
  const { id, clauses, overrides, readings, invalid, then } = rule;
  const values = slots.valuesOf.get(rule) ?? [];
  const effects = slots.effects.flatMap(({ declaration, slotOf }) => {
    const slot = slotOf.get(rule);
    return slot === undefined ? [] : [[declaration.name, slot] as const];
  });
  const { discretion } = then;
  return {
    id,
    clauses,
    outcome: then.outcome,
    because: then.because.map((part) =>
      typeof part === 'string' ? part : ([part.name, bare(part.expression.type)] as const),
    ),
    ...(invalid === undefined ? {} : { invalid }),
    ...(overrides.length === 0 ? {} : { overrides }),
    ...(readings.length === 0 ? {} : { readings }),
    ...(values.length === 0 ? {} : { values }),
    ...(effects.length === 0 ? {} : { effects: Object.fromEntries(effects) }),
    ...(discretion === null
      ? {}
      : {
          discretion: {
            decider: discretion.decider,
            choices: discretion.choices,
            policy: discretion.policy,
          },
        }),
    ...(hasTables ? { reads: rootsOf(expressionsOf(rule)) } : {}),
  };
};

/** A type as values are told and held by it: that a text is of a fixed list, and not which. */
const bare = (type: Type): Type => {
  switch (type.kind) {
    case 'text':
      return type.values === undefined ? type : { ...type, values: [] };
    case 'list':
      return { ...type, of: bare(type.of) };
    case 'record':
      return {
        ...type,
        fields: Object.fromEntries(Object.entries(type.fields).map(([name, field]) => [name, bare(field)])),
      };
    default:
      return type;
  }
};

const packTables = (edition: Edition, ruleSet: RuleSet): PackedTables | undefined => {
  if (ruleSet.definitions.every(({ is }) => is.kind !== 'table')) return undefined;
  return {
    definitions: ruleSet.definitions.map(({ term, is }) => {
      const reads = rootsOf([is]);
      if (is.kind !== 'table') return { term, reads };
      const rows = edition.definitions.get(term)?.table?.rows ?? [];
      return { term, reads, table: { is, rows: rows.map(({ clauses }) => clauses) } };
    }),
    defaults: Object.fromEntries(
      [...ruleSet.effects.values()].map((effect) => [effect.name, rootsOf([effect.default])]),
    ),
  };
};

/** The names that expressions read, each once. */
const rootsOf = (expressions: readonly TypedExpression[]): readonly string[] => [
  ...new Set(expressions.flatMap(readsOf).map(({ root }) => root)),
];
