import { useId, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { wordsOfName } from '../../parts/values/formats.js';
import { isList, isRecord } from '../../../language/values.js';
import { isMoney, tellValue } from '../../../language/tell-value.js';
import { FactInput, nameOf, pointerOf, type FieldParts } from './fact-input.js';
import type { Json, JsonObject } from '../../../wire/parts.js';

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
