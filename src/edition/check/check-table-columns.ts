import { suggestion } from '../../language/nearest.js';
import { quoted } from '../../language/types/describe-type.js';
import type { Type } from '../../language/types/types.js';
import type { Findings } from '../read/diagnostic.js';
import { keyPlace } from '../read/place.js';
import type { Item, Structured } from '../read/structure.js';
import { type WrittenTableRow, ownColumns } from '../read/table-rows.js';
import type { WrittenTable } from '../read/written.js';

/** What is collected must be one number. */
export const checkCollected = (
  { value, path }: Item<WrittenTable>,
  { source }: Structured<'tables'>,
  outputs: readonly (readonly [string, Type])[],
  findings: Findings,
  wrong: () => void,
): void => {
  if (!value.hit.startsWith('collect')) return;
  const [, type] = outputs[0] ?? [];
  const isOrdered = type?.kind === 'instant' && value.hit !== 'collect sum';
  const isNumber = type?.kind === 'integer' || type?.kind === 'number';
  if (outputs.length === 1 && (isNumber || isOrdered)) return;
  findings.report('table-cell', keyPlace(source, [...path, 'outputs']), {
    message: `\`${value.hit}\` joins one output that is a number.`,
    hint: 'Keep one output of type integer or number, or take another hit policy.',
  });
  wrong();
};

/** Each row has an output in each of its columns, and no column that the table does not have. */
export const checkColumns = (
  value: WrittenTable,
  rows: readonly WrittenTableRow[],
  findings: Findings,
  wrong: () => void,
): void => {
  const known = [...Object.keys(value.inputs), ...Object.keys(value.outputs)];
  const told = new Set<string>();
  for (const row of rows) {
    for (const [column, { place }] of row.cells) {
      if (known.includes(column) || told.has(column)) continue;
      if (typeof value.rows === 'string') told.add(column);
      findings.report('unknown-key', place, {
        message: `The table has no column \`${column}\`.`,
        hint: suggestion(column, known, `Its columns are ${[...known, ...ownColumns].join(', ')}.`),
      });
      wrong();
    }
    const empty = Object.keys(value.outputs).filter((column) => !row.cells.has(column));
    if (empty.length === 0) continue;
    findings.report('table-cell', row.place, {
      message: `This row has nothing in the ${empty.length === 1 ? 'column' : 'columns'} ${quoted(empty)}.`,
      hint: 'Write what the row gives: a number, a text in double quotes, an expression. A line of totals or remarks is no row: take it out.',
    });
    wrong();
  }
};

/** Each column has a heading of its own. @returns whether none is that of a column which every table has */
export const checkHeadings = (
  { value, path }: Item<WrittenTable>,
  { source }: Structured<'tables'>,
  findings: Findings,
  wrong: () => void,
): boolean => {
  for (const name of Object.keys(value.outputs)) {
    if (value.inputs[name] === undefined) continue;
    findings.report('duplicate-id', keyPlace(source, [...path, 'outputs', name]), {
      message: `\`${name}\` is a column of an input too.`,
      hint: 'Give each column its own heading.',
    });
    wrong();
  }
  const own = ownColumns.find((name) => value.outputs[name] !== undefined);
  if (own === undefined) return true;
  findings.report('duplicate-id', keyPlace(source, [...path, 'outputs', own]), {
    message: `\`${own}\` is a column that every table has, for ${own === 'note' ? 'remarks' : 'the clauses of a row'}.`,
    hint: 'Give this column another heading.',
  });
  return false;
};
