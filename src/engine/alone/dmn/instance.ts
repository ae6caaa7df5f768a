import { isOfType } from '../../../language/types/type-instance.js';
import type { WrittenType } from '../../../language/syntax/syntax.js';
import { NotSaid } from './compute-part.js';
import { classOf, type Dmn } from './dmn-value.js';

/** Whether a value is of a type of FEEL (DMN 1.5, 10.3.2.9); nothing is of any type but `Null`. */
export const isInstance = (value: Dmn, wanted: WrittenType): boolean => {
  const kind = classOf(value);
  const [item] = wanted.of ?? [];
  if (kind === 'null') {
    if (wanted.name === 'Any' || wanted.name === 'Null') throw new NotSaid('of which type nothing is');
    return false;
  }
  switch (wanted.name) {
    case 'Any':
      return true;
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
      if (wanted.of !== undefined) throw new NotSaid('the type of a function');
      return value.kind === 'function';
    default:
      if (!known.has(wanted.name)) throw new NotSaid(`the type ${wanted.name}`);
      return value.kind === 'plain' && isOfType(value.type, wanted);
  }
};

/** Nothing conforms to every type inside another one. */
const conforms = (value: Dmn, wanted: WrittenType): boolean =>
  classOf(value) === 'null' || isInstance(value, wanted);

const known: ReadonlySet<string> = new Set([
  ...['number', 'string', 'boolean', 'date', 'time', 'date and time', 'days and time duration'],
  'years and months duration',
]);
