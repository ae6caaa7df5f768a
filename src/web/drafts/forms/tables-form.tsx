import { useMutation } from '@tanstack/react-query';
import { useRef, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';
import { draftPath } from '../../api/drafts.js';
import { ask } from '../../api/request.js';
import { ErrorState } from '../../parts/error-state.js';
import { countOf, titleOfName } from '../../parts/values/formats.js';
import { saveFile } from '../../parts/save-file.js';
import { draftAddress } from '../draft-address.js';
import type { Finding } from '../../../wire/book/drafts.js';
import type { TableGrid as Table } from '../../../wire/book/forms.js';
import { RefusedEdit } from './refused-edit.js';
import { TableGrid } from './table-grid.js';
import { useEditing, type EditFile } from './use-editing.js';

interface TableParts {
  readonly id: string;
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly edit: EditFile;
  readonly save: () => Promise<void>;
}

/** The decision tables of a file, each as a grid of its cells. */
export const TablesForm = ({
  tables,
  ...parts
}: TableParts & { readonly tables: readonly Table[] }): ReactElement =>
  tables.length === 0 ? (
    <p className="form-note">No whole table has its rows here. See the findings, and mend it in the text.</p>
  ) : (
    <>
      {tables.map((table) => (
        <TableSection key={table.table} {...parts} table={table} />
      ))}
    </>
  );

const hits: Readonly<Record<string, string>> = {
  unique: 'One row alone applies to a case.',
  first: 'The first row that applies decides.',
  any: 'Several rows may apply that come to the same.',
};

const TableSection = ({
  table,
  id,
  name,
  findings,
  edit,
  save,
}: TableParts & { readonly table: Table }): ReactElement => {
  const isHere = table.file === name;
  return (
    <section className="figure-form" aria-labelledby={`table-${table.table}`}>
      <header className="figure-form-head">
        <h3 id={`table-${table.table}`}>{titleOfName(table.table)}</h3>
        <p className="hint">
          {table.clauses.length === 0
            ? ''
            : `${table.clauses.length === 1 ? 'Clause' : 'Clauses'} ${table.clauses.join(', ')}. `}
          {countOf(table.rows.length, 'row')}.{' '}
          {hits[table.hit] ?? `Rows that apply come together: ${table.hit}.`}
        </p>
      </header>
      {table.describes === '' ? null : <p>{table.describes}</p>}
      {isHere ? (
        <>
          <TableGrid table={table} findings={findings} edit={edit} />
          <CsvExchange table={table.table} id={id} edit={edit} save={save} />
        </>
      ) : (
        <p>
          Its rows stand in <Link href={draftAddress(id, table.file)}>{table.file}</Link>.
        </p>
      )}
    </section>
  );
};

/** The rows as CSV, out to a spreadsheet and in again, as `clausebook table` does. */
const CsvExchange = ({
  table,
  id,
  edit,
  save,
}: {
  readonly table: string;
  readonly id: string;
  readonly edit: EditFile;
  readonly save: () => Promise<void>;
}): ReactElement => {
  const file = useRef<HTMLInputElement>(null);
  const bringing = useEditing(edit);
  const taking = useMutation({
    mutationFn: async (separator: string) => {
      await save();
      const csv = await ask(`${draftPath(id, 'tables', table)}?separator=${separator}`);
      saveFile(`${table}.csv`, await csv.blob());
    },
  });
  return (
    <div className="csv-exchange">
      <div className="form-actions">
        <Button
          className="button"
          onPress={() => {
            taking.mutate('comma');
          }}
        >
          Download as CSV
        </Button>
        <Button
          className="button"
          onPress={() => {
            taking.mutate('semicolon');
          }}
        >
          … with semicolons
        </Button>
        <Button className="button" isDisabled={bringing.isPending} onPress={() => file.current?.click()}>
          Take the rows of a CSV file …
        </Button>
        <input
          ref={file}
          type="file"
          accept=".csv,text/csv"
          hidden
          aria-label={`CSV file with the rows of ${table}`}
          onChange={({ target }) => {
            const [chosen] = target.files ?? [];
            target.value = '';
            if (chosen === undefined) return;
            void chosen.text().then((csv) => {
              bringing.put({ kind: 'rows', table, csv, name: chosen.name });
            });
          }}
        />
      </div>
      {taking.error === null ? null : <ErrorState error={taking.error} />}
      <RefusedEdit editing={bringing} />
    </div>
  );
};
