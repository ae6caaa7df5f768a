import type { ColumnType } from './recorded-columns.js';

/** The columns of a decision's files: the type of each by its name. */
export type ColumnTypes = ReadonlyMap<string, string>;

/** The name that a column has in files. */
export interface NamedColumn {
  readonly plain: string;
  readonly name: string;
  readonly type: string;
  /** The type of the column that has its plain name, where that is another. */
  readonly differsFrom: string | null;
}

/** Two columns of one release would have one name: a fact is called as a column of the record is. */
export class ColumnTakenError extends Error {
  override readonly name = 'ColumnTakenError';

  constructor(column: string) {
    super(
      `column-taken: two columns would be called \`${column}\`, small and capital letters apart. A fact of that name can't be a column.`,
    );
  }
}

/**
 * Gives columns their names beside those that are there: one of a name and a type that are known is that one, one of another type is `NAME:TYPE`.
 * No name of a fact has a colon. Throws {@link ColumnTakenError}.
 */
export const nameColumns = (known: ColumnTypes, wanted: readonly ColumnType[]): readonly NamedColumn[] => {
  const names = new Map([...known.keys()].map((name) => [name.toLowerCase(), name]));
  const taken = new Set<string>();
  return wanted.map(([plain, type]) => {
    const found = names.get(plain.toLowerCase());
    const other = found === undefined ? undefined : known.get(found);
    const isSame = found === undefined || (found === plain && other === type);
    const name = isSame ? plain : `${plain}:${type}`;
    // DuckDB takes no notice of small and capital letters in names.
    if (taken.has(name.toLowerCase())) throw new ColumnTakenError(plain);
    taken.add(name.toLowerCase());
    return { plain, name, type, differsFrom: isSame ? null : (other ?? '') };
  });
};
