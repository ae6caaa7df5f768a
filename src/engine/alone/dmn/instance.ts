import type { WrittenType } from '../../../language/syntax/syntax.js';
import type { Dmn, DmnKind } from './dmn-value.js';
import { NotSaid } from './not-said.js';

/** Whether a value is of a type of FEEL (DMN 1.5, 10.3.2.9); null is of no type but `Null`. */
export const isInstance = (value: Dmn, wanted: WrittenType): boolean => {
  const [item] = wanted.of ?? [];
  if (value.kind === 'null') {
    if (wanted.name === 'Any' || wanted.name === 'Null') throw new NotSaid('of which type null is');
    return false;
  }
  switch (wanted.name) {
    case 'Any':
      return true;
    case 'Null':
      return false;
    case 'list':
      return value.kind === 'list' && (item === undefined || value.items.every((one) => conforms(one, item)));
    case 'range':
      return (
        value.kind === 'range' &&
        (item === undefined || (conforms(value.start, item) && conforms(value.end, item)))
      );
    case 'context':
      return (
        value.kind === 'context' &&
        (wanted.fields ?? []).every(([name, type]) => {
          const entry = value.entries.get(name);
          return entry !== undefined && conforms(entry, type);
        })
      );
    case 'function':
      if (value.kind === 'function' && wanted.of !== undefined) throw new NotSaid('the type of a function');
      return value.kind === 'function';
    default: {
      const kind = kinds.get(wanted.name);
      if (kind === undefined) throw new NotSaid(`the type ${wanted.name}`);
      return value.kind === kind;
    }
  }
};

/** Null conforms to every type inside another one. */
export const conforms = (value: Dmn, wanted: WrittenType): boolean =>
  value.kind === 'null' || isInstance(value, wanted);

const kinds: ReadonlyMap<string, DmnKind> = new Map([
  ...(['number', 'string', 'boolean', 'date', 'time', 'date and time'] as const).map(
    (kind): [string, DmnKind] => [kind, kind],
  ),
  ['days and time duration', 'days'],
  ['years and months duration', 'months'],
]);
