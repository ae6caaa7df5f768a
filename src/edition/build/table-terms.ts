import { restingClauses } from '../model/invalid-clauses.js';
import type { TableExpression, TableRow, TypedExpression } from '../../language/syntax/expression.js';
import { describeType, quoted } from '../../language/types/describe-type.js';
import { isScalar, recordOf, withNull } from '../../language/types/type-relations.js';
import type { Type } from '../../language/types/types.js';
import { checkCollected, checkColumns, checkHeadings } from '../check/check-table-columns.js';
import { checkTableRows } from '../check/check-table-rows.js';
import type { Definition, TableRowWords } from '../model/declarations.js';
import { readName } from '../names/names.js';
import { positionOf, valuePlace } from '../read/place.js';
import { typeOf } from '../read/shapes.js';
import { wholeItems, type Item, type Structured } from '../read/structure.js';
import { rowsWritten } from '../read/table-rows.js';
import type { WrittenShape, WrittenTable } from '../read/written.js';
import type { Term } from './build-definitions.js';
import { typeOutput, typeTest } from './table-cells.js';
import { readsBroken, typeExpressionAs, type Typing } from './typing.js';
import type { Vocabulary } from './vocabulary.js';

/** The terms of tables.yaml. */
export const tableTerms = (
  structured: Structured<'tables'>,
  { written: facts }: Vocabulary,
): readonly Term[] =>
  wholeItems(structured, 'tables').map((item): Term => {
    const { value, path } = item;
    const { source } = structured;
    const cells = rowsWritten(valueOf(value), path, structured).flatMap((row) => [...row.cells.values()]);
    const otherwise =
      typeof value.otherwise === 'object' ? Object.values(value.otherwise) : [value.otherwise ?? ''];
    return {
      term: value.table,
      place: valuePlace(source, [...path, 'table']),
      body: valuePlace(source, [...path, 'inputs']),
      text: [...Object.values(value.inputs), ...cells.map(({ text }) => text), ...otherwise].join(' '),
      build: (typing) => buildTable(item, structured, typing, facts),
    };
  });

/** As data that may be looked at key by key. */
const valueOf = (table: WrittenTable): Readonly<Record<string, unknown>> => ({ ...table });

const buildTable = (
  item: Item<WrittenTable>,
  structured: Structured<'tables'>,
  typing: Typing,
  facts: ReadonlyMap<string, WrittenShape>,
): Definition | undefined => {
  const { value, path } = item;
  const { source } = structured;
  const { findings, broken } = typing;
  const faults: true[] = [];
  const wrong = (): readonly never[] => {
    faults.push(true);
    return [];
  };
  const names = Object.entries(value.inputs);
  const inputs = names.flatMap(([column, name]): readonly TypedExpression[] => {
    const place = valuePlace(source, [...path, 'inputs', column]);
    if (readsBroken(name, broken)) return wrong();
    const read = readName(name, typing.scope);
    if (!read.ok) {
      findings.report('unknown-fact', place, read.remark);
      return wrong();
    }
    if (isScalar(read.expression.type)) return [read.expression];
    const message = `\`${name}\` is ${describeType(read.expression.type)}, and a column tests one value.`;
    findings.report('table-cell', place, { message, hint: 'Name a field of it, or a definition.' });
    return wrong();
  });
  const outputs = Object.entries(value.outputs).map(([name, shape]) => [name, typeOf(shape)] as const);
  if (!checkHeadings(item, structured, findings, wrong)) return undefined;
  checkCollected(item, structured, outputs, findings, wrong);
  const rows = rowsWritten(valueOf(value), path, structured, (place, message, hint) => {
    findings.report('table-csv', place, { message, hint });
    wrong();
  });
  checkColumns(value, rows, findings, wrong);
  if (inputs.length < names.length) return undefined;
  const built = rows.flatMap((row): readonly TableRow[] => {
    // Of a row that lacks an output, more is not told.
    if (outputs.some(([column]) => !row.cells.has(column))) return wrong();
    const tests = inputs.map((input, at) => {
      const [column = '', name = ''] = names[at] ?? [];
      const cell = row.cells.get(column);
      return cell === undefined ? null : typeTest(cell, name, input, typing);
    });
    const given = outputs.map(([column, type]) => typeOutput(row, column, type, typing));
    const hangsLoose = row.clauses.length === 0 && value.clauses === undefined;
    if (hangsLoose)
      findings.report('table-row-clause', row.place, {
        message: 'This row cites no clause, and neither does its table.',
        hint: 'Name the clause in the column `clauses`, or `clauses` of the table for all rows.',
      });
    const tested = tests.filter((test) => test !== undefined);
    const values = given.filter((output) => output !== undefined);
    if (hangsLoose || tested.length < tests.length || values.length < given.length) return wrong();
    const own = restingClauses(row.clauses.map(({ text }) => text));
    return [{ tests: tested, then: joined(outputs, values), ...(own.length === 0 ? {} : { rests: own }) }];
  });
  const otherwise = otherwiseOf(item, structured, outputs, typing, wrong);
  if (faults.length > 0) return undefined;
  const type =
    outputs.length === 1 ? (outputs[0]?.[1] ?? { kind: 'null' }) : recordOf(Object.fromEntries(outputs));
  const is: TableExpression = {
    kind: 'table',
    hit: value.hit,
    inputs,
    rows: built,
    otherwise: otherwise ?? (value.hit === 'collect sum' ? zero : null),
    type: otherwise?.type.kind === 'null' ? withNull(type) : type,
    span: { from: 0, to: 0 },
  };
  const table = {
    hit: value.hit,
    inputs: names.map(([column, name]) => ({ column, name })),
    outputs: outputs.map(([name]) => name),
    rows: rows.map((row): TableRowWords => ({
      clauses: row.clauses.length === 0 ? (value.clauses ?? []) : row.clauses.map(({ text }) => text),
      cells: Object.fromEntries([...row.cells].map(([column, { text }]) => [column, text])),
      position: positionOf(row.place),
    })),
  };
  const place = valuePlace(source, [...path, 'table']);
  const columns = inputs.map((input, at) => ({
    name: names[at]?.[0] ?? '',
    input,
    bounds: boundsOf(input, facts),
  }));
  if (
    !checkTableRows(
      { table: is, columns, rows, place, hasOtherwise: value.otherwise !== undefined },
      findings,
    )
  )
    return undefined;
  return {
    term: value.table,
    clauses: [...new Set([...(value.clauses ?? []), ...table.rows.flatMap(({ clauses }) => clauses)])],
    is,
    source: `table (${value.hit}) of ${names.map(([, name]) => name).join(', ')}`,
    describes: value.describes ?? null,
    readings: value.readings ?? [],
    position: positionOf(valuePlace(source, path)),
    table,
  };
};

