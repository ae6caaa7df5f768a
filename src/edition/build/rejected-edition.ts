import { isRecord } from '../../language/values.js';
import type { Edition } from '../model/edition.js';
import { makeFindings } from '../read/diagnostic.js';
import { parseSource } from '../read/parse-source.js';
import { loadEdition, type LoadedEdition } from './load-edition.js';

/** An edition as it would be if some readings were read the other way, or why there is none. */
export type RejectedEdition =
  | { readonly code: 'read'; readonly edition: Edition }
  /** A reading that the edition does not have, or that does not say what its rejected side would be. */
  | { readonly code: 'no-otherwise'; readonly reading: string }
  | { readonly code: 'does-not-load'; readonly loaded: LoadedEdition };

/**
 * The edition as it would be if the given readings were read the other way. It keeps the identity and the files of the one it is made from,
 * whose digest covers the rejected sides too: whoever loads these takes the readings as rejected again; nothing that is recorded is decided by it.
 */
export const rejectedEdition = (edition: Edition, readings: readonly string[]): RejectedEdition => {
  const reading = readings.find((id) => edition.readings.get(id)?.otherwise === undefined);
  if (reading !== undefined) return { code: 'no-otherwise', reading };
  const made = cached(edition);
  const key = JSON.stringify([...readings].sort());
  const known = made.get(key);
  if (known !== undefined) return known;
  const loaded = loadEdition(rejectedFiles(edition.files, readings), { tried: true });
  const found: RejectedEdition =
    loaded.edition === undefined
      ? { code: 'does-not-load', loaded }
      : { code: 'read', edition: { ...loaded.edition, identity: edition.identity, files: edition.files } };
  if (made.size >= mostKept) made.clear();
  made.set(key, found);
  return found;
};

/** So many are kept of an edition. */
const mostKept = 32;

const kept = new WeakMap<Edition, Map<string, RejectedEdition>>();

const cached = (edition: Edition): Map<string, RejectedEdition> => {
  const known = kept.get(edition) ?? new Map<string, RejectedEdition>();
  kept.set(edition, known);
  return known;
};

type Item = Readonly<Record<string, unknown>>;

/** The files of an edition with what the given readings rejected in place of what was taken. */
const rejectedFiles = (
  files: ReadonlyMap<string, string>,
  ids: readonly string[],
): ReadonlyMap<string, string> => {
  const changed = new Map<string, Item>();
  const writtenIn = (file: string): unknown =>
    parseSource(file, file, files.get(file) ?? '{}', makeFindings()).value;
  const valueOf = (file: string): Item => changed.get(file) ?? fieldsOf(writtenIn(file));
  const put = (file: string, list: string, name: string, items: readonly Item[]): void => {
    if (items.length === 0) return;
    const value = valueOf(file);
    changed.set(file, { ...value, [list]: replaced(listOf(value[list]), items, name) });
  };
  for (const reading of listOf(valueOf('readings.yaml')['readings'])) {
    if (!ids.includes(String(reading['id']))) continue;
    const otherwise = fieldsOf(reading['otherwise']);
    for (const [decision, side] of Object.entries(fieldsOf(otherwise['decisions']))) {
      const file = `${decision}.yaml`;
      const without = textsOf(fieldsOf(side)['without']);
      const rules = listOf(valueOf(file)['rules']).filter(({ id }) => !without.includes(String(id)));
      changed.set(file, { ...valueOf(file), rules });
      put(file, 'rules', 'id', listOf(fieldsOf(side)['rules']));
      changed.set(file, {
        ...valueOf(file),
        rules: withoutOverrides(listOf(valueOf(file)['rules']), without),
      });
    }
    put('definitions.yaml', 'definitions', 'term', listOf(otherwise['definitions']));
    put('tables.yaml', 'tables', 'table', listOf(otherwise['tables']));
    put('functions.yaml', 'functions', 'function', listOf(otherwise['functions']));
    put('parameters.yaml', 'parameters', 'parameter', listOf(otherwise['parameters']));
  }
  // JSON is YAML.
  return new Map([
    ...files,
    ...[...changed].map(([file, value]): [string, string] => [file, JSON.stringify(value, null, 1)]),
  ]);
};

/** Each item in the place of the one with its name, or at the end. */
const replaced = (list: readonly Item[], items: readonly Item[], name: string): readonly Item[] => {
  const byName = new Map(items.map((item) => [item[name], item]));
  const there = new Set(list.map((item) => item[name]));
  return [
    ...list.map((item) => byName.get(item[name]) ?? item),
    ...items.filter((item) => !there.has(item[name])),
  ];
};

/** A rule that fell away is overridden by none. */
const withoutOverrides = (rules: readonly Item[], without: readonly string[]): readonly Item[] => {
  const ids = new Set(rules.map(({ id }) => String(id)));
  return rules.map((rule) =>
    rule['overrides'] === undefined
      ? rule
      : {
          ...rule,
          overrides: textsOf(rule['overrides']).filter((id) => ids.has(id) || !without.includes(id)),
        },
  );
};

const fieldsOf = (value: unknown): Item => (isRecord(value) ? value : {});

const listOf = (value: unknown): readonly Item[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
