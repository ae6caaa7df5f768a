import { builtIns } from '../../language/functions.js';
import type { Scope, TypedExpression } from '../../language/syntax/expression.js';
import { dottedSuggestion, suggestion } from '../../language/nearest.js';
import { fieldType, withNull } from '../../language/types/type-relations.js';
import type { Type } from '../../language/types/types.js';
import type { Remark } from '../read/diagnostic.js';

/** Names that have a meaning of their own and so can name nothing else. */
export const reservedNames: ReadonlySet<string> = new Set(
  'asOf edition item unresolved null true false if then else for in return some every satisfies and or not between instance of function external'.split(
    ' ',
  ),
);

/** What every scope has besides facts, definitions and parameters. */
export const ownNames: readonly (readonly [string, Type])[] = [
  ['asOf', { kind: 'instant' }],
  [
    'edition',
    {
      kind: 'record',
      fields: { document: { kind: 'text' }, revision: { kind: 'text' }, digest: { kind: 'text' } },
    },
  ],
];

/** The functions of an edition, as a scope has them. */
export type OwnFunctions = Pick<Scope, 'functionOf' | 'functions'>;

/** Where functions are not called. */
const noFunctions: OwnFunctions = { functionOf: () => undefined, functions: () => [] };

/** A scope of names with their types; the longest leading part of a dotted name that is one of them wins. */
export const makeScope = (
  types: ReadonlyMap<string, Type>,
  functions: OwnFunctions = noFunctions,
  kinds = 'Names are facts, definitions, parameters and `asOf`.',
): Scope => ({
  ...functions,
  kinds,
  resolve: (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const root = path.slice(0, length).join('.');
      const type = types.get(root);
      if (type !== undefined) return { root, type, rest: path.slice(length) };
    }
    return undefined;
  },
  // A name with a space is one that no file can write.
  names: () => [...types.keys()].filter((name) => !name.includes(' ')),
});

/** A dotted name as an expression that reads it, or why there is no such name. */
export type NameResult =
  | { readonly ok: true; readonly expression: TypedExpression }
  | { readonly ok: false; readonly remark: Remark };

/** Reads a dotted name; what is below something that may be absent may be absent. */
export const readName = (name: string, scope: Scope): NameResult => {
  const found = scope.resolve(name.split('.'));
  if (found === undefined) {
    return {
      ok: false,
      remark: {
        message: `\`${name}\` is no fact, definition or parameter.`,
        hint: dottedSuggestion(
          name,
          scope.names(),
          'Declare it in facts.yaml, definitions.yaml or parameters.yaml.',
        ),
      },
    };
  }
  let type = found.type;
  let above = found.root;
  for (const field of found.rest) {
    const inner = fieldType(type, field);
    if (inner === undefined) {
      const fields = type.kind === 'record' ? Object.keys(type.fields) : [];
      const fallback = fields.length === 0 ? `\`${above}\` has no fields.` : `It has ${fields.join(', ')}.`;
      return {
        ok: false,
        remark: {
          message: `\`${above}\` has no field \`${field}\`.`,
          hint: suggestion(field, fields, fallback),
        },
      };
    }
    type = type.nullable === true ? withNull(inner) : inner;
    above = `${above}.${field}`;
  }
  const span = { from: 0, to: name.length };
  return { ok: true, expression: { kind: 'read', root: found.root, fields: found.rest, type, span } };
};

/** Names of functions that are several words: the words are no names, as `days` in `business days between(…)`. */
const callsOfWords = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}_.])(?:${[...Object.keys(builtIns), 'date and time']
    .filter((name) => name.includes(' '))
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(' ', '\\s+'))
    .join('|')})(?=\\s*\\()`,
  'gu',
);

/**
 * The dotted names that an expression’s source mentions, variables among them; without texts, comments, the keys of records and functions that are called. For what must be
 * known before the expression can be typed.
 */
export const mentionedNames = (source: string): readonly string[] => {
  const withoutTexts = source
    .replaceAll(/"(?:[^"\\]|\\.)*"|\/\*[^]*?\*\/|\/\/.*/g, (text) => (text.startsWith('"') ? '""' : ' '))
    .replaceAll(callsOfWords, 'call');
  const found = withoutTexts.matchAll(
    /(?<![\p{L}\p{M}\p{N}_.])[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\s*\.\s*[\p{L}_][\p{L}\p{M}\p{N}_]*)*(?![\p{L}\p{M}\p{N}_]|\s*[:(])/gu,
  );
  return [...found].map(([name]) => name.replaceAll(/\s/g, ''));
};

/** The longest of the names that a dotted name is, or is below. */
export const rootAmong = (name: string, has: (root: string) => boolean): string | undefined => {
  const path = name.split('.');
  for (let length = path.length; length > 0; length -= 1) {
    const root = path.slice(0, length).join('.');
    if (has(root)) return root;
  }
  return undefined;
};
