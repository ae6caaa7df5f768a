import type { ReactElement } from 'react';
import type { TriedCase } from './case-address.js';
import { FactField } from './fields/fact-field.js';
import { withValue } from './case-paths.js';
import { shapeOf } from './fields/fact-shape.js';
import { InstantField } from './fields/instant-field.js';
import type { Start } from '../../wire/book/trying.js';
import type { DecisionSummary } from '../../wire/editions.js';
import type { Json, JsonObject } from '../../wire/parts.js';

/** The form of a case: when, and what is said of it. */
export const CaseForm = ({
  summary,
  schema,
  tried,
  change,
  assumed,
  errors,
}: {
  readonly summary: DecisionSummary;
  readonly schema: JsonObject;
  readonly tried: TriedCase;
  readonly change: (next: TriedCase) => void;
  readonly assumed: ReadonlyMap<string, Json>;
  readonly errors: ReadonlyMap<string, string>;
}): ReactElement => {
  const shape = shapeOf(schema);
  const asOfError = errors.get(asOfPointer);
  const read = summary.facts.map(({ name }) => name);
  const others = Object.keys(tried.facts).filter((name) => !read.includes(name));
  const names = [...read, ...others].filter((name) => shape.fields.has(name));
  // What must be said comes first.
  const inOrder = [
    ...names.filter((name) => shape.required.includes(name)),
    ...names.filter((name) => !shape.required.includes(name)),
  ];
  return (
    <form
      className="case-form"
      aria-label="The case"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <div className={`field case-field${asOfError === undefined ? '' : ' case-field-wrong'}`}>
        <label htmlFor="case-as-of">Asked at</label>
        <InstantField
          id="case-as-of"
          describedBy="case-as-of-hint"
          pointer={asOfPointer}
          name="Asked at"
          value={tried.asOf}
          isCompulsory
          change={(asOf) => {
            if (asOf !== undefined) change({ ...tried, asOf });
          }}
        />
        <div id="case-as-of-hint" className="field-notes">
          {asOfError === undefined ? null : <p className="field-error">{asOfError}</p>}
        </div>
      </div>
      {inOrder.map((name) => {
        const inner = shape.fields.get(name);
        return inner === undefined ? null : (
          <FactField
            key={name}
            path={[name]}
            shape={inner}
            value={tried.facts[name]}
            isRequired={shape.required.includes(name)}
            assumed={assumed}
            errors={errors}
            change={(path, value) => {
              change({ ...tried, facts: withValue(tried.facts, path, value) });
            }}
          />
        );
      })}
    </form>
  );
};

/** Where what is wrong with asOf stands: outside of the facts, whose pointers begin with a slash. */
const asOfPointer = 'asOf';

/** A choice among the scenarios of the contract, to start from. */
export const StartChoice = ({
  starts,
  take,
}: {
  readonly starts: readonly Start[];
  readonly take: (start: Start) => void;
}): ReactElement => {
  const features = [...new Set(starts.map(({ feature }) => feature))];
  return (
    <div className="field start-choice">
      <label htmlFor="start">Start from a scenario</label>
      <select
        id="start"
        value=""
        onChange={({ target }) => {
          const start = starts[Number(target.value)];
          if (start !== undefined) take(start);
        }}
      >
        <option value="">{starts.length === 0 ? 'There are none for this decision' : 'Choose one …'}</option>
        {features.map((feature) => (
          <optgroup key={feature} label={feature}>
            {starts.map((start, place) =>
              start.feature === feature ? (
                <option key={place} value={place}>
                  {start.title}
                </option>
              ) : null,
            )}
          </optgroup>
        ))}
      </select>
    </div>
  );
};
