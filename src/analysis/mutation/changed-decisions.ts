import { isDeepStrictEqual } from 'node:util';
import { diffArrays } from 'diff';
import { counted } from '../../language/numbers/counted.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Definition } from '../../edition/model/declarations.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { factsNeeded } from '../difference/canonical-decision.js';

/**
 * The decisions of an edition of which anything differs from an earlier state of it, by name, each with what: rules, effects, and all that they read or cite, in plain words
 * (`rule late`, `row 3 of table fee`). A decision that is not among them answers every question as it did, word for word, and so does each
 * mutant of it: other places in a file, comments, and the order of what has no order are no difference.
 */
export const changedDecisions = (before: Edition, after: Edition): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...after.decisions.values()].flatMap((ruleSet): readonly (readonly [string, readonly string[]])[] => {
      const earlier = before.decisions.get(ruleSet.decision);
      if (earlier === undefined) return [[ruleSet.decision, ['the decision is new']]];
      const [old, now] = [partsOf(before, earlier), partsOf(after, ruleSet)];
      const changed = [...new Set([...now.keys(), ...old.keys()])].flatMap((name) =>
        tellPart(name, old.get(name), now.get(name)),
      );
      return changed.length === 0 ? [] : [[ruleSet.decision, changed]];
    }),
  );

/** What a decision is made of; of a table, its rows stand apart. */
interface Part {
  readonly is: unknown;
  readonly rows?: readonly string[];
}

const tellPart = (name: string, old: Part | undefined, now: Part | undefined): readonly string[] => {
  if (old === undefined) return [`${name} is new`];
  if (now === undefined) return [`${name} is gone`];
  const whole = isDeepStrictEqual(old.is, now.is) ? [] : [`${name} changed`];
  return [...whole, ...tellRows(name, old.rows ?? [], now.rows ?? [])];
};

/** Which rows are others, by their places now; those that only stand elsewhere are told too, for of a table the first may count. */
const tellRows = (name: string, old: readonly string[], now: readonly string[]): readonly string[] => {
  const changes = diffArrays([...old], [...now]);
  const others: number[] = [];
  let [at, removed, added] = [0, 0, 0];
  for (const { value, added: isAdded, removed: isRemoved } of changes) {
    if (isRemoved) removed += value.length;
    else {
      if (isAdded) {
        added += value.length;
        others.push(...value.map((_, place) => at + place + 1));
      }
      at += value.length;
    }
  }
  const gone = removed - added;
  return [
    ...(others.length === 0
      ? []
      : [`${others.length === 1 ? 'row' : 'rows'} ${others.join(', ')} of ${name}`]),
    ...(gone > 0 ? [`${counted(gone, 'row')} fewer in ${name}`] : []),
  ];
};

/** All that an answer of a decision follows from, and all that it says, by what people call it. */
const partsOf = (edition: Edition, ruleSet: RuleSet): ReadonlyMap<string, Part> => {
  const { rules, effects, definitions, parameters, question, outcomes, facts, choices } = ruleSet;
  const parts = new Map<string, Part>();
  const put = (name: string, is: unknown, rows?: readonly string[]): void =>
    void parts.set(name, { is: placeless(is), ...(rows === undefined ? {} : { rows }) });
  put('what it asks and may come to', { question, outcomes, facts, choices });
  put(
    'the order of its rules',
    rules.map(({ id }) => id),
  );
  for (const rule of rules) put(`rule ${rule.id}`, rule);
  for (const effect of effects.values()) put(`effect ${effect.name}`, effect);
  for (const definition of definitions) {
    const { is, rows } = definitionParts(definition);
    put(`${rows === undefined ? 'definition' : 'table'} ${definition.term}`, is, rows);
  }
  for (const parameter of parameters) put(`parameter ${parameter.name}`, parameter);
  for (const name of factsNeeded(edition, ruleSet)) put(`fact ${name}`, edition.facts.get(name)?.shape);
  put(
    'constraints of its facts',
    edition.constraints.filter(({ decisions }) => decisions?.includes(ruleSet.decision) ?? true),
  );
  for (const id of clausesOf(edition, ruleSet)) put(`clause ${id}`, edition.contract.clauses.get(id)?.words);
  put('how values are said', {
    zone: edition.zone,
    language: edition.language,
    words: edition.letters?.words,
  });
  return parts;
};

const definitionParts = (definition: Definition): Part => {
  const { is, table } = definition;
  if (table === undefined || is.kind !== 'table') return { is: definition };
  const rows = table.rows.map((row, at) => JSON.stringify(placeless([row, is.rows[at]])));
  const bare = { ...definition, is: { ...is, rows: [] }, table: { ...table, rows: [] }, source: '' };
  return { is: bare, rows };
};

/** The clauses that an answer may cite. */
const clausesOf = (edition: Edition, { rules, definitions }: RuleSet): ReadonlySet<string> =>
  new Set([
    ...rules.flatMap(({ clauses }) => clauses),
    ...definitions.flatMap(({ clauses, table }) => [
      ...clauses,
      ...(table?.rows.flatMap((row) => row.clauses) ?? []),
    ]),
    ...(edition.severability === null ? [] : [edition.severability]),
  ]);

/** A value as JSON has it, without the places where its parts stand in files. */
const placeless = (value: unknown): unknown => {
  if (value instanceof Map) return { map: [...value].map(placeless) };
  if (value instanceof Set) return { set: [...value].map(placeless) };
  if (Array.isArray(value)) return value.map(placeless);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !(name === 'position' && isPosition(inner)))
      .map(([name, inner]) => [name, placeless(inner)]),
  );
};

const isPosition = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'column,file,line';
