import { useId, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { titleOfName, wordsOfName } from '../../parts/values/formats.js';
import { isList, isRecord } from '../../../language/values.js';
import { isMoney, tellValue } from '../../../language/tell-value.js';
import type { Shape } from './fact-shape.js';
import { InstantField } from './instant-field.js';
import { MoneyField } from './money-field.js';
import { TextField } from './text-field.js';
import './fields.css';
import type { Json, JsonObject } from '../../../wire/parts.js';

/** What every field of a case needs. */
export interface FieldParts {
  readonly path: readonly string[];
  readonly shape: Shape;
  readonly value: Json | undefined;
  readonly isRequired: boolean;
  readonly change: (path: readonly string[], value: Json | undefined) => void;
  /** What is assumed where nothing is said, by dotted path. */
  readonly assumed: ReadonlyMap<string, Json>;
  /** What is wrong, by JSON Pointer inside the facts. */
  readonly errors: ReadonlyMap<string, string>;
}

/** A fact or a field of one, whatever its shape. */
export const FactField = (parts: FieldParts): ReactElement => {
  switch (parts.shape.kind) {
    case 'record':
      return <RecordField {...parts} />;
    case 'list':
      return <ListField {...parts} />;
    default:
      return <PlainField {...parts} />;
  }
};

/** Where a fact stands, as the service names it. */
export const pointerOf = (path: readonly string[]): string => `/${path.join('/')}`;

const nameOf = (path: readonly string[]): string => {
  const last = path.at(-1) ?? '';
  return /^\d+$/.test(last) ? `${titleOfName(path.at(-2) ?? '')} ${Number(last) + 1}` : titleOfName(last);
};

/** The currency that the case is in, for amounts that have none yet. */
const currencyOf = (assumed: ReadonlyMap<string, Json>): string =>
  [...assumed.values()].find(isMoney)?.currency ?? 'USD';

const PlainField = (parts: FieldParts): ReactElement => {
  const { path, shape, isRequired, errors, assumed, value } = parts;
  const id = useId();
  const error = errors.get(pointerOf(path));
  const assumedHere = value === undefined ? assumed.get(path.join('.')) : undefined;
  const describedBy = `${id}-hint`;
  const label = (
    <>
      {nameOf(path)}
      {isRequired ? null : <span className="optional"> optional</span>}
    </>
  );
  return (
    <div
      className={`field case-field${error === undefined ? '' : ' case-field-wrong'}${shape.kind === 'instant' ? ' wide-field' : ''}`}
    >
      <label htmlFor={id}>{label}</label>
      <FactInput {...parts} id={id} describedBy={describedBy} currency={currencyOf(assumed)} />
      <div id={describedBy} className="field-notes">
        {error === undefined ? null : <p className="field-error">{error}</p>}
        {assumedHere === undefined ? null : (
          <p className="assumed">
            Assumed:{' '}
            <span>
              {shape.kind === 'choice' ? wordsOfName(tellValue(assumedHere)) : tellValue(assumedHere)}
            </span>
          </p>
        )}
        {shape.describes === '' ? null : <p className="hint">{shape.describes}</p>}
      </div>
    </div>
  );
};

/** What an input is given besides its field's parts. */
interface InputParts extends FieldParts {
  readonly id: string;
  readonly describedBy: string;
  readonly currency: string;
}

/** The input of a fact that is neither a record nor a list, without its label. */
export const FactInput = (parts: InputParts): ReactElement => {
  const { id, path, shape, value, change, describedBy, currency } = parts;
  switch (shape.kind) {
    case 'boolean':
      return (
        <select
          id={id}
          aria-describedby={describedBy}
          value={typeof value === 'boolean' ? String(value) : ''}
          onChange={({ target }) => {
            change(path, target.value === '' ? undefined : target.value === 'true');
          }}
        >
          <option value="">not said</option>
          <option value="true">yes</option>
          <option value="false">no</option>
        </select>
      );
    case 'choice':
      return (
        <select
          id={id}
          aria-describedby={describedBy}
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => {
            change(path, target.value === '' ? undefined : target.value);
          }}
        >
          <option value="">not said</option>
          {shape.choices.map((choice) => (
            <option key={choice} value={choice}>
              {wordsOfName(choice)}
            </option>
          ))}
        </select>
      );
    case 'instant':
      return (
        <InstantField
          id={id}
          describedBy={describedBy}
          pointer={pointerOf(path)}
          name={nameOf(path)}
          value={typeof value === 'string' ? value : undefined}
          change={(instant) => {
            change(path, instant);
          }}
        />
      );
    case 'money':
      return (
        <MoneyField
          id={id}
          describedBy={describedBy}
          pointer={pointerOf(path)}
          mayBeNegative={shape.mayBeNegative}
          name={nameOf(path)}
          value={isMoney(value) ? value : undefined}
          currency={currency}
          change={(money) => {
            change(path, money === undefined ? undefined : { ...money });
          }}
        />
      );
    default:
      return (
        <TextField
          id={id}
          describedBy={describedBy}
          pointer={pointerOf(path)}
          name={nameOf(path)}
          kind={shape.kind}
          value={value}
          change={(given) => {
            change(path, given);
          }}
        />
      );
  }
};

