import type { ReactElement } from 'react';

/** The head of a table: what each of its columns tells. */
export const TableHead = ({ columns }: { readonly columns: readonly string[] }): ReactElement => (
  <thead>
    <tr>
      {columns.map((column, place) => (
        <th scope="col" key={place}>
          {column}
        </th>
      ))}
    </tr>
  </thead>
);
