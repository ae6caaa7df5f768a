import { formatValue } from '../../language/format-value.js';
import type { TableExpression, TypedExpression } from '../../language/syntax/expression.js';
import { makeColumn, type Bounds, type Column } from '../../language/tables/column.js';
import { byRegion } from '../../language/tables/row-index.js';
import type { Value } from '../../language/types/types.js';
import type { Findings } from '../read/diagnostic.js';
import type { Place } from '../read/place.js';
import type { WrittenTableRow } from '../read/table-rows.js';

/** A table whose rows are held against each other. */
export interface TableToCheck {
  readonly table: TableExpression;
  readonly columns: readonly {
    readonly name: string;
    readonly input: TypedExpression;
    readonly bounds: Bounds;
  }[];
  readonly rows: readonly WrittenTableRow[];
  /** Where its name stands. */
  readonly place: Place;
  /** True where it says what holds where no row applies. */
  readonly hasOtherwise: boolean;
}

/** More cases of a table are not looked at. */
const mostCases = 2_000_000;

/** So many gaps, and pairs of rows that overlap, are told. */
const mostTold = 5;

/**
 * Looks for cases that no row is for, for rows that apply together, and for rows that never apply; false where it found an error. It is exact where
 * each test is decided by the value of its input: numbers, instants and durations are divided where tests divide them, texts and booleans by value.
 * Where it is not, that is said.
 */
export const checkTableRows = (checked: TableToCheck, findings: Findings): boolean => {
  const { table, columns, rows, place, hasOtherwise } = checked;
  const divided = columns.map(({ input, bounds }, at) =>
    makeColumn(
      input,
      table.rows.map(({ tests }) => tests[at] ?? null),
      bounds,
    ),
  );
  const found = look(table, divided);
  let sound = true;
  const needsRow = !hasOtherwise && table.hit !== 'collect sum';
  for (const gap of needsRow ? found.gaps : []) {
    sound = false;
    findings.report('table-gap', place, {
      message: `No row applies where ${caseInWords(columns, divided, gap)}.`,
      hint: 'Add a row for it, or say under `otherwise` what holds then: `otherwise: "null"` for none.',
    });
  }
  for (const { one, other, at } of table.hit === 'unique' ? found.overlaps : []) {
    sound = false;
    findings.report('table-overlap', rows[other]?.place ?? place, {
      message: `Rows ${one + 1} and ${other + 1} both apply where ${caseInWords(columns, divided, at)}.`,
      hint: 'Mend one of them; where the first is to count, write `hit: first`.',
    });
  }
  for (const row of found.isWhole ? found.idle : []) {
    sound = false;
    findings.report('table-row-idle', rows[row]?.place ?? place, {
      message: `Row ${row + 1} never applies${table.hit === 'first' ? ': no case is left for it by the rows above' : ''}.`,
      hint: 'Mend what it tests, or remove it.',
    });
  }
  const openGap = needsRow && found.gaps.length === 0 && (found.mayLeaveGap || !found.isWhole);
  if (openGap) {
    sound = false;
    findings.report('table-gap', place, {
      message: `It is not decided whether some row always applies: ${whyNot(found, columns)}.`,
      hint: 'Say under `otherwise` what holds where none does: `otherwise: "null"` for none.',
    });
  } else if (table.hit === 'unique' && (found.mayOverlap || !found.isWhole)) {
    findings.report('table-undecided', place, {
      message: `It is not decided whether two rows may apply together: ${whyNot(found, columns)}. Where they do, the decision is refused.`,
      hint: 'Compare with literals alone, or write `hit: first`.',
    });
  }
  return sound;
};

const whyNot = ({ isWhole, undecided }: Found, columns: TableToCheck['columns']): string =>
  undecided === undefined
    ? isWhole
      ? 'the table asks for more than values'
      : 'the table has too many cases'
    : `row ${undecided.row + 1} compares \`${columns[undecided.column]?.name ?? ''}\` with what is no literal`;

