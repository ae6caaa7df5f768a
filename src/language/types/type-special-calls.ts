import { builtIns } from '../functions.js';
import type { TypedExpression } from '../syntax/expression.js';
import type { Syntax } from '../syntax/syntax.js';
import { isNullable, withoutNull } from './type-relations.js';
import { valueCalls } from './type-value-calls.js';
import type { Typing } from './typing.js';
import { reportType, requirePresent, writtenAt } from './typing.js';

type Call = Extract<Syntax, { kind: 'call' }>;

/** The name of the dated values of a figure, in order; no file can write it, since it has a space. */
export const datedName = (figure: string): string => `${figure} dated`;

/** The figure whose dated values, or whose date, a name stands for; other names as they are. */
export const figureOf = (name: string): string => name.replace(/(?:\.since| dated)$/, '');

/** `figure at(vat, order.placedAt)`: the first argument is the name of a figure and not its value. */
const typeFigureAt = (syntax: Call, typing: Typing): TypedExpression | undefined => {
  const [figure, instant, ...others] = syntax.arguments;
  const { span } = syntax;
  if (figure === undefined || instant === undefined || others.length > 0) return wrongNumber(syntax, typing);
  const path = pathOf(figure);
  const found = path === undefined ? undefined : typing.scope.resolve(path);
  const dated = found === undefined ? undefined : typing.scope.resolve([datedName(found.root)]);
  if (found === undefined || dated?.type.kind !== 'list' || dated.type.of.kind !== 'record') {
    const message = `\`${writtenAt(figure.span, typing)}\` is no figure with dated values.`;
    return reportType(typing, figure.span, message, 'Name a parameter of parameters.yaml.');
  }
  const at = typing.typeOf(instant, typing);
  if (at === undefined || !requirePresent(at, typing)) return undefined;
  const type = builtIns['figure at'].result([dated.type, at.type]);
  if (type === undefined) return undefined;
  if (typeof type === 'string')
    return reportType(typing, span, `\`${builtIns['figure at'].call}\`: ${type}.`, 'Mend its arguments.');
  const read: TypedExpression = {
    kind: 'read',
    root: dated.root,
    fields: [],
    type: dated.type,
    span: figure.span,
  };
  const value: TypedExpression = { kind: 'call', function: 'figure at', arguments: [read, at], type, span };
  return found.rest.reduce<TypedExpression | undefined>((of, field) => {
    const inner = of?.type.kind === 'record' ? of.type.fields[field] : undefined;
    if (of !== undefined && inner !== undefined) return { kind: 'field', of, field, type: inner, span };
    return (
      of && reportType(typing, figure.span, `The figure has no field \`${field}\`.`, 'Name one that it has.')
    );
  }, value);
};

/** `require(x, "message")`: its value is there, or the decision is refused with the message. */
const typeRequire = (syntax: Call, typing: Typing): TypedExpression | undefined => {
  const [value, message, ...others] = syntax.arguments;
  if (value === undefined || message?.kind !== 'text' || others.length > 0)
    return wrongNumber(syntax, typing);
  const required = typing.typeOf(value, typing);
  if (required === undefined) return undefined;
  if (!isNullable(required.type))
    return reportType(
      typing,
      value.span,
      `\`${writtenAt(value.span, typing)}\` is always there.`,
      'Read it without `require`.',
    );
  const { span } = syntax;
  const text = (written: string): TypedExpression => ({
    kind: 'literal',
    value: written,
    type: { kind: 'text' },
    span: message.span,
  });
  const pointer =
    required.kind === 'read' ? `/${[...required.root.split('.'), ...required.fields].join('/')}` : '';
  return {
    kind: 'call',
    function: 'require',
    arguments: [required, text(message.value), text(pointer)],
    type: withoutNull(required.type),
    span,
  };
};

const wrongNumber = ({ name, span }: Call, typing: Typing): TypedExpression | undefined => {
  const { call } = builtIns[name === 'require' ? 'require' : 'figure at'];
  return reportType(typing, span, `\`${name}\` is not called like that.`, `It is called as \`${call}\`.`);
};

const pathOf = (syntax: Syntax): readonly string[] | undefined => {
  if (syntax.kind === 'name') return [syntax.name];
  const above = syntax.kind === 'path' ? pathOf(syntax.of) : undefined;
  return above === undefined || syntax.kind !== 'path' ? undefined : [...above, syntax.field];
};

type Special = (syntax: Call, typing: Typing) => TypedExpression | undefined;

const specialCalls: Readonly<Partial<Record<string, Special>>> = {
  'figure at': typeFigureAt,
  require: typeRequire,
  ...valueCalls,
};

/** How a function is typed whose arguments are not typed as those of others are. */
export const specialCall = (name: string): Special | undefined =>
  Object.hasOwn(specialCalls, name) ? specialCalls[name] : undefined;

/** The names of these functions. */
export const specialNames: readonly string[] = Object.keys(specialCalls);
