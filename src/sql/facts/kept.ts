import type { Type } from '../../language/types/types.js';
import type { Layers } from '../query/layers.js';
import type { Column } from '../values/column.js';
import type { Sql } from '../values/sql-text.js';

/** What values are kept in. */
export interface Keeping {
  readonly layers: Layers;
  /** A value held to its type: what is none of it is absent, and told. */
  readonly held: (
    value: Column,
    type: Type,
    isOwed: boolean,
  ) => { readonly value: Column; readonly misfits: Sql };
}

/** A value as columns of their own, so that it is computed once: those of a record have its name and theirs. */
export const kept = (
  name: string,
  value: Column,
  { layers }: Pick<Keeping, 'layers'>,
  about?: string,
): Column => {
  switch (value.kind) {
    case 'nothing':
      return value;
    case 'record':
      return {
        ...value,
        present: layers.share(`${name} is there`, value.present),
        fields: new Map(
          [...value.fields].map(([field, one]) => [field, kept(`${name}.${field}`, one, { layers }, about)]),
        ),
      };
    case 'list':
      return { ...value, sql: layers.share(name, value.sql, about) };
    case 'scalar':
      if (value.quotient !== undefined) {
        const { dividend, divisor } = value.quotient;
        return {
          ...value,
          quotient: {
            dividend: { ...dividend, sql: layers.share(`${name}, divided`, dividend.sql, about) },
            divisor: { ...divisor, sql: layers.share(`${name}, by`, divisor.sql, about) },
          },
        };
      }
      return { ...value, sql: layers.share(name, value.sql, about) };
  }
};
