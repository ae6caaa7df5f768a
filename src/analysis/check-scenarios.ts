import { tagOf } from '../contract/clause-tag.js';
import type { FactShape } from '../edition/model/declarations.js';
import type { Edition } from '../edition/model/edition.js';
import type { EffectDeclaration } from '../edition/model/rule-set.js';
import { suggestion } from '../language/nearest.js';
import { compileFeatures, type FeatureSources } from '../scenarios/compile-features.js';
import { isList, isObject, type Json } from '../scenarios/json.js';
import type { Scenario } from '../scenarios/scenario.js';
import { readPhraseTable, type Phrase } from '../scenarios/phrase-table.js';

/**
 * What is wrong with a contract's scenarios and phrases, and with the readings that name scenarios, each in a line with its place.
 * @param editions those of the contract that are looked at
 * @param folderOf what the folder of an edition is called
 * @param all every edition of it, so that a name that none of them has is a mistake; `undefined` where they are not known
 */
export const scenarioFaults = (
  editions: readonly Edition[],
  sources: FeatureSources,
  all: readonly Edition[] | undefined,
  folderOf: (edition: Edition) => string = ({ identity }) => `${identity.document}/${identity.revision}`,
): readonly string[] => {
  const { scenarios, faults } = compileFeatures(sources);
  const table = readPhraseTable(sources.document, sources.phrases.uri, sources.phrases.text);
  const phrases = all !== undefined && table.code === 'read' ? table.table.phrases : [];
  const names = namesOf(all ?? editions);
  // Where scenarios were not understood, a title may be among them.
  const titles = faults.length > 0 ? undefined : [...new Set(scenarios.map(({ title }) => title))];
  const readings = editions.flatMap((edition) =>
    [...edition.readings.values()].flatMap(({ id, scenarios: shown, position: { file, line, column } }) =>
      shown
        .filter((title) => titles?.includes(title) === false)
        .map(
          (title) =>
            `${folderOf(edition)}/${file}:${line}:${column}: Reading ${id} names the scenario “${title}”, which is not there. ` +
            suggestion(
              title,
              titles ?? [],
              'Write its title as in the feature, of an outline with the values of a row.',
            ),
        ),
    ),
  );
  return [
    ...faults,
    ...phrases.flatMap((phrase) => phraseFaults(phrase, names)),
    ...(all === undefined
      ? []
      : [...tagFaults(scenarios, names.clauses), ...factFaults(scenarios, names.facts)]),
    ...readings,
  ];
};

