import type { Span, TypedExpression } from '../syntax/expression.js';
import { describeType } from './describe-type.js';
import { dottedSuggestion, suggestion } from '../nearest.js';
import type { Syntax } from '../syntax/syntax.js';
import { fieldType, isNullable, withNull, withoutNull } from './type-relations.js';
import { typePart } from './type-parts.js';
import type { Type } from './types.js';
import { requirePresent, writtenAt, type Typing } from './typing.js';

type NameSyntax = Extract<Syntax, { kind: 'name' }>;
type PathSyntax = Extract<Syntax, { kind: 'path' }>;

/** Types a name, or a dotted name: a bound variable before a name of the scope, then fields. */
export const typeName = (syntax: NameSyntax | PathSyntax, typing: Typing): TypedExpression | undefined => {
  const part = syntax.kind === 'path' ? typePart(syntax, typing) : undefined;
  if (part !== undefined) return part === 'wrong' ? undefined : part;
  const steps: PathSyntax[] = [];
  let base: Syntax = syntax;
  for (; base.kind === 'path'; base = base.of) steps.unshift(base);
  if (base.kind !== 'name') return typeField(syntax, typing);
  const written = [base.name, ...steps.map(({ field }) => field)];
  const spans = [base.span, ...steps.map(({ fieldSpan }) => fieldSpan)];
  const { span } = syntax;
  const found = typing.variables.has(base.name) ? undefined : typing.scope.resolve(written);
  if (found !== undefined)
    return along(found.type, found.root, found.rest, spans, typing, (fields, type) => ({
      kind: 'read',
      root: found.root,
      fields,
      type,
      span,
    }));
  const [name, ...near] = (typing.variables.has(base.name) ? undefined : typing.nearby.get(base.name)) ?? [
    base.name,
  ];
  const fields = [...near, ...written.slice(1)];
  const variable = typing.variables.get(name);
  if (variable === undefined) return reportUnknown(written, span, typing);
  const before = Array.from({ length: Math.max(0, fields.length + 1 - spans.length) }, () => base.span);
  return along(variable, name, fields, [...before, ...spans], typing, (inner, type) => ({
    kind: 'variable',
    name,
    fields: inner,
    type,
    span,
  }));
};

/** A name with fields below it, of which those below a list are taken of each of its items. */
const along = (
  rootType: Type,
  root: string,
  fields: readonly string[],
  spans: readonly Span[],
  typing: Typing,
  make: (fields: readonly string[], type: Type) => TypedExpression,
): TypedExpression | undefined => {
  const fieldSpans = spans.slice(spans.length - fields.length);
  const reached = typeAlong(rootType, root, fields, fieldSpans, typing);
  if (reached === undefined) return undefined;
  const own = make(fields.slice(0, reached.count), reached.type);
  return reached.count === fields.length
    ? own
    : ofEach(own, fields.slice(reached.count), fieldSpans.slice(reached.count), typing);
};

/** `items.weight`: the field of each item. */
const ofEach = (
  list: TypedExpression,
  fields: readonly string[],
  spans: readonly Span[],
  typing: Typing,
): TypedExpression | undefined => {
  if (list.type.kind !== 'list' || !requirePresent(list, typing)) return undefined;
  const { span } = list;
  const body = along(list.type.of, eachName, fields, spans, typing, (inner, type) => ({
    kind: 'variable',
    name: eachName,
    fields: inner,
    type,
    span,
  }));
  return (
    body && {
      kind: 'for',
      variable: eachName,
      in: list,
      return: body,
      type: { kind: 'list', of: body.type },
      span,
    }
  );
};

/** The variable of an item whose field is taken; nobody can write it, since it has a space. */
const eachName = 'each item';

/** Types a field of what is computed, as in `(a + b).minor` and `list[1].kind`. */
const typeField = (syntax: NameSyntax | PathSyntax, typing: Typing): TypedExpression | undefined => {
  if (syntax.kind === 'name') return undefined;
  const of = typing.typeOf(syntax.of, typing);
  if (of?.type.kind === 'list') return ofEach(of, [syntax.field], [syntax.fieldSpan], typing);
  const own = of && fieldOf(of.type, writtenAt(of.span, typing), syntax.field, syntax.fieldSpan, typing);
  if (of === undefined || own === undefined) return undefined;
  const type = isNullable(of.type) ? withNull(own) : own;
  return { kind: 'field', of, field: syntax.field, type, span: syntax.span };
};

/** The type at the end of a dotted name, or at the first list in it, and how many fields lead there: nullable where a step on the way is, unless it is known to be present. */
const typeAlong = (
  rootType: Type,
  root: string,
  fields: readonly string[],
  spans: readonly Span[],
  typing: Typing,
): { readonly type: Type; readonly count: number } | undefined => {
  let [name, type]: [string, Type] = [root, withoutNull(rootType)];
  let absent = isNullable(rootType) && !typing.narrowed.has(root);
  for (const [index, field] of fields.entries()) {
    if (type.kind === 'list') return { type: absent ? withNull(type) : type, count: index };
    const own = fieldOf(type, name, field, spans[index] ?? { from: 0, to: 0 }, typing);
    if (own === undefined) return undefined;
    name = `${name}.${field}`;
    type = withoutNull(own);
    absent = (absent || isNullable(own)) && !typing.narrowed.has(name);
  }
  return { type: absent ? withNull(type) : type, count: fields.length };
};

const fieldOf = (type: Type, name: string, field: string, span: Span, typing: Typing): Type | undefined => {
  const found = fieldType(type, field);
  if (found !== undefined) return found;
  const names = type.kind === 'record' ? Object.keys(type.fields) : [];
  const message = `\`${name}\` is ${describeType(withoutNull(type))}; it has no field \`${field}\`.`;
  const hint =
    rewriteOf(`${name}.${field.split(' ', 1)[0] ?? ''}`, field.split(' ').slice(1)) ??
    (names.length === 0 ? 'Leave the field out.' : suggestion(field, names, 'Name one of its fields.'));
  typing.report({ code: 'feel-unknown-name', span, message, hint });
  return undefined;
};

const reportUnknown = (path: readonly string[], span: Span, typing: Typing): TypedExpression | undefined => {
  const name = path.join('.');
  const [first = '', ...words] = name.split(' ');
  const names = [...typing.variables.keys(), ...typing.scope.names()];
  const hint =
    words.length === 0
      ? dottedSuggestion(name, names, typing.scope.kinds)
      : (rewriteOf(first, words) ?? `Names have no spaces: is an operator missing after \`${first}\`?`);
  typing.report({ code: 'feel-unknown-name', span, message: `\`${name}\` is not a known name.`, hint });
  return undefined;
};

/** What is written in place of words that other languages put side by side; `undefined` where there is nothing. */
const rewriteOf = (first: string, words: readonly string[]): string | undefined => {
  const others = words.join(' ');
  if (first === 'not') return `Write \`not(${others})\`.`;
  if (first === 'require') return `Write \`require(${others}, "what is said where it is absent")\`.`;
  if (first === 'let') return 'A local name stands under `with` of the definition.';
  return words[0] === 'at'
    ? `A figure at another time is \`figure at(${first}, ${words.slice(1).join(' ')})\`.`
    : undefined;
};
