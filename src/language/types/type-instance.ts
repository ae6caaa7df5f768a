import { pointOf } from '../functions/range-functions.js';
import type { TypedExpression } from '../syntax/expression.js';
import type { Syntax, WrittenType } from '../syntax/syntax.js';
import { isNullable, isNumeric } from './type-relations.js';
import type { Type } from './types.js';
import { reportType, type Typing } from './typing.js';

/** Types `x instance of number`: its type is known, so that only its absence is left to be asked for. */
export const typeInstance = (
  { of, type: wanted, span }: Extract<Syntax, { kind: 'instance' }>,
  typing: Typing,
): TypedExpression | undefined => {
  const typed = typing.typeOf(of, typing);
  if (typed === undefined) return undefined;
  const unknown = unknownIn(wanted);
  if (unknown !== undefined) {
    const hint = `There are ${[...kinds.keys(), 'list', 'context', 'range', 'function'].join(', ')}.`;
    typing.report({ code: 'feel-unknown-name', span, message: `\`${unknown}\` is no type of FEEL.`, hint });
    return undefined;
  }
  if (typed.type.kind === 'null' && wanted.name === 'Any')
    return reportType(typing, span, 'Nothing is asked here.', 'Ask `= null`.');
  const type: Type = { kind: 'boolean' };
  const isOne = isOfType(typed.type, wanted);
  if (!isOne || !isNullable(typed.type) || typed.type.kind === 'null')
    return { kind: 'literal', value: isOne, type, span };
  const none: TypedExpression = {
    kind: 'literal',
    value: null,
    type: { kind: 'null', nullable: true },
    span,
  };
  return { kind: 'compare', operator: '!=', left: typed, right: none, type, span };
};

const isDuration = ({ kind }: Type): boolean => kind === 'duration' || kind === 'months';

const kinds: ReadonlyMap<string, (type: Type) => boolean> = new Map([
  ['Any', () => true],
  ['Null', ({ kind }: Type) => kind === 'null'],
  ['number', isNumeric],
  ['string', ({ kind }: Type) => kind === 'text'],
  ['boolean', ({ kind }: Type) => kind === 'boolean'],
  ['date', ({ kind }: Type) => kind === 'date'],
  ['time', ({ kind }: Type) => kind === 'time'],
  ['date and time', ({ kind }: Type) => kind === 'instant' || kind === 'local'],
  ['days and time duration', ({ kind }: Type) => kind === 'duration'],
  ['years and months duration', ({ kind }: Type) => kind === 'months'],
  ['duration', isDuration],
]);

/** Whether present values of a type are of a type of FEEL. */
const isOfType = (type: Type, wanted: WrittenType): boolean => {
  const [item] = wanted.of ?? [];
  switch (wanted.name) {
    case 'list':
      // An empty list is a list of anything, and so is one of nothing but null.
      return (
        type.kind === 'list' && (item === undefined || type.of.kind === 'null' || isOfType(type.of, item))
      );
    case 'range':
      return (
        type.kind === 'record' &&
        type.name === 'range' &&
        (item === undefined || isOfType(pointOf(type), item))
      );
    case 'context':
      return (
        type.kind === 'record' &&
        type.name !== 'range' &&
        (wanted.fields ?? []).every(([name, field]) => {
          const own = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined;
          return own !== undefined && isOfType(own, field);
        })
      );
    case 'function':
      return false;
    default:
      return kinds.get(wanted.name)?.(type) === true;
  }
};

const unknownIn = ({ name, of = [], fields = [] }: WrittenType): string | undefined =>
  kinds.has(name) || ['list', 'context', 'range', 'function'].includes(name)
    ? [...of, ...fields.map(([, type]) => type)].map(unknownIn).find((unknown) => unknown !== undefined)
    : name;
