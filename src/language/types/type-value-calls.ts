import { valueFunctions } from '../functions/value-functions.js';
import { textFunctions } from '../functions/text-functions.js';
import type { TypedExpression } from '../syntax/expression.js';
import type { Syntax } from '../syntax/syntax.js';
import { whyNotEqual } from './comparability.js';
import { describeType } from './describe-type.js';
import { isNullable, recordOf } from './type-relations.js';
import type { RecordType, Type } from './types.js';
import { reportType, requirePresent, type Typing } from './typing.js';

type Call = Extract<Syntax, { kind: 'call' }>;
type Typed = TypedExpression | undefined;

/** Functions of values of any kind, of whose arguments some are names of fields, which are written out. */
export const valueCalls: Readonly<Record<string, (syntax: Call, typing: Typing) => Typed>> = {
  string: (syntax, typing) => {
    const [value] = argumentsOf(syntax, 1, valueFunctions.string.call, typing) ?? [];
    if (value === undefined || !requirePresent(value, typing)) return undefined;
    const { span } = syntax;
    const result = valueFunctions.string.result([value.type]);
    if (typeof result === 'string')
      return reportType(typing, span, `\`string(value)\`: ${result}.`, 'Mend its arguments.');
    const type = textOf(JSON.stringify(value.type), span);
    return { kind: 'call', function: 'string', arguments: [value, type], type: { kind: 'text' }, span };
  },
  number: (syntax, typing) => {
    const { span } = syntax;
    const given = syntax.arguments.map((argument): Typed =>
      argument.kind === 'null' ? textOf('', argument.span) : typing.typeOf(argument, typing),
    );
    const present = given.filter((part) => part !== undefined);
    if (present.length < given.length || present.map((part) => requirePresent(part, typing)).includes(false))
      return undefined;
    const {
      call,
      arguments: { least, most },
      result,
    } = textFunctions.number;
    const type =
      given.length < least || given.length > most
        ? 'it takes one to three texts'
        : result(present.map((part) => part.type));
    if (type === undefined || typeof type === 'string')
      return reportType(typing, span, `\`${call}\`: ${type ?? 'it takes texts'}.`, 'Mend its arguments.');
    return { kind: 'call', function: 'number', arguments: present, type, span };
  },
  is: (syntax, typing) => {
    const [left, right] = argumentsOf(syntax, 2, valueCallForms.is, typing) ?? [];
    if (left === undefined || right === undefined) return undefined;
    if (![left, right].map((side) => requirePresent(side, typing)).every(Boolean)) return undefined;
    const { span } = syntax;
    const wrong = whyNotEqual(left.type, right.type);
    if (wrong !== null)
      return reportType(typing, span, `\`is(a, b)\`: ${wrong}.`, 'Compare two scalars of one kind.');
    return { kind: 'compare', operator: '=', left, right, type: { kind: 'boolean' }, span };
  },
  'get value': (syntax, typing) => {
    const [of, key] = syntax.arguments;
    const call = valueCallForms['get value'];
    if (of === undefined || key?.kind !== 'text' || syntax.arguments.length !== 2)
      return misuse(syntax, call, typing);
    return typing.typeOf(
      { kind: 'path', of, field: key.value, fieldSpan: key.span, span: syntax.span },
      typing,
    );
  },
  'context put': (syntax, typing) => {
    const [of, key, put] = syntax.arguments;
    const call = valueCallForms['context put'];
    if (of === undefined || key?.kind !== 'text' || put === undefined || syntax.arguments.length !== 3)
      return misuse(syntax, call, typing);
    const [record, value] = [typing.typeOf(of, typing), typing.typeOf(put, typing)];
    if (record === undefined || value === undefined) return undefined;
    const { span } = syntax;
    const entry: TypedExpression = {
      kind: 'record',
      fields: [[key.value, value]],
      type: recordOf({ [key.value]: value.type }),
      span,
    };
    return merged([record, entry], syntax, call, typing);
  },
  'context merge': (syntax, typing) => {
    const call = valueCallForms['context merge'];
    const [list] = syntax.arguments;
    if (list?.kind !== 'list' || syntax.arguments.length !== 1) return misuse(syntax, call, typing);
    const records = list.items.map((item) => typing.typeOf(item, typing));
    const present = records.filter((record) => record !== undefined);
    return present.length < records.length ? undefined : merged(present, syntax, call, typing);
  },
  context: (syntax, typing) => {
    const call = valueCallForms.context;
    const [list] = syntax.arguments;
    if (list?.kind !== 'list' || syntax.arguments.length !== 1) return misuse(syntax, call, typing);
    const entries = list.items.map((item) => {
      const entry = (name: string): Syntax | undefined =>
        item.kind === 'record' ? item.entries.find(({ key }) => key === name)?.value : undefined;
      const [key, value] = [entry('key'), entry('value')];
      return key?.kind === 'text' && value !== undefined
        ? { key: key.value, keySpan: key.span, value }
        : undefined;
    });
    const written = entries.filter((entry) => entry !== undefined);
    return written.length < entries.length
      ? misuse(syntax, call, typing)
      : typing.typeOf({ kind: 'record', entries: written, span: syntax.span }, typing);
  },
};

/** How those of them are called that the table of built-in functions has not. */
export const valueCallForms = {
  is: 'is(a, b)',
  'get value': 'get value(record, "field")',
  'context put': 'context put(record, "field", value)',
  'context merge': 'context merge([record, …])',
  context: 'context([{ key: "field", value: … }, …])',
} as const;

/** One record of the fields of several, of which the last one counts. */
const merged = (records: readonly TypedExpression[], { span }: Call, call: string, typing: Typing): Typed => {
  const fields = new Map<string, { readonly of: number; readonly type: Type }>();
  for (const [of, record] of records.entries()) {
    if (record.type.kind !== 'record' || isNullable(record.type))
      return reportType(
        typing,
        record.span,
        `\`${call}\`: a record is wanted, not ${describeType(record.type)}.`,
        'Mend its arguments.',
      );
    for (const [name, type] of Object.entries(record.type.fields)) fields.set(name, { of, type });
  }
  const type: RecordType = recordOf(
    Object.fromEntries([...fields].map(([name, field]) => [name, field.type])),
  );
  if (records.length === 0) return { kind: 'record', fields: [], type, span };
  const within: TypedExpression = {
    kind: 'record',
    fields: [...fields].map(([name, field]) => [
      name,
      { kind: 'variable', name: recordName(field.of), fields: [name], type: field.type, span },
    ]),
    type,
    span,
  };
  return {
    kind: 'let',
    variables: records.map((_, at) => recordName(at)),
    values: records,
    in: within,
    type,
    span,
  };
};

/** Nobody can write it, since it has a space. */
const recordName = (at: number): string => `record ${at}`;

const textOf = (value: string, span: TypedExpression['span']): TypedExpression => ({
  kind: 'literal',
  value,
  type: { kind: 'text' },
  span,
});

const argumentsOf = (
  syntax: Call,
  count: number,
  call: string,
  typing: Typing,
): readonly Typed[] | undefined =>
  syntax.arguments.length === count
    ? syntax.arguments.map((argument) => typing.typeOf(argument, typing))
    : (misuse(syntax, call, typing), undefined);

const misuse = ({ name, span }: Call, call: string, typing: Typing): Typed =>
  reportType(typing, span, `\`${name}\` is not called like that.`, `It is called as \`${call}\`.`);