interface Found {
  /** A case, as a region of each column, that no row is for. */
  readonly gaps: readonly Case[];
  readonly overlaps: readonly { readonly one: number; readonly other: number; readonly at: Case }[];
  /** Rows that no case is left for. */
  readonly idle: readonly number[];
  /** Whether there is a case that only rows are for which are not decided. */
  readonly mayLeaveGap: boolean;
  /** Whether a row that is not decided meets another. */
  readonly mayOverlap: boolean;
  /** False where not all cases were looked at. */
  readonly isWhole: boolean;
  readonly undecided: { readonly row: number; readonly column: number } | undefined;
}

type Case = readonly number[];

/** Goes through the cases of a table, column by column: what the same rows are for is looked at once. */
const look = ({ rows, hit }: TableExpression, columns: readonly Column[]): Found => {
  const admitted = rows.map(({ tests }) => columns.map((column, at) => column.admitted(tests[at] ?? null)));
  const undecided = admitted.flatMap((sets, row) => {
    const column = sets.indexOf(undefined);
    return column === -1 ? [] : [{ row, column }];
  });
  const isUndecided = new Set(undecided.map(({ row }) => row));
  const gaps: Case[] = [];
  const overlaps = new Map<string, Found['overlaps'][number]>();
  const reached = new Set<number>();
  let [mayLeaveGap, mayOverlap, looked] = [false, false, 0];
  const leaf = (active: readonly number[], at: Case): void => {
    const certain = active.filter((row) => !isUndecided.has(row));
    const first = certain[0] ?? Infinity;
    for (const row of hit === 'first' ? active.filter((one) => one <= first) : active) reached.add(row);
    if (certain.length === 0) {
      if (active.length > 0) mayLeaveGap = true;
      else if (gaps.length < mostTold) gaps.push(at);
    }
    if (active.length > 1 && active.length > certain.length) mayOverlap = true;
    const [one, ...others] = certain;
    for (const other of others)
      if (one !== undefined && overlaps.size < mostTold)
        overlaps.set(`${one} ${other}`, overlaps.get(`${one} ${other}`) ?? { one, other, at });
  };
  const visit = (active: readonly number[], depth: number, at: Case): void => {
    const column = columns[depth];
    if (column === undefined || active.length === 0) {
      // Whatever the other columns are: some value that each can have.
      const rest = columns.slice(depth).map(firstRegion);
      leaf(active, [...at, ...rest]);
      return;
    }
    let before: readonly number[] | undefined;
    for (const [region, here] of byRegion(active, depth, columns, admitted).entries()) {
      if (looked > mostCases || column.sampleOf(region) === undefined) continue;
      looked += here.length + 1;
      if (before !== undefined && isSame(before, here)) continue;
      before = here;
      visit(here, depth + 1, [...at, region]);
    }
  };
  visit(
    rows.map((_, row) => row),
    0,
    [],
  );
  return {
    gaps,
    overlaps: [...overlaps.values()],
    idle: rows.flatMap((_, row) => (reached.has(row) ? [] : [row])),
    mayLeaveGap,
    mayOverlap,
    isWhole: looked <= mostCases,
    undecided: undecided[0],
  };
};

const isSame = (some: readonly number[], others: readonly number[]): boolean =>
  some.length === others.length && some.every((row, at) => row === others[at]);

const firstRegion = (column: Column): number => {
  for (let region = 1; region < column.count; region += 1)
    if (column.sampleOf(region) !== undefined) return region;
  return 0;
};

const caseInWords = (columns: TableToCheck['columns'], divided: readonly Column[], at: Case): string =>
  columns
    .map(
      ({ name, input }, column) =>
        `${name} is ${inWords(divided[column]?.sampleOf(at[column] ?? 0) ?? null, input)}`,
    )
    .join(' and ');

const inWords = (value: Value, { type }: TypedExpression): string =>
  value === null ? 'absent' : formatValue(value, type);
