import type { Type } from '../../language/types/types.js';
import { dependencyOrder } from './dependency-order.js';
import type { Findings } from '../read/diagnostic.js';
import type { Definition } from '../model/declarations.js';
import {
  makeScope,
  mentionedNames,
  ownNames,
  reservedNames,
  rootAmong,
  type OwnFunctions,
} from '../names/names.js';
import { factTypes } from './nullability.js';
import type { Place } from '../read/place.js';
import type { Typing } from './typing.js';
import type { Vocabulary } from './vocabulary.js';

/** The terms that are defined, built. */
export interface Definitions {
  /** In an order in which each needs only those before it. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Definitions that exist and are wrong. */
  readonly broken: ReadonlySet<string>;
}

/** A rule set as far as definitions depend on it. */
export interface DefinitionUser {
  readonly decision: string;
  /** Facts that may be left out. */
  readonly optional: ReadonlySet<string>;
  /** Every dotted name that its rules mention. */
  readonly mentions: ReadonlySet<string>;
}

/** A term that is defined, as it is written. */
export interface Term {
  readonly term: string;
  /** Where its name stands. */
  readonly place: Place;
  /** Where what it comes to stands. */
  readonly body: Place;
  /** All its expressions, for the names that they mention. */
  readonly text: string;
  /** Types it; `undefined` where it is wrong, which is reported. */
  readonly build: (typing: Typing) => Definition | undefined;
}

/**
 * Builds the definitions. Each is typed once, with every fact that may be left out in some rule set that needs it: so it holds in all of
 * them.
 * @param unreadable terms that exist and cannot be read
 */
export const buildDefinitions = (
  terms: readonly Term[],
  unreadable: readonly string[],
  vocabulary: Vocabulary,
  parameters: readonly (readonly [string, Type])[],
  brokenElsewhere: ReadonlySet<string>,
  users: readonly DefinitionUser[],
  functions: OwnFunctions,
  findings: Findings,
): Definitions => {
  const broken = new Set(unreadable);
  const items = distinctTerms(terms, vocabulary, parameters, broken, findings);
  const needs = neededTerms(items);
  const { order, cycles } = dependencyOrder([...items.keys()], (term) => needs.get(term) ?? []);
  for (const cycle of cycles) {
    for (const term of cycle) broken.add(term);
    const first = items.get(cycle[0] ?? '');
    if (first === undefined) continue;
    findings.report('definition-cycle', first.body, {
      message: `\`${cycle[0] ?? ''}\` needs itself: ${[...cycle, cycle[0]].join(' → ')}.`,
      hint: 'Define one of them without the others.',
    });
  }
  const usersOf = neededBy(users, needs);
  const types = new Map<string, Type>();
  const definitions = new Map<string, Definition>();
  for (const name of order) {
    const term = items.get(name);
    if (term === undefined) continue;
    const using = usersOf.get(name) ?? [];
    const optional = new Set(using.flatMap((user) => [...user.optional]));
    const scope = makeScope(
      new Map([...ownNames, ...factTypes(vocabulary, optional), ...parameters, ...types]),
      functions,
    );
    const definition = term.build({
      scope,
      findings,
      broken: new Set([...broken, ...brokenElsewhere]),
      leftOutIn: leftOutIn(using),
    });
    if (definition === undefined) {
      broken.add(name);
      continue;
    }
    types.set(name, definition.is.type);
    definitions.set(name, definition);
  }
  return { definitions, broken };
};

const leftOutIn = (users: readonly DefinitionUser[]): ReadonlyMap<string, readonly string[]> => {
  const facts = new Set(users.flatMap(({ optional }) => [...optional]));
  const decisionsOf = (fact: string): readonly string[] =>
    users.filter(({ optional }) => optional.has(fact)).map(({ decision }) => decision);
  return new Map([...facts].map((fact) => [fact, decisionsOf(fact)]));
};

type Items = ReadonlyMap<string, Term>;

const distinctTerms = (
  written: readonly Term[],
  { written: facts, broken: brokenFacts }: Vocabulary,
  parameters: readonly (readonly [string, Type])[],
  broken: Set<string>,
  findings: Findings,
): Items => {
  const items = new Map<string, Term>();
  const parameterNames = new Set(parameters.map(([name]) => name));
  const terms = new Set(written.map(({ term }) => term));
  for (const item of written) {
    const { term, place } = item;
    const above = term.split('.').slice(0, -1).join('.');
    const hidden =
      rootAmong(term, (root) => facts.has(root) || brokenFacts.has(root) || parameterNames.has(root)) ??
      rootAmong(above, (root) => terms.has(root)) ??
      rootAmong(term, (root) => reservedNames.has(root));
    if (hidden !== undefined) {
      findings.report('name-clash', place, {
        message: `\`${term}\` is below, or the same as, \`${hidden}\`, which has a meaning of its own.`,
        hint: 'Give the definition a name of its own.',
      });
      broken.add(term);
    } else if (items.has(term)) {
      findings.report('duplicate-id', place, {
        message: `\`${term}\` is defined twice.`,
        hint: 'Keep one definition, or give the other its own name.',
      });
    } else items.set(term, item);
  }
  return items;
};

const neededTerms = (items: Items): ReadonlyMap<string, readonly string[]> =>
  new Map([...items].map(([term, { text }]) => [term, termsAmong(mentionedNames(text), items)]));

const termsAmong = (names: Iterable<string>, items: Pick<Items, 'has'>): readonly string[] =>
  [...names].map((name) => rootAmong(name, (root) => items.has(root))).filter((term) => term !== undefined);

/** Which rule sets need a definition, directly or not. */
const neededBy = (
  users: readonly DefinitionUser[],
  needs: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly DefinitionUser[]> => {
  const found = new Map<string, DefinitionUser[]>();
  for (const user of users) {
    const seen = new Set<string>();
    const visit = (term: string): void => {
      if (seen.has(term)) return;
      seen.add(term);
      found.set(term, [...(found.get(term) ?? []), user]);
      (needs.get(term) ?? []).forEach(visit);
    };
    termsAmong(user.mentions, needs).forEach(visit);
  }
  return found;
};
