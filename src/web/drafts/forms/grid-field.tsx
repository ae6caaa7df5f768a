import { useId, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { titleOfName, wordsOfName } from '../../parts/values/formats.js';
import { tellValue } from '../../../language/tell-value.js';
import { isList, isRecord } from '../../../language/values.js';
import { FactInput, pointerOf } from '../../try/fields/fact-input.js';
import { withValue } from '../../try/case-paths.js';
import type { Shape } from '../../try/fields/fact-shape.js';
import type { Json, JsonObject } from '../../../wire/parts.js';
import { rowBefore } from './figure-shape.js';

/** The rows of a value as a table of fields; what is another than before says what it was. */
export const GridField = ({
  shape,
  value,
  before,
  errors,
  change,
}: {
  readonly shape: Shape;
  readonly value: Json | undefined;
  readonly before: Json | undefined;
  readonly errors: ReadonlyMap<string, string>;
  readonly change: (path: readonly string[], value: Json | undefined) => void;
}): ReactElement | null => {
  const item = shape.fields.get('[]');
  const rows = isList(value) ? value.map((row) => (isRecord(row) ? row : {})) : [];
  if (item === undefined) return null;
  const columns = [...item.fields];
  return (
    <div className="grid-field">
      <table>
        <caption className="visually-hidden">Rows of the value</caption>
        <thead>
          <tr>
            {columns.map(([name]) => (
              <th scope="col" key={name}>
                {titleOfName(name)}
                {item.required.includes(name) ? null : <span className="optional"> optional</span>}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Taking away</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place}>
              {columns.map(([name, field]) => (
                <GridCell
                  key={name}
                  path={['value', String(place), name]}
                  shape={field}
                  value={row[name]}
                  was={rowBefore(item, row, before)}
                  isRequired={item.required.includes(name)}
                  errors={errors}
                  change={(_, put) => {
                    // A row that is emptied stays a row.
                    change(['value', String(place)], withValue(row, [name], put));
                  }}
                />
              ))}
              <td className="grid-away">
                <Button
                  className="button button-quiet"
                  aria-label={`Take row ${String(place + 1)} away: ${rowWords(item, row)}`}
                  onPress={() => {
                    change(['value', String(place)], undefined);
                  }}
                >
                  <span aria-hidden="true">×</span>
                  <span className="visually-hidden grid-label">Take away</span>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        className="button"
        onPress={() => {
          change(['value'], [...rows, {}]);
        }}
      >
        Add a row
      </Button>
    </div>
  );
};

/** What a row is of, by its texts. */
const rowWords = (item: Shape, row: JsonObject): string =>
  [...item.fields.keys()].flatMap((name) => (typeof row[name] === 'string' ? [row[name]] : [])).join(', ');

const GridCell = ({
  path,
  shape,
  value,
  was,
  isRequired,
  errors,
  change,
}: {
  readonly path: readonly [string, string, string];
  readonly shape: Shape;
  readonly value: Json | undefined;
  readonly was: JsonObject | undefined;
  readonly isRequired: boolean;
  readonly errors: ReadonlyMap<string, string>;
  readonly change: (path: readonly string[], value: Json | undefined) => void;
}): ReactElement => {
  const id = useId();
  const [, place, name] = path;
  const error = errors.get(pointerOf(path));
  const isOther = was !== undefined && JSON.stringify(was[name]) !== JSON.stringify(value);
  return (
    <td
      className={`case-field${error === undefined ? '' : ' case-field-wrong'}${isOther ? ' grid-other' : ''}`}
    >
      <label htmlFor={id} className="visually-hidden grid-label">
        {titleOfName(name)}
        <span className="visually-hidden"> of row {Number(place) + 1}</span>
      </label>
      <FactInput
        id={id}
        path={path}
        shape={shape}
        value={value}
        isRequired={isRequired}
        change={change}
        assumed={noneAssumed}
        errors={errors}
        describedBy={`${id}-notes`}
        currency="USD"
      />
      <div id={`${id}-notes`} className="field-notes">
        {error === undefined ? null : <p className="field-error">{error}</p>}
        {isOther ? (
          <p className="hint">
            was{' '}
            {shape.kind === 'choice'
              ? wordsOfName(tellValue(was[name], 'none'))
              : tellValue(was[name], 'none')}
          </p>
        ) : null}
      </div>
    </td>
  );
};

const noneAssumed: ReadonlyMap<string, Json> = new Map();
