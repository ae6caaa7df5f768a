import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import { chosenByInvalid } from '../model/invalid-clauses.js';
import { dependencyOrder } from './dependency-order.js';
import type { Findings } from '../read/diagnostic.js';
import type { Definition } from '../model/declarations.js';
import { makeScope, mentionedNames, ownNames, reservedNames, rootAmong } from '../names/names.js';
import { factTypes } from './nullability.js';
import { positionOf, valuePlace } from '../read/place.js';
import { brokenNames, wholeItems, type Item, type Structured } from '../read/structure.js';
import { typeExpression, typeExpressionAs, type Typing } from './typing.js';
import type { Vocabulary } from './vocabulary.js';
import type { WrittenDefinition } from '../read/written.js';

/** definitions.yaml, built. */
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

/**
 * Builds the definitions. Each is typed once, with every fact that may be left out in some rule set that needs it: so it holds in all of
 * them.
 */
export const buildDefinitions = (
  structured: Structured<'definitions'>,
  vocabulary: Vocabulary,
  parameters: readonly (readonly [string, Type])[],
  brokenElsewhere: ReadonlySet<string>,
  users: readonly DefinitionUser[],
  findings: Findings,
): Definitions => {
  const { source } = structured;
  const broken = new Set(brokenNames(structured, 'definitions', 'term'));
  const items = distinctTerms(structured, vocabulary, parameters, broken, findings);
  const terms = [...items.keys()];
  const needs = neededTerms(items);
  const { order, cycles } = dependencyOrder(terms, (term) => needs.get(term) ?? []);
  for (const cycle of cycles) {
    for (const term of cycle) broken.add(term);
    const path = items.get(cycle[0] ?? '')?.path;
    if (path === undefined) continue;
    findings.report('definition-cycle', valuePlace(source, [...path, 'is']), {
      message: `\`${cycle[0] ?? ''}\` needs itself: ${[...cycle, cycle[0]].join(' → ')}.`,
      hint: 'Define one of them without the others.',
    });
  }
  const usersOf = neededBy(users, needs);
  const types = new Map<string, Type>();
  const definitions = new Map<string, Definition>();
  for (const term of order) {
    const item = items.get(term);
    if (item === undefined) continue;
    const { value, path } = item;
    const using = usersOf.get(term) ?? [];
    const optional = new Set(using.flatMap((user) => [...user.optional]));
    const scope = makeScope(
      new Map([...ownNames, ...factTypes(vocabulary, optional), ...parameters, ...types]),
    );
    const typing = {
      scope,
      findings,
      broken: new Set([...broken, ...brokenElsewhere]),
      leftOutIn: leftOutIn(using),
    };
    const written = typeExpression({ source, path: [...path, 'is'], text: value.is }, typing);
    const is = written === undefined ? undefined : withInvalid(written, item, source, typing);
    if (is === undefined) {
      broken.add(term);
      continue;
    }
    types.set(term, is.type);
    definitions.set(term, {
      term,
      clauses: value.clauses,
      is,
      source: value.is,
      ...(value.invalid === undefined ? {} : { invalid: value.invalid }),
      describes: value.describes ?? null,
      readings: value.readings ?? [],
      position: positionOf(valuePlace(source, path)),
    });
  }
  return { definitions, broken };
};

/** What a definition is, or what it says that it is without its clauses; `undefined` where that is wrong. */
const withInvalid = (
  is: TypedExpression,
  { value: { invalid, clauses, term }, path }: Item<WrittenDefinition>,
  source: Structured<'definitions'>['source'],
  typing: Typing,
): TypedExpression | undefined => {
  if (invalid === undefined) return is;
  const written = { source, path: [...path, 'invalid'], text: invalid };
  const instead = typeExpressionAs(
    written,
    is.type,
    typing,
    'feel-type',
    `What \`${term}\` is without its clauses`,
  );
  return instead === undefined ? undefined : chosenByInvalid(clauses, instead, is);
};

const leftOutIn = (users: readonly DefinitionUser[]): ReadonlyMap<string, readonly string[]> => {
  const facts = new Set(users.flatMap(({ optional }) => [...optional]));
  const decisionsOf = (fact: string): readonly string[] =>
    users.filter(({ optional }) => optional.has(fact)).map(({ decision }) => decision);
  return new Map([...facts].map((fact) => [fact, decisionsOf(fact)]));
};

type Items = ReadonlyMap<string, Item<WrittenDefinition>>;

const distinctTerms = (
  structured: Structured<'definitions'>,
  { written, broken: brokenFacts }: Vocabulary,
  parameters: readonly (readonly [string, Type])[],
  broken: Set<string>,
  findings: Findings,
): Items => {
  const items = new Map<string, Item<WrittenDefinition>>();
  const parameterNames = new Set(parameters.map(([name]) => name));
  const all = wholeItems(structured, 'definitions');
  const terms = new Set(all.map(({ value }) => value.term));
  for (const item of all) {
    const { term } = item.value;
    const at = valuePlace(structured.source, [...item.path, 'term']);
    const above = term.split('.').slice(0, -1).join('.');
    const hidden =
      rootAmong(term, (root) => written.has(root) || brokenFacts.has(root) || parameterNames.has(root)) ??
      rootAmong(above, (root) => terms.has(root)) ??
      rootAmong(term, (root) => reservedNames.has(root));
    if (hidden !== undefined) {
      findings.report('name-clash', at, {
        message: `\`${term}\` is below, or the same as, \`${hidden}\`, which has a meaning of its own.`,
        hint: 'Give the definition a name of its own.',
      });
      broken.add(term);
    } else if (items.has(term)) {
      findings.report('duplicate-id', at, {
        message: `\`${term}\` is defined twice.`,
        hint: 'Keep one definition, or give the other its own name.',
      });
    } else items.set(term, item);
  }
  return items;
};

const neededTerms = (items: Items): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...items].map(([term, { value }]) => [
      term,
      termsAmong(mentionedNames(`${value.is} ${value.invalid ?? ''}`), items),
    ]),
  );

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
