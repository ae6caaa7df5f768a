import type { Value } from '../../language/types/types.js';
import type { Cells, Needs } from './code/cells.js';
import { added } from './code/fact-code.js';
import { isScalarOutside, outwardCode } from './code/outward-code.js';
import { outwardTextCode } from './outward-text-code.js';
import { fixed, joinText, type TextPart } from './text-parts.js';
import { literal, recordLiteral } from './code/source-text.js';
import type { Told } from './told.js';

/** Turns what is told into source, and gathers what that source needs. */
export interface ToldSource {
  /** Source of the data. */
  readonly data: (told: Told) => string;
  /** Source of the JSON text of that data. */
  readonly text: (told: Told) => string;
  /** Source of the texts of some, one after the other. @param place of the first among others; a comma stands before all but place 0 */
  readonly texts: (all: readonly Told[], place: number) => string;
  readonly needs: Needs;
  /** Declarations of the constants that the data shares. */
  readonly constants: () => readonly string[];
}

/** Makes the source of what is told; values that occur more than once are brought into their outside form once. */
export const makeToldSource = (cells: Cells): ToldSource => {
  const needs: Needs = new Set();
  const shared = new Map<string, string>();
  const constantCode = (value: Value): string => {
    const code = literal(value);
    if (typeof value !== 'object' || value === null) return code;
    const name = shared.get(code) ?? `k${shared.size}`;
    shared.set(code, name);
    return name;
  };
  const outside = (told: Extract<Told, { kind: 'value' }>, form: 'data' | 'text'): string => {
    const { code, type } = told;
    const asInside = code(needs);
    if (form === 'data' && isScalarOutside(type)) return asInside;
    const key = `${form} ${JSON.stringify([type, asInside])}`;
    const cell = cells.cell(key, form === 'data' ? 'as it is told' : 'as text', (inner) => {
      const source = code(inner);
      const write = form === 'data' ? outwardCode : outwardTextCode;
      if (/^\w+$/.test(source)) return write(source, type, cells.variable);
      const bound = cells.variable();
      return `((${bound}) => ${write(bound, type, cells.variable)})(${source})`;
    });
    return added(cell, needs);
  };
  const recordData = (fields: Fields): string =>
    recordLiteral(fields.map(([name, field]) => [name, data(field)]));
  const data = (told: Told): string => {
    switch (told.kind) {
      case 'constant':
        return constantCode(told.value);
      case 'record':
        return recordData(told.fields);
      case 'begun':
        return recordData([...told.start, ...told.fields]);
      case 'list':
        return `[${told.items.map(data).join(', ')}]`;
      case 'truth':
      case 'data':
        return told.code;
      case 'value':
        return outside(told, 'data');
    }
  };
  const parts = (told: Told): readonly TextPart[] => {
    switch (told.kind) {
      case 'constant':
        return [fixed(JSON.stringify(told.value))];
      case 'record':
        return [fixed('{'), ...memberParts(told.fields), fixed('}')];
      case 'begun':
        return [{ kind: 'code', code: told.text }, fixed(','), ...memberParts(told.fields), fixed('}')];
      case 'list':
        return [fixed('['), ...told.items.flatMap((item, i) => [...comma(i), ...parts(item)]), fixed(']')];
      case 'truth':
        return [{ kind: 'choice', holds: told.code, yes: 'true', no: 'false' }];
      case 'value':
        return [{ kind: 'code', code: outside(told, 'text') }];
      case 'data':
        return [{ kind: 'code', code: `dataText(${told.code})` }];
    }
  };
  const memberParts = (fields: Fields): readonly TextPart[] =>
    fields.flatMap(([name, field], i) => [...comma(i), fixed(`${JSON.stringify(name)}:`), ...parts(field)]);
  return {
    data,
    text: (told) => joinText(parts(told)),
    texts: (all, place) => joinText(all.flatMap((told, i) => [...comma(place + i), ...parts(told)])),
    needs,
    constants: () => [...shared].map(([code, name]) => `const ${name} = frozen(${code});`),
  };
};

type Fields = Extract<Told, { kind: 'record' }>['fields'];

const comma = (place: number): readonly TextPart[] => (place === 0 ? [] : [fixed(',')]);
