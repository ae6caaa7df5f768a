import { isWrittenAsText } from '../../../language/types/type-relations.js';
import type { Type } from '../../../language/types/types.js';
import { fieldOf, recordLiteral } from './source-text.js';

/**
 * Source of a value as it is told outside (`outward`): instants as RFC 3339, durations in ISO 8601, lists and records as copies, so that no answer shares
 * structure with the facts that were given.
 * @param code an identifier, since it may occur several times
 */
export const outwardCode = (code: string, type: Type, variable: () => string): string => {
  switch (type.kind) {
    case 'instant':
      return orNull(code, `formatInstant(${code})`);
    case 'duration':
      return orNull(code, `formatDuration(${code})`);
    case 'date':
    case 'time':
    case 'local':
    case 'months':
      return orNull(code, `formatTemporal(${code}, '${type.kind}')`);
    case 'percent':
      return orNull(code, `formatTemporal(nearestOf(${code}), '${type.kind}')`);
    case 'number':
      return `nearestOf(${code})`;
    case 'list': {
      const item = variable();
      const items = isScalarOutside(type.of)
        ? `[...${code}]`
        : `${code}.map((${item}) => ${outwardCode(item, type.of, variable)})`;
      return orNull(code, items);
    }
    case 'record': {
      const fields = Object.entries(type.fields).map(([name, field]): [string, string] => {
        const inside = fieldOf(code, name);
        if (isScalarOutside(field)) return [name, `${inside} ?? null`];
        const bound = variable();
        return [name, `((${bound}) => ${outwardCode(bound, field, variable)})(${inside} ?? null)`];
      });
      return orNull(code, `(${recordLiteral(fields)})`);
    }
    default:
      return code;
  }
};

/** Also where the type does not say so: the reference tells whatever is absent as `null`. */
const orNull = (code: string, otherwise: string): string => `(${code} === null ? null : ${otherwise})`;

/** Whether a value is the same outside as inside; a number may have more digits inside. */
const isScalarOutside = (type: Type): boolean =>
  !isWrittenAsText(type) && type.kind !== 'number' && type.kind !== 'list' && type.kind !== 'record';
