import type { Definition } from '../../edition/model/declarations.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Rule, RuleSet } from '../../edition/model/rule-set.js';
import type { PlanSlots } from '../../engine/compiled/plans/plans.js';
import { english } from '../../language/language.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { ModuleData, PackedRule } from '../module-data.js';
import { factsOf, shapeOf } from './unpack-facts.js';
import { position, readingOf, typed } from './placeholders.js';

/** What of an edition its module has again, in the form in which the product reads it. */
export interface Unpacked {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly slots: PlanSlots;
}

/** Makes of a module's data the edition that it was made from, as far as deciding goes; what is not needed for that is empty. */
export const unpackEdition = (data: ModuleData): Unpacked => {
  const { identity, decision, zone, language = english, severability, choices, tables } = data;
  const rules = data.rules.map(ruleOf);
  const nothing = typed({ kind: 'null' });
  const effects = data.effects.map(({ name, type, merge }) => ({
    name,
    type,
    merge,
    default: tables === undefined ? nothing : readingOf(tables.defaults[name] ?? []),
    position,
  }));
  const definitions = definitionsOf(data);
  const parameters = data.parameters.map(({ name, type, values }) => ({
    name,
    type,
    shape: shapeOf(type.kind),
    values: values.map(({ from, value }) => ({ from, value, published: from, reference: null, position })),
    clauses: [],
    describes: '',
    changedBy: '',
    sample: false,
    position,
  }));
  const ruleSet: RuleSet = {
    decision,
    question: '',
    outcomes: [],
    facts: [],
    effects: new Map(effects.map((effect) => [effect.name, effect])),
    choices,
    rules,
    definitions,
    parameters,
    parameterReads: { inForce: [], atOtherTimes: [] },
    reads: [],
    position,
  };
  const clauses = data.clauses.map((clause, ordinal) => {
    const [id, words] = typeof clause === 'string' ? [clause, ''] : clause;
    return { id, words, digest: '', section: 0, line: 0, ordinal };
  });
  const edition: Edition = {
    identity,
    title: '',
    effectiveFrom: 0,
    contract: {
      title: '',
      sections: [],
      clauses: new Map(clauses.map((clause) => [clause.id, clause])),
      digest: '',
    },
    ledger: new Map(
      clauses.map(({ id }) => [
        id,
        {
          clause: id,
          disposition: data.defining.includes(id) ? 'definition' : 'statement',
          decisions: [],
          reason: null,
          position,
        },
      ]),
    ),
    facts: factsOf(data.facts),
    constraints: [],
    definitions: new Map(definitions.map((definition) => [definition.term, definition])),
    functions: new Map(),
    parameters: new Map(),
    parameterConstraints: [],
    readings: new Map(
      data.readings.map((id) => [
        id,
        { id, clauses: [], words: '', taken: '', rejected: '', because: '', scenarios: [], position },
      ]),
    ),
    decisions: new Map([[decision, ruleSet]]),
    governing: null,
    letters: {
      unresolved: { says: '', next: [] },
      words: new Map(Object.entries(data.words)),
      readings: new Map(),
      decisions: new Map(),
    },
    invariants: [],
    severability,
    zone,
    language,
    example: null,
    files: new Map(),
  };
  return { edition, ruleSet, slots: slotsOf(data, rules, effects) };
};

const ruleOf = (packed: PackedRule): Rule => {
  const { id, clauses, outcome, because, invalid, overrides = [], readings = [], effects = {} } = packed;
  const { discretion, reads } = packed;
  const nothing = typed({ kind: 'null' });
  return {
    id,
    clauses,
    modality: 'must',
    ...(invalid === undefined ? {} : { invalid }),
    when:
      reads === undefined
        ? { kind: 'always' }
        : {
            kind: 'comparison',
            left: readingOf(reads),
            name: '',
            operator: 'present',
            right: { kind: 'value', value: true },
            position,
          },
    then: {
      outcome,
      effects: new Map(Object.keys(effects).map((name): [string, TypedExpression] => [name, nothing])),
      because: because.map((part) =>
        typeof part === 'string' ? part : { name: part[0], expression: typed(part[1]) },
      ),
      discretion: discretion === undefined ? null : { ...discretion, recommended: nothing, upTo: null },
    },
    overrides,
    readings,
    position,
  };
};

const definitionsOf = ({ tables }: ModuleData): readonly Definition[] =>
  (tables?.definitions ?? []).map(({ term, reads, table }) => ({
    term,
    clauses: [],
    is: table?.is ?? readingOf(reads),
    source: '',
    describes: null,
    readings: [],
    position,
    ...(table === undefined
      ? {}
      : {
          table: {
            hit: table.is.hit,
            inputs: [],
            outputs: [],
            rows: table.rows.map((clauses) => ({ clauses, cells: {}, position })),
          },
        }),
  }));

const slotsOf = (
  data: ModuleData,
  rules: readonly Rule[],
  effects: readonly PlanSlots['effects'][number]['declaration'][],
): PlanSlots => {
  const packed = rules.map((rule, place) => [rule, data.rules[place]] as const);
  return {
    valuesOf: new Map(packed.map(([rule, of]) => [rule, of?.values ?? []])),
    effects: effects.map((declaration) => ({
      declaration,
      slotOf: new Map(
        packed.flatMap(([rule, of]) => {
          const slot = of?.effects?.[declaration.name];
          return slot === undefined ? [] : [[rule, slot] as const];
        }),
      ),
    })),
    discretions: rules.filter(({ then }) => then.discretion !== null).map((rule) => ({ rule })),
    tables: (data.tables?.definitions ?? []).filter(({ table }) => table !== undefined),
  };
};
