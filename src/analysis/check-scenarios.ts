import type { FactShape } from '../edition/model/declarations.js';
import type { Edition } from '../edition/model/edition.js';
import { suggestion } from '../language/nearest.js';
import { compileFeatures, type FeatureSources } from '../scenarios/compile-features.js';
import { isList, isObject } from '../scenarios/json.js';
import { readPhraseTable, type Phrase } from '../scenarios/phrase-table.js';

/**
 * What is wrong with a contract's scenarios and phrases, and with the readings that name scenarios, each in a line with its place.
 * @param editions those of the contract
 * @param areAll whether these are all, so that a name that none of them has is a mistake
 */
export const scenarioFaults = (
  editions: readonly Edition[],
  sources: FeatureSources,
  areAll: boolean,
): readonly string[] => {
  const { scenarios, faults } = compileFeatures(sources);
  const table = readPhraseTable(sources.document, sources.phrases.uri, sources.phrases.text);
  const phrases = areAll && table.code === 'read' ? table.table.phrases : [];
  const names = namesOf(editions);
  // Where scenarios were not understood, a title may be among them.
  const titles = faults.length > 0 ? undefined : [...new Set(scenarios.map(({ title }) => title))];
  const readings = editions.flatMap(({ identity, readings: taken }) =>
    [...taken.values()].flatMap(({ id, scenarios: shown }) =>
      shown
        .filter((title) => titles?.includes(title) === false)
        .map(
          (title) =>
            `${identity.document}/${identity.revision}/readings.yaml: Reading ${id} names the scenario “${title}”, which is not there. ` +
            suggestion(
              title,
              titles ?? [],
              'Write its title as in the feature, of an outline with the values of a row.',
            ),
        ),
    ),
  );
  return [...faults, ...phrases.flatMap((phrase) => phraseFaults(phrase, names)), ...readings];
};

interface Names {
  readonly decisions: readonly string[];
  readonly facts: readonly string[];
  readonly effects: readonly string[];
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
  };
};

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
  return [
    ...(typeof asks === 'string' && !asks.includes('$')
      ? unknown('asks', asks, 'decision', names.decisions)
      : []),
    ...[...pathsOf('sets'), ...pathsOf('adds'), ...pathsOf('removes')].flatMap(([action, path]) =>
      unknown(action, path, 'fact', names.facts),
    ),
    ...[...pathsOf('expects'), ...pathsOf('includes'), ...pathsOf('excludes'), ...pathsOf('counts')].flatMap(
      ([action, path]) => {
        const [, effect] = /^effects\.([^.]+)/.exec(path) ?? [];
        return effect === undefined ? [] : unknown(action, effect, 'effect', names.effects);
      },
    ),
  ];
};
