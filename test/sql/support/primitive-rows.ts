import type { ComparisonCondition } from '../../../src/edition/model/rule-set.js';
import type { OperatorName } from '../../../src/language/operators.js';
import type { TypedExpression } from '../../../src/language/syntax/expression.js';
import type { Type, Value } from '../../../src/language/types/types.js';
import { isRecord } from '../../../src/language/values.js';
import { comparisonSql } from '../../../src/sql/decision/conditions.js';
import { makeHold } from '../../../src/sql/decision/held.js';
import type { Dialect } from '../../../src/sql/dialects/dialect.js';
import { translate } from '../../../src/sql/expressions/translate.js';
import { fieldsOf, scalarOf, type Column } from '../../../src/sql/values/column.js';
import { columnOf, literalOf, valueOf } from '../../../src/sql/values/one-value.js';
import { nameOf, or, surely } from '../../../src/sql/values/sql-text.js';
import { typed, type Primitive, type Result } from '../../proof/support/primitive.js';
import type { Engine } from './engine.js';

/** What a primitive comes to in SQL for each of its cases; `rounds` where the evaluator is to decide. */
export const computeRows = async (
  primitive: Primitive,
  engine: Engine,
  dialect: Dialect,
): Promise<readonly Result[]> => {
  const expression = typed(primitive);
  const { column, fails, doubts } = translated(primitive, expression, dialect);
  const asBoolean = (sql: string): string => `CAST(${sql} AS ${dialect.typeOf({ kind: 'boolean' })})`;
  const held = makeHold(dialect, (sql) => sql)(column, expression.type, false);
  const select = [
    `${asBoolean(surely(or(...fails)))} AS "fails"`,
    `${asBoolean(surely(or(...doubts)))} AS "doubts"`,
    `${asBoolean(surely(held.misfits))} AS "misfits"`,
    ...(held.value.kind === 'scalar'
      ? [
          `${expression.type.kind === 'boolean' ? asBoolean(scalarOf(held.value).sql) : scalarOf(held.value).sql} AS "value"`,
          `${10 ** (scalarOf(held.value).scale ?? 0)} AS "over"`,
        ]
      : [`${valueOf(held.value, expression.type, dialect)} AS "value"`, '1 AS "over"']),
  ];
  const answers = await engine.ask(
    dialect.query(`SELECT ${select.join(', ')} FROM ${rowsOf(primitive, dialect)} ORDER BY "at"`),
  );
  const { plain = (value: unknown) => value } = engine;
  return answers.map((row) => {
    if (row['fails'] === true) return 'fails';
    if (row['doubts'] === true || row['misfits'] === true) return 'rounds';
    return { is: jsonOf(plain(row['value'], expression.type), expression.type, Number(row['over'])) };
  });
};

/** Whether an operator holds between the names `x` and `y` of each case. */
export const holdRows = async (
  operator: OperatorName,
  primitive: Primitive,
  engine: Engine,
  dialect: Dialect,
): Promise<readonly unknown[]> => {
  const read = (name: string): TypedExpression => typed({ ...primitive, feel: name });
  const condition: ComparisonCondition = {
    kind: 'comparison',
    left: read('x'),
    name: 'x',
    operator,
    right: { kind: 'fact', name: 'y', expression: read('y') },
    position: { file: '', line: 1, column: 1 },
  };
  const holds = comparisonSql(
    condition,
    (expression) => translated(primitive, expression, dialect).column,
    dialect,
  );
  const answers = await engine.ask(
    dialect.query(
      `SELECT CAST(${holds} AS ${dialect.typeOf({ kind: 'boolean' })}) AS "holds" FROM ${rowsOf(primitive, dialect)} ORDER BY "at"`,
    ),
  );
  return answers.map((row) => row['holds']);
};

const translated = (primitive: Primitive, expression: TypedExpression, dialect: Dialect) => {
  const fails: string[] = [];
  const doubts: string[] = [];
  let variables = 0;
  const column: Column = translate(expression, {
    dialect,
    read: (root, fields) =>
      fieldsOf(columnOf(nameOf(root), primitive.names[root] ?? { kind: 'null' }, dialect), fields),
    variables: new Map(),
    under: [],
    fails: (when) => fails.push(when),
    doubts: (when) => doubts.push(when),
    share: (sql) => sql,
    variable: () => `x${(variables += 1)}`,
  });
  return { column, fails, doubts };
};

const rowsOf = ({ names, cases }: Primitive, dialect: Dialect): string => {
  const rows = cases.map((one, at) => {
    const values = Object.entries(names).map(([name, type]) => {
      const value = valueOf(literalOf(one[name] ?? null, type, dialect), type, dialect);
      return `CAST(${value} AS ${dialect.typeOf(type)}) AS ${nameOf(name)}`;
    });
    return `SELECT ${[`${at} AS "at"`, ...values].join(', ')}`;
  });
  return `(${rows.join(' UNION ALL ')}) AS cases`;
};

const jsonOf = (value: unknown, type: Type, over: number): Value => {
  if (value === null || value === undefined) return null;
  if (type.kind === 'list' && Array.isArray(value))
    return value.map((item: unknown) => jsonOf(item, type.of, 1));
  if (type.kind === 'record' && isRecord(value))
    return Object.fromEntries(
      Object.entries(type.fields).map(([name, field]) => [name, jsonOf(value[name], field, 1)]),
    );
  if (typeof value === 'boolean') return value;
  return type.kind === 'text' && typeof value === 'string' ? value : Number(value) / over;
};
