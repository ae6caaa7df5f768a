import type { ReactElement } from 'react';
import { titleOfName, wordsOfName } from '../../parts/values/formats.js';
import { tellValue } from '../../../language/tell-value.js';
import { useZone } from '../../parts/values/zone.js';
import { TableHead } from '../../parts/table-head.js';
import { isList, isRecord } from '../../../language/values.js';
import type { Shape } from '../../try/fields/fact-shape.js';
import type { Json, JsonObject } from '../../../wire/parts.js';
import { isGrid, rowBefore } from './figure-shape.js';

/** A value of a figure, and what of it is another than in the value before. */
export const FigureValue = ({
  shape,
  value,
  before,
}: {
  readonly shape: Shape;
  readonly value: Json;
  readonly before: Json | undefined;
}): ReactElement => {
  const zone = useZone();
  const tell = (one: Json | undefined): string => tellValue(one, '–', zone);
  const item = shape.fields.get('[]');
  if (isGrid(shape) && item !== undefined) {
    const rows = isList(value) ? value.filter((row) => isRecord(row)) : [];
    const columns = [...item.fields.keys()].filter((column) => rows.some((row) => row[column] !== undefined));
    return (
      <div className="value-table" tabIndex={0} role="group" aria-label="Rows of this value">
        <table>
          <TableHead columns={columns.map(titleOfName)} />
          <tbody>
            {rows.map((row, place) => (
              <ValueRow
                key={place}
                row={row}
                was={before === undefined ? undefined : (rowBefore(item, row, before) ?? {})}
                columns={columns}
                tell={tell}
              />
            ))}
          </tbody>
        </table>
      </div>
    );
  }
  if (isRecord(value) && shape.kind === 'record')
    return (
      <dl className="value-fields">
        {Object.entries(value).map(([name, field]) => (
          <div key={name}>
            <dt>{titleOfName(name)}</dt>
            <dd>{typeof field === 'string' ? wordsOfName(field) : tell(field)}</dd>
          </div>
        ))}
      </dl>
    );
  return <p className="value-plain">{tell(value)}</p>;
};

const ValueRow = ({
  row,
  was,
  columns,
  tell,
}: {
  readonly row: JsonObject;
  /** The row of the value before; empty where it had none, `undefined` where there is no value before. */
  readonly was: JsonObject | undefined;
  readonly columns: readonly string[];
  readonly tell: (value: Json | undefined) => string;
}): ReactElement => (
  <tr>
    {columns.map((column) => {
      const isOther = was !== undefined && tell(was[column]) !== tell(row[column]);
      return (
        <td key={column} className={typeof row[column] === 'number' ? 'figure' : undefined}>
          {isOther ? (
            <span className="value-other">
              {tell(row[column])}
              {was[column] === undefined ? (
                <span className="visually-hidden"> (new)</span>
              ) : (
                <span className="hint"> was {tell(was[column])}</span>
              )}
            </span>
          ) : (
            tell(row[column])
          )}
        </td>
      );
    })}
  </tr>
);