const zero: TypedExpression = {
  kind: 'literal',
  value: 0,
  type: { kind: 'integer' },
  span: { from: 0, to: 0 },
};

/** One output by itself; several as a record. */
const joined = (
  outputs: readonly (readonly [string, Type])[],
  values: readonly TypedExpression[],
): TypedExpression => {
  const [first] = values;
  if (first !== undefined && values.length === 1) return first;
  const fields = values.map((output, at) => [outputs[at]?.[0] ?? '', output] as const);
  const type = recordOf(Object.fromEntries(outputs));
  return { kind: 'record', fields, type, span: { from: 0, to: 0 } };
};

const otherwiseOf = (
  { value, path }: Item<WrittenTable>,
  { source }: Structured<'tables'>,
  outputs: readonly (readonly [string, Type])[],
  typing: Typing,
  wrong: () => void,
): TypedExpression | null => {
  const { otherwise } = value;
  if (otherwise === undefined) return null;
  const isNone = typeof otherwise === 'string' && otherwise.trim() === 'null';
  const lacking = outputs
    .map(([name]) => name)
    .filter((name) =>
      typeof otherwise === 'string' ? outputs.length > 1 && !isNone : otherwise[name] === undefined,
    );
  if (lacking.length > 0) {
    typing.findings.report('missing-key', valuePlace(source, [...path, 'otherwise']), {
      message: `What ${quoted(lacking)} ${lacking.length === 1 ? 'is' : 'are'} otherwise is missing.`,
      hint: `Write \`otherwise: { ${outputs.map(([column]) => `${column}: …`).join(', ')} }\`.`,
    });
    wrong();
    return null;
  }
  const parts = outputs.map(([name, type]) => {
    const text = typeof otherwise === 'string' ? otherwise : otherwise[name];
    const at = [...path, 'otherwise', ...(typeof otherwise === 'string' ? [] : [name])];
    if (text === undefined) return undefined;
    const wanted = isNone ? withNull(type) : type;
    return typeExpressionAs({ source, path: at, text }, wanted, typing, 'expression-type', `\`${name}\``);
  });
  const typed = parts.filter((part) => part !== undefined);
  if (typed.length < parts.length) {
    wrong();
    return null;
  }
  return isNone ? (typed[0] ?? null) : joined(outputs, typed);
};

/** The least and the greatest that a fact may be. */
const boundsOf = (
  input: TypedExpression,
  facts: ReadonlyMap<string, WrittenShape>,
): { readonly minimum?: number; readonly maximum?: number } => {
  if (input.kind !== 'read') return {};
  let shape = facts.get(input.root);
  let isMoney = false;
  for (const field of input.fields) {
    isMoney = shape?.type === 'money' && field === 'minor';
    shape = shape?.fields?.[field];
  }
  if (isMoney) return { minimum: 0 };
  return {
    ...(shape?.minimum === undefined ? {} : { minimum: shape.minimum }),
    ...(shape?.maximum === undefined ? {} : { maximum: shape.maximum }),
  };
};