interface Names {
  readonly decisions: readonly string[];
  readonly facts: readonly string[];
  readonly effects: readonly string[];
  /** Of each effect that is money or a record. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly outcomes: readonly string[];
  readonly clauses: readonly string[];
}

const namesOf = (editions: readonly Edition[]): Names => {
  const decisions = editions.flatMap((edition) => [...edition.decisions]);
  const below = (shape: FactShape, path: string): readonly string[] => [
    path,
    ...(shape.type.kind === 'record' && shape.type.name === 'money'
      ? [`${path}.minor`, `${path}.currency`]
      : []),
    ...(shape.type.kind === 'list'
      ? []
      : [...shape.fields].flatMap(([name, field]) => below(field, `${path}.${name}`))),
  ];
  const unique = (names: readonly string[]): readonly string[] => [...new Set(names)];
  return {
    decisions: unique(decisions.map(([name]) => name)),
    facts: unique(
      editions.flatMap(({ facts }) => [...facts.values()].flatMap(({ name, shape }) => below(shape, name))),
    ),
    effects: unique(decisions.flatMap(([, { effects }]) => [...effects.keys()])),
    fields: fieldsOf(decisions.flatMap(([, { effects }]) => [...effects.values()])),
    outcomes: unique([...decisions.flatMap(([, { outcomes }]) => outcomes), 'unresolved']),
    clauses: unique(editions.flatMap(({ contract }) => [...contract.clauses.keys()])),
  };
};

/** The fields of effects by name; none of one that somewhere is no record. */
const fieldsOf = (effects: readonly EffectDeclaration[]): ReadonlyMap<string, readonly string[]> => {
  const fields = new Map<string, readonly string[]>();
  for (const { name, type } of effects)
    if (type.kind === 'record') fields.set(name, [...(fields.get(name) ?? []), ...Object.keys(type.fields)]);
  for (const { name, type } of effects) if (type.kind !== 'record') fields.delete(name);
  return fields;
};

/** What a problem has, and what each of its errors has, as `wire/problem.ts` describes them. */
export const refusalMembers = [
  ...['status', 'code', 'title', 'detail', 'errors', 'type', 'instance', 'retryAfterSeconds', 'position'],
];
export const errorMembers = ['pointer', 'code', 'message', 'decision'];

/** What an answer (`wire/decision.ts`) or a refusal has, as phrases look at it. */
export const answerMembers = [
  ...['outcome', 'effects', 'discretion', 'clauses', 'overridden', 'readings', 'assumed', 'tables'],
  ...['rejected', 'severed', 'conflict', 'holdsUntil', 'next', 'edition', 'governing', 'subject'],
  ...['decision', 'asOf', 'decidedAt', 'letter', 'id', 'recorded', 'with', 'asked', 'metadata'],
  ...refusalMembers,
];

/** The names in what a phrase says of a refusal, each with those that there are. */
const refusalNames = (refuses: Json | undefined): readonly (readonly [string, readonly string[]])[] => {
  if (!isObject(refuses)) return [];
  const { errors } = refuses;
  const each = isList(errors) ? errors : errors === undefined ? [] : [errors];
  return [
    ...Object.keys(refuses).map((name) => [name, refusalMembers] as const),
    ...each.flatMap((error) =>
      isObject(error) ? Object.keys(error).map((name) => [name, errorMembers] as const) : [],
    ),
  ];
};

/** Tags of scenarios that look like the id of a clause, and are none. */
const tagFaults = (scenarios: readonly Scenario[], clauses: readonly string[]): readonly string[] => {
  const known = new Set(clauses.map(tagOf));
  return [
    ...new Set(
      scenarios.flatMap(({ uri, line, tags }) =>
        tags
          .map((tag) => tag.slice(1))
          .filter((tag) => /^(?:\d|§)/.test(tag) && !known.has(`@${tag}`))
          .map(
            (tag) =>
              `${uri}:${line}: The tag \`@${tag}\` names no clause. ${suggestion(
                tag,
                [...known].map((one) => one.slice(1)),
                'Name a clause by its id, without blanks.',
              )}`,
          ),
      ),
    ),
  ];
};

/** Facts that scenarios say, that no edition has, and that are not said to be refused. */
const factFaults = (scenarios: readonly Scenario[], facts: readonly string[]): readonly string[] => [
  ...new Set(
    scenarios.flatMap(({ uri, line, asks }) =>
      asks
        .filter(({ checks }) => checks.every(({ kind }) => kind !== 'refuses'))
        .flatMap(({ request }) => (isObject(request['facts']) ? Object.keys(request['facts']) : []))
        .filter((name) => !facts.includes(name))
        .map(
          (name) =>
            `${uri}:${line}: The scenario says \`${name}\`, which is no fact. ${suggestion(name, facts, 'Declare it in facts.yaml.')}`,
        ),
    ),
  ),
];

/** Names in a phrase that no edition has; one that a parameter gives is not known before. */
const phraseFaults = ({ actions, position }: Phrase, names: Names): readonly string[] => {
  const pathsOf = (action: 'sets' | 'adds' | 'removes' | 'expects' | 'includes' | 'excludes' | 'counts') => {
    const paths = actions[action] ?? {};
    const written = isList(paths) ? paths.map(String) : isObject(paths) ? Object.keys(paths) : [];
    return written.filter((path) => !path.includes('$')).map((path) => [action, path] as const);
  };
  const unknown = (
    action: string,
    name: string,
    what: string,
    known: readonly string[],
  ): readonly string[] =>
    known.includes(name)
      ? []
      : [
          `${position}: \`${action}\` names \`${name}\`, which is no ${what}. ${suggestion(name, known, `There are ${known.join(', ')}.`)}`,
        ];
  const { asks } = actions;
  const outcome = isObject(actions.expects) ? actions.expects['outcome'] : undefined;
  return [
    ...(typeof outcome === 'string' && !outcome.includes('$')
      ? unknown('expects', outcome, 'outcome', names.outcomes)
      : []),
    ...refusalNames(actions.refuses).flatMap(([name, known]) =>
      known.includes(name.split('.')[0] ?? '') && name.includes('.')
        ? [
            `${position}: \`refuses\` names \`${name}\`, and takes members, no paths. One of its errors is said as \`errors: { pointer: /order, code: invalid-instant }\`.`,
          ]
        : unknown('refuses', name, 'member of a refusal', known),
    ),
    ...(typeof asks === 'string' && !asks.includes('$')
      ? unknown('asks', asks, 'decision', names.decisions)
      : []),
    ...[...pathsOf('sets'), ...pathsOf('adds'), ...pathsOf('removes')].flatMap(([action, path]) =>
      unknown(action, path, 'fact', names.facts),
    ),
    ...[...pathsOf('expects'), ...pathsOf('includes'), ...pathsOf('excludes'), ...pathsOf('counts')].flatMap(
      ([action, path]) => {
        const [member = ''] = path.split(/[.[]/);
        if (!answerMembers.includes(member))
          return unknown(action, member, 'member of an answer', answerMembers);
        const [, effect, field] = /^effects\.([^.]+)(?:\.([^.]+))?/.exec(path) ?? [];
        if (effect === undefined) return [];
        const fields = names.fields.get(effect);
        return field === undefined || fields === undefined
          ? unknown(action, effect, 'effect', names.effects)
          : unknown(action, field, `field of the effect \`${effect}\``, fields);
      },
    ),
  ];
};
