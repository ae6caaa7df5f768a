import type { ExpressionError, Scope, Span, TypedExpression } from '../syntax/expression.js';
import { describeType } from './describe-type.js';
import type { Syntax } from '../syntax/syntax.js';
import { isNullable } from './type-relations.js';
import type { Type } from './types.js';

/** What is known where a part of an expression stands. */
export interface Typing {
  readonly source: string;
  readonly scope: Scope;
  /** Types of the variables bound around the part. */
  readonly variables: ReadonlyMap<string, Type>;
  /** What a name means that is none besides: an entry of a record that stands before, a field of the item of a filter. */
  readonly nearby: ReadonlyMap<string, readonly [variable: string, ...fields: string[]]>;
  /** Dotted names that are known to be present here. */
  readonly narrowed: ReadonlySet<string>;
  readonly report: (error: ExpressionError) => void;
  /** Types a part; `undefined` where it has no type, which was then reported. */
  readonly typeOf: (syntax: Syntax, typing: Typing) => TypedExpression | undefined;
}

/** Where some names are known to be present besides. */
export const withNarrowed = (typing: Typing, names: Iterable<string>): Typing => ({
  ...typing,
  narrowed: new Set([...typing.narrowed, ...names]),
});

/** Where a variable is bound; what was known of another value under its name is forgotten. */
export const withVariable = (typing: Typing, name: string, type: Type): Typing => ({
  ...typing,
  variables: new Map([...typing.variables, [name, type]]),
  narrowed: new Set([...typing.narrowed].filter((known) => known !== name && !known.startsWith(`${name}.`))),
});

/** Where names mean parts of a variable, unless they are names already. */
export const withNearby = (
  typing: Typing,
  variable: string,
  named: Iterable<readonly [name: string, path: readonly string[]]>,
): Typing => ({
  ...typing,
  nearby: new Map([
    ...[...typing.nearby].filter(([, [of]]) => of !== variable),
    ...[...named].map(([name, path]) => [name, [variable, ...path]] as const),
  ]),
});

/** Reports that types do not go together; what does not has no type. */
export const reportType = (
  typing: Typing,
  span: Span,
  message: string,
  hint: string,
): TypedExpression | undefined => {
  typing.report({ code: 'feel-type', span, message, hint });
  return undefined;
};

/** Reports the part where it may be absent, and answers whether it is always there. */
export const requirePresent = (part: TypedExpression, typing: Typing): boolean => {
  if (!isNullable(part.type)) return true;
  const written = writtenAt(part.span, typing);
  const named = part.kind === 'read' || part.kind === 'variable';
  typing.report({
    code: 'feel-absent',
    span: part.span,
    message: `\`${written}\` may be absent.`,
    hint: named
      ? `Say what holds then: \`if ${written} != null then … else …\`, or \`${written} != null and …\`.`
      : 'Make it a definition of its own, and ask whether that is `!= null` before it is used.',
  });
  return false;
};

/** Reports the part where it may be absent or is no boolean, and answers whether it is fine. */
export const requireBoolean = (part: TypedExpression, typing: Typing): boolean => {
  if (part.type.kind === 'boolean') return requirePresent(part, typing);
  const message = `\`${writtenAt(part.span, typing)}\` is ${describeType(part.type)}, not a boolean.`;
  reportType(typing, part.span, message, 'Write a condition here.');
  return false;
};

/** The source at a span. */
export const writtenAt = (span: Span, typing: Typing): string => typing.source.slice(span.from, span.to);