const RecordField = (parts: FieldParts): ReactElement => {
  const { path, shape, value, isRequired, change, errors } = parts;
  const fields = (
    <div className="record-fields">
      {[...shape.fields].map(([name, inner]) => (
        <FactField
          key={name}
          {...parts}
          path={[...path, name]}
          shape={inner}
          value={isRecord(value) ? value[name] : undefined}
          isRequired={(isRequired || value !== undefined) && shape.required.includes(name)}
        />
      ))}
    </div>
  );
  const error = errors.get(pointerOf(path));
  if (isRequired)
    return (
      <fieldset className="record">
        <legend>{nameOf(path)}</legend>
        {shape.describes === '' ? null : <p className="hint">{shape.describes}</p>}
        {error === undefined ? null : <p className="field-error">{error}</p>}
        {fields}
      </fieldset>
    );
  return (
    <details className="record record-optional" open={value !== undefined}>
      <summary>
        <span>{nameOf(path)}</span> <span className="hint">{value === undefined ? 'not said' : 'said'}</span>
      </summary>
      {shape.describes === '' ? null : <p className="hint">{shape.describes}</p>}
      {error === undefined ? null : <p className="field-error">{error}</p>}
      {fields}
      {value === undefined ? null : (
        <Button
          className="button button-quiet"
          onPress={() => {
            change(path, undefined);
          }}
        >
          Say nothing of {wordsOfName(path.at(-1) ?? '')}
        </Button>
      )}
    </details>
  );
};

const ListField = (parts: FieldParts): ReactElement => {
  const { path, shape, value, change, errors } = parts;
  const item = shape.fields.get('[]');
  const items = isList(value) ? value : [];
  const error = errors.get(pointerOf(path));
  const empty: Json = item?.kind === 'record' ? emptyRecord : '';
  return (
    <fieldset className="record">
      <legend>{nameOf(path)}</legend>
      {shape.describes === '' ? null : <p className="hint">{shape.describes}</p>}
      {error === undefined ? null : <p className="field-error">{error}</p>}
      {item === undefined
        ? null
        : items.map((one, place) => (
            <div className="list-item" key={place}>
              <FactField {...parts} path={[...path, String(place)]} shape={item} value={one} isRequired />
              <Button
                className="button button-quiet"
                onPress={() => {
                  change([...path, String(place)], undefined);
                }}
              >
                Remove {wordsOfName(path.at(-1) ?? '')} {place + 1}
              </Button>
            </div>
          ))}
      <Button
        className="button"
        onPress={() => {
          change(path, [...items, item?.choices[0] ?? empty]);
        }}
      >
        Add to {wordsOfName(path.at(-1) ?? '')}
      </Button>
    </fieldset>
  );
};

const emptyRecord: JsonObject = {};
