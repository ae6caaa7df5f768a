import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Ticked } from '../trial/ticked.js';
import type { Finding } from '../../../wire/book/drafts.js';
import type { TableGrid as Table } from '../../../wire/book/forms.js';
import { RefusedEdit } from './refused-edit.js';
import { useEditing, type EditFile, type Editing } from './use-editing.js';

type Row = Table['rows'][number];
type Stretch = Row['places'][string];

const own: Readonly<Record<string, string>> = { clauses: 'Clauses', note: 'Note' };

/** The cells of a decision table in their own syntax, each with what the check finds wrong there. Up and down lead along a column. */
export const TableGrid = ({
  table,
  findings,
  edit,
}: {
  readonly table: Table;
  readonly findings: readonly Finding[];
  readonly edit: EditFile;
}): ReactElement => {
  const editing = useEditing(edit);
  const body = useRef<HTMLTableSectionElement>(null);
  const lead = (row: number, column: number): void => {
    body.current?.rows[row]?.cells[column]?.querySelector('input')?.focus();
  };
  return (
    <div className="grid-field table-grid">
      <table>
        <caption className="visually-hidden">Rows of {table.table}</caption>
        <thead>
          <tr>
            {table.columns.map(({ name, kind, of }) => (
              <th scope="col" key={name} className={`column-${kind}`}>
                {own[name] ?? name}
                {of === '' || of === name ? null : (
                  <span className="hint"> {kind === 'input' ? of : `is ${of}`}</span>
                )}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Rows</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {table.columns.map(({ name }, column) => (
                <Cell
                  key={name}
                  label={`${own[name] ?? name} of row ${String(at + 1)}`}
                  name={own[name] ?? name}
                  text={row.cells[name] ?? ''}
                  findings={findingsAt(findings, table.file, row, name)}
                  put={(text) => {
                    editing.put({ kind: 'cell', table: table.table, row: at, column: name, text });
                  }}
                  lead={(rows) => {
                    lead(at + rows, column);
                  }}
                />
              ))}
              <td className="row-actions">
                <RowActions table={table.table} at={at} of={table.rows.length} editing={editing} />
                {findingsOfRow(findings, table.file, row).map((finding, place) => (
                  <p key={place} className="field-error">
                    <Ticked text={finding.message} />
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <RefusedEdit editing={editing} />
    </div>
  );
};

const isBefore = (line: number, column: number, at: Finding): boolean =>
  line < at.line || (line === at.line && column <= at.column);

const isIn = (finding: Finding, file: string, place: Stretch | undefined): boolean =>
  place !== undefined &&
  finding.file === file &&
  isBefore(place.line, place.column, finding) &&
  !isBefore(place.endLine, place.endColumn, finding);

const findingsAt = (
  findings: readonly Finding[],
  file: string,
  row: Row,
  column: string,
): readonly Finding[] => findings.filter((finding) => isIn(finding, file, row.places[column]));

/** What is wrong with a row and with none of its cells. */
const findingsOfRow = (findings: readonly Finding[], file: string, row: Row): readonly Finding[] =>
  findings.filter(
    (finding) =>
      finding.file === file &&
      finding.line === row.places['']?.line &&
      !Object.entries(row.places).some(([column, place]) => column !== '' && isIn(finding, file, place)),
  );

const Cell = ({
  label,
  name,
  text,
  findings,
  put,
  lead,
}: {
  readonly label: string;
  readonly name: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly put: (text: string) => void;
  readonly lead: (rows: number) => void;
}): ReactElement => {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  // What was typed stays in sight until the file says it, and where it is not taken.
  useEffect(() => {
    setTyped(undefined);
  }, [text]);
  const settle = (): void => {
    if (typed === undefined) return;
    if (typed.trim() === text) setTyped(undefined);
    else put(typed);
  };
  const onKey = (event: KeyboardEvent): void => {
    const rows = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0;
    if (event.key === 'Escape') setTyped(undefined);
    if (rows === 0) return;
    event.preventDefault();
    settle();
    lead(rows);
  };
  return (
    <td className={`case-field${findings.length === 0 ? '' : ' case-field-wrong'}`}>
      <span className="visually-hidden grid-label" aria-hidden="true">
        {name}
      </span>
      <input
        aria-label={label}
        aria-invalid={findings.length > 0}
        aria-describedby={`${id}-notes`}
        spellCheck={false}
        value={typed ?? text}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
        onBlur={settle}
        onKeyDown={onKey}
      />
      <div id={`${id}-notes`} className="field-notes">
        {findings.map((finding, place) => (
          <p key={place} className="field-error">
            <Ticked text={finding.message} /> <Ticked text={finding.hint} />
          </p>
        ))}
      </div>
    </td>
  );
};

/** What is done with a row, its sign drawn in a square of 12, and its words. */
const actions = [
  ['up', 'M6 10V2M2.5 5.5 6 2l3.5 3.5', 'Move row # up'],
  ['down', 'M6 2v8M2.5 6.5 6 10l3.5-3.5', 'Move row # down'],
  ['below', 'M6 2v8M2 6h8', 'Copy row # below it'],
  ['away', 'M2.5 2.5l7 7M9.5 2.5l-7 7', 'Take row # away'],
] as const;

const RowActions = ({
  table,
  at,
  of,
  editing,
}: {
  readonly table: string;
  readonly at: number;
  /** How many rows there are. */
  readonly of: number;
  readonly editing: Editing;
}): ReactElement => (
  <span className="row-buttons">
    {actions.map(([put, sign, words]) => (
      <Button
        key={put}
        className="button button-quiet"
        aria-label={words.replace('#', String(at + 1))}
        isDisabled={
          (put === 'up' && at === 0) || (put === 'down' && at === of - 1) || (put === 'away' && of === 1)
        }
        onPress={() => {
          editing.put({ kind: 'row', table, row: at, put });
        }}
      >
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d={sign} />
        </svg>
      </Button>
    ))}
  </span>
);
