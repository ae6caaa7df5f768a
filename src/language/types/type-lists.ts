import { describeType } from './describe-type.js';
import type { TypedExpression } from '../syntax/expression.js';
import { namesKnownPresent } from './narrowing.js';
import type { Syntax } from '../syntax/syntax.js';
import { joinTypes, recordOf, withNull, withoutNull } from './type-relations.js';
import type { Type } from './types.js';
import type { Typing } from './typing.js';
import { reportType, requireBoolean, requirePresent, withNearby, withVariable, writtenAt } from './typing.js';
import { readsVariable } from '../syntax/walk.js';

type Of<Kind extends Syntax['kind']> = Extract<Syntax, { kind: Kind }>;

/** Types `some`, `every` and `for`. */
export const typeLoop = (
  syntax: Of<'some' | 'every' | 'for'>,
  typing: Typing,
): TypedExpression | undefined => {
  const list = typing.typeOf(syntax.in, typing);
  const item = list && itemType(list, typing);
  if (list === undefined || item === undefined) return undefined;
  const { kind, variable, span } = syntax;
  const body = typing.typeOf(syntax.body, withVariable(typing, variable, item));
  if (body === undefined) return undefined;
  if (kind === 'for')
    return { kind, variable, in: list, return: body, type: { kind: 'list', of: body.type }, span };
  if (!requireBoolean(body, typing)) return undefined;
  return { kind, variable, in: list, satisfies: body, type: { kind: 'boolean' }, span };
};

/** Types `list[…]`: a filter where the brackets hold a condition on `item`, an index where they hold an integer. */
export const typeBracket = (syntax: Of<'bracket'>, typing: Typing): TypedExpression | undefined => {
  const list = typing.typeOf(syntax.in, typing);
  const item = list && itemType(list, typing);
  if (list === undefined || item === undefined) return undefined;
  const fields = item.kind === 'record' ? Object.keys(item.fields) : [];
  const within = withNearby(
    withVariable(typing, 'item', item),
    'item',
    fields.map((name) => [name, [name]]),
  );
  const by = typing.typeOf(syntax.by, within);
  if (by === undefined || !requirePresent(by, typing)) return undefined;
  const { span } = syntax;
  if (by.type.kind === 'boolean') {
    const of = namesKnownPresent(by, true).has('item') ? withoutNull(item) : item;
    return { kind: 'filter', in: list, where: by, type: { kind: 'list', of }, span };
  }
  if (by.type.kind !== 'integer') {
    const message = `\`${writtenAt(by.span, typing)}\` is ${describeType(by.type)}, neither a condition nor a place.`;
    return reportType(typing, by.span, message, 'Write `list[item.field = …]` or `list[1]`.');
  }
  if (by.kind === 'literal' && by.value === 0)
    return reportType(
      typing,
      by.span,
      'Places count from 1, or from the end: -1 is the last.',
      'Write another place.',
    );
  if (readsVariable(by, 'item'))
    return reportType(typing, by.span, 'A place does not depend on `item`.', 'Compute it apart.');
  return { kind: 'index', in: list, at: by, type: withNull(item), span };
};

/** Types `[a, b]`. */
export const typeList = (syntax: Of<'list'>, typing: Typing): TypedExpression | undefined => {
  const items: TypedExpression[] = [];
  let of: Type | undefined = { kind: 'null' };
  for (const each of syntax.items) {
    const item = typing.typeOf(each, typing);
    if (item === undefined) of = undefined;
    if (item === undefined || of === undefined) continue;
    const joined: Type | undefined = joinTypes(of, item.type);
    if (joined === undefined) {
      const message = `\`${writtenAt(item.span, typing)}\` is ${describeType(item.type)}, the items before it ${describeType(of)}.`;
      reportType(typing, item.span, message, 'Give all items of a list the same type.');
    }
    of = joined;
    items.push(item);
  }
  return of && { kind: 'list', items, type: { kind: 'list', of }, span: syntax.span };
};

/** Types `{ minor: a, currency: b }`; an entry may read those before it. */
export const typeRecord = (syntax: Of<'record'>, typing: Typing): TypedExpression | undefined => {
  const fields = new Map<string, TypedExpression>();
  let within = typing;
  let complete = true;
  for (const { key, keySpan, value } of syntax.entries) {
    if (fields.has(key)) {
      reportType(typing, keySpan, `\`${key}\` is given twice.`, 'Leave one of them out.');
      complete = false;
    }
    if (!isFieldName(key)) {
      const hint = 'Names of fields are letters and digits, beginning with a letter.';
      const message = `\`${key}\` is no name of a field.`;
      typing.report({ code: 'feel-unsupported', span: keySpan, message, hint });
      complete = false;
    }
    const field = typing.typeOf(value, within);
    if (field === undefined) complete = false;
    else {
      fields.set(key, field);
      within = withNearby(withVariable(within, entryName(key), field.type), entryName(key), [[key, []]]);
    }
  }
  if (!complete) return undefined;
  const types = [...fields].map(([name, field]) => [name, field.type] as const);
  const type = recordOf(Object.fromEntries(types));
  const { span } = syntax;
  const names = [...fields.keys()];
  const isRead = names.some((name) =>
    [...fields.values()].some((field) => readsVariable(field, entryName(name))),
  );
  if (!isRead) return { kind: 'record', fields: [...fields], type, span };
  const record: TypedExpression = {
    kind: 'record',
    fields: [...fields].map(([name, { type: of }]) => [
      name,
      { kind: 'variable', name: entryName(name), fields: [], type: of, span },
    ]),
    type,
    span,
  };
  return [...fields].reduceRight<TypedExpression>(
    (rest, [name, value]) => ({
      kind: 'let',
      variables: [entryName(name)],
      values: [value],
      in: rest,
      type,
      span,
    }),
    record,
  );
};

/** The variable of an entry of a record; nobody can write it, since it has a space. */
const entryName = (key: string): string => `entry ${key}`;

const isFieldName = (name: string): boolean => /^\p{L}[\p{L}\p{M}\p{N}]*$/u.test(name);

const itemType = (list: TypedExpression, typing: Typing): Type | undefined => {
  if (list.type.kind === 'list') return requirePresent(list, typing) ? list.type.of : undefined;
  const message = `\`${writtenAt(list.span, typing)}\` is ${describeType(list.type)}, not a list.`;
  reportType(typing, list.span, message, 'Name a list here.');
  return undefined;
};
