import type { Span, TypedExpression } from '../syntax/expression.js';
import { describeType } from './describe-type.js';
import { suggestion } from '../nearest.js';
import type { Syntax } from '../syntax/syntax.js';
import { fieldType, isNullable, withNull, withoutNull } from './type-relations.js';
import { typePart } from './type-parts.js';
import type { Type } from './types.js';
import type { Typing } from './typing.js';
import { writtenAt } from './typing.js';

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
  const path = [base.name, ...steps.map(({ field }) => field)];
  const spans = [base.span, ...steps.map(({ fieldSpan }) => fieldSpan)];
  const { span } = syntax;
  const variable = typing.variables.get(base.name);
  if (variable !== undefined) {
    const fields = path.slice(1);
    const type = typeAlong(variable, base.name, fields, spans.slice(1), typing);
    return type && { kind: 'variable', name: base.name, fields, type, span };
  }
  const found = typing.scope.resolve(path);
  if (found === undefined) return reportUnknown(path, span, typing);
  const fieldSpans = spans.slice(spans.length - found.rest.length);
  const type = typeAlong(found.type, found.root, found.rest, fieldSpans, typing);
  return type && { kind: 'read', root: found.root, fields: found.rest, type, span };
};

/** Types a field of what is computed, as in `(a + b).minor` and `list[1].kind`. */
const typeField = (syntax: NameSyntax | PathSyntax, typing: Typing): TypedExpression | undefined => {
  if (syntax.kind === 'name') return undefined;
  const of = typing.typeOf(syntax.of, typing);
  const own = of && fieldOf(of.type, writtenAt(of.span, typing), syntax.field, syntax.fieldSpan, typing);
  if (of === undefined || own === undefined) return undefined;
  const type = isNullable(of.type) ? withNull(own) : own;
  return { kind: 'field', of, field: syntax.field, type, span: syntax.span };
};

/** The type at the end of a dotted name: nullable where a step on the way is, unless it is known to be present. */
const typeAlong = (
  rootType: Type,
  root: string,
  fields: readonly string[],
  spans: readonly Span[],
  typing: Typing,
): Type | undefined => {
  let [name, type]: [string, Type] = [root, withoutNull(rootType)];
  let absent = isNullable(rootType) && !typing.narrowed.has(root);
  for (const [index, field] of fields.entries()) {
    const own = fieldOf(type, name, field, spans[index] ?? { from: 0, to: 0 }, typing);
    if (own === undefined) return undefined;
    name = `${name}.${field}`;
    type = withoutNull(own);
    absent = (absent || isNullable(own)) && !typing.narrowed.has(name);
  }
  return absent ? withNull(type) : type;
};

const fieldOf = (type: Type, name: string, field: string, span: Span, typing: Typing): Type | undefined => {
  const found = fieldType(type, field);
  if (found !== undefined) return found;
  if (type.kind === 'list') {
    const message = `\`${name}\` is a list; a list has no field \`${field}\`.`;
    const hint = `Write \`for x in ${name} return x.${field}\`.`;
    typing.report({ code: 'feel-unsupported', span, message, hint });
    return undefined;
  }
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
      ? suggestion(name, names, 'Names are facts, definitions, parameters and `asOf`.')
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
