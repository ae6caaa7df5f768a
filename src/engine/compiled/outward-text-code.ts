import type { Type } from '../../language/types/types.js';
import { isScalarOutside } from './code/outward-code.js';
import { fieldOf } from './code/source-text.js';
import { fixed, joinText, type TextPart } from './text-parts.js';

/**
 * Source of the JSON text of a value as it is told outside: what `JSON.stringify` makes of what `outwardCode` makes.
 * @param code an identifier, since it may occur several times
 */
export const outwardTextCode = (code: string, type: Type, variable: () => string): string => {
  switch (type.kind) {
    case 'instant':
      return `(${code} === null ? 'null' : '"' + instantText(${code}) + '"')`;
    case 'list': {
      const item = variable();
      return `(${code} === null ? 'null' : listText(${code}, (${item}) => ${outwardTextCode(item, type.of, variable)}))`;
    }
    case 'record': {
      // As an object has its members, and therefore JSON: names that are numbers first.
      const fields = Object.entries(type.fields).flatMap(([name, field], i): TextPart[] => {
        const inside = `${fieldOf(code, name)} ?? null`;
        const start = fixed(`${i === 0 ? '{' : ','}${JSON.stringify(name)}:`);
        if (isScalarOutside(field)) return [start, { kind: 'code', code: `scalarText(${inside})` }];
        const bound = variable();
        return [
          start,
          {
            kind: 'code',
            code: `((${bound}) => ${outwardTextCode(bound, field, variable)})(${inside})`,
          },
        ];
      });
      const text = joinText(fields.length === 0 ? [fixed('{}')] : [...fields, fixed('}')]);
      return `(${code} === null ? 'null' : ${text})`;
    }
    default:
      return `scalarText(${code})`;
  }
};
