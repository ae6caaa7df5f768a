import { isKnownFunction } from '../../language/types/type-calls.js';
import type { OwnFunction } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import type { FunctionDeclaration } from '../model/declarations.js';
import { makeScope, ownNames, reservedNames, type OwnFunctions } from '../names/names.js';
import type { Findings } from '../read/diagnostic.js';
import { positionOf, valuePlace } from '../read/place.js';
import { typeOf } from '../read/shapes.js';
import { brokenNames, wholeItems, type Structured } from '../read/structure.js';
import { dependencyOrder } from './dependency-order.js';
import { typeExpressionAs } from './typing.js';

/** Functions that expressions call without writing their names, or that are conditions. */
const ofGrammar: ReadonlySet<string> = new Set(['integers', 'not', 'date', 'time', 'duration']);

/** functions.yaml, built. */
export interface Functions {
  /** In an order in which each calls only those before it. */
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly scope: OwnFunctions;
  /** Warns of those that nothing has called. */
  readonly reportUnused: () => void;
}

/**
 * Builds the functions of an edition. Each is typed once, over its parameters, figures, `asOf` and the functions before it, and is then written
 * out where it is called.
 */
export const buildFunctions = (
  structured: Structured<'functions'> | undefined,
  figures: readonly (readonly [string, Type])[],
  broken: ReadonlySet<string>,
  findings: Findings,
): Functions => {
  const functions = new Map<string, FunctionDeclaration>();
  const wrong = new Set<string>();
  const called = new Set<string>();
  const scope: OwnFunctions = {
    functionOf: (name): OwnFunction | null | undefined => {
      called.add(name);
      return functions.get(name) ?? (wrong.has(name) ? null : undefined);
    },
    functions: () => [...functions.keys()],
  };
  if (structured === undefined) return { functions, scope, reportUnused: () => undefined };
  const { source } = structured;
  for (const name of brokenNames(structured, 'functions', 'function')) wrong.add(name);
  const items = new Map<string, ReturnType<typeof wholeItems<'functions', 'functions'>>[number]>();
  for (const item of wholeItems(structured, 'functions')) {
    const name = item.value.function;
    const place = valuePlace(source, [...item.path, 'function']);
    if (ofGrammar.has(name) || reservedNames.has(name))
      findings.report('name-clash', place, {
        message: `\`${name}\` is a word of the language.`,
        hint: 'Give the function another name.',
      });
    else if (items.has(name))
      findings.report('duplicate-id', place, {
        message: `\`${name}\` is defined twice.`,
        hint: 'Keep one function, or give the other its own name.',
      });
    else items.set(name, item);
    if (items.get(name) === item && isKnownFunction(name))
      findings.report('hides-function', place, {
        message: `\`${name}\` is a function of the language too. Here it is always your own.`,
        hint: 'Give the function another name, so that nobody takes it for the one of the language.',
      });
  }
  const calls = (name: string): readonly string[] => {
    const text = items.get(name)?.value.is ?? '';
    return [...items.keys()].filter((other) =>
      new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_.])${other}\\s*\\(`, 'u').test(text),
    );
  };
  const { order, cycles } = dependencyOrder([...items.keys()], calls);
  for (const cycle of cycles) {
    for (const name of cycle) wrong.add(name);
    const path = items.get(cycle[0] ?? '')?.path ?? [];
    findings.report('function-cycle', valuePlace(source, [...path, 'is']), {
      message: `\`${cycle[0] ?? ''}\` calls itself: ${[...cycle, cycle[0]].join(' → ')}.`,
      hint: 'Functions do not recurse: go through a list with `for`, `some` or `every`, or write the steps out.',
    });
  }
  for (const name of order) {
    const item = items.get(name);
    if (item === undefined) continue;
    const { value, path } = item;
    const parameters = Object.entries(value.parameters).map(
      ([parameter, shape]) => [parameter, typeOf(shape)] as const,
    );
    const result = typeOf(value.result);
    const body = typeExpressionAs(
      { source, path: [...path, 'is'], text: value.is },
      result,
      {
        scope: makeScope(
          new Map([...ownNames, ...figures]),
          scope,
          'A function reads its parameters, figures and `asOf`: hand facts and definitions to it.',
        ),
        variables: new Map(parameters),
        findings,
        broken,
      },
      'expression-type',
      `\`${name}\``,
    );
    if (body === undefined) wrong.add(name);
    else
      functions.set(name, {
        name,
        parameters,
        result,
        body,
        clauses: value.clauses ?? [],
        describes: value.describes ?? null,
        source: value.is,
        position: positionOf(valuePlace(source, path)),
      });
  }
  return {
    functions,
    scope,
    reportUnused: () => {
      for (const [name, { path }] of items) {
        if (called.has(name)) continue;
        findings.report('unused-function', valuePlace(source, [...path, 'function']), {
          message: `Nothing calls \`${name}\`.`,
          hint: 'Call it, or remove it.',
        });
      }
    },
  };
};
