import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { countOf, titleOfName } from '../../parts/values/formats.js';
import { Instant } from '../../parts/values/instant.js';
import { shapeOf, type Shape } from '../../try/fields/fact-shape.js';
import type { DatedFigure, Figure, FiguresForm as Form } from '../../../wire/book/forms.js';
import { DatedEditor } from './dated-editor.js';
import { FigureValue } from './figure-value.js';
import { RefusedEdit } from './refused-edit.js';
import { useEditing, type EditFile } from './use-editing.js';
import { useReturnFocus } from './use-return-focus.js';

/** The figures of parameters.yaml, each with its values over time, to be given another from a date. */
export const FiguresForm = ({
  form: { figures, broken },
  edit,
}: {
  readonly form: Form;
  readonly edit: EditFile;
}): ReactElement => (
  <>
    {broken.length === 0 ? null : (
      <p className="form-note">
        {countOf(broken.length, 'figure')} can only be shown as YAML, since something is wrong there:{' '}
        {broken.map(({ name, line }) => `${name} (line ${String(line)})`).join(', ')}.
      </p>
    )}
    {figures.length > 3 ? (
      <nav aria-label="Figures" className="form-contents">
        {figures.map(({ parameter }) => (
          <a key={parameter} href={`#figure-${parameter}`}>
            {titleOfName(parameter)}
          </a>
        ))}
      </nav>
    ) : null}
    {figures.map((figure) => (
      <FigureSection key={figure.parameter} figure={figure} edit={edit} />
    ))}
  </>
);

/** Which value is being edited: the place of one, or a new one. */
type Opened = { readonly at: number | null } | null;

const FigureSection = ({
  figure,
  edit,
}: {
  readonly figure: Figure;
  readonly edit: EditFile;
}): ReactElement => {
  const { parameter, describes, clauses, changedBy, sample, values } = figure;
  const [opened, setOpened] = useState<Opened>(null);
  const opener = useReturnFocus(opened !== null);
  const shape = shapeOf(figure.schema);
  const past = values.filter(({ standing }) => standing === 'past');
  const rows = values.filter(({ standing }) => standing !== 'past');
  const row = (dated: DatedFigure): ReactElement => (
    <DatedRow
      key={dated.from}
      figure={figure}
      at={values.indexOf(dated)}
      shape={shape}
      edit={edit}
      open={(at) => {
        setOpened({ at });
      }}
    />
  );
  return (
    <section className="figure-form" id={`figure-${parameter}`} aria-labelledby={`figure-${parameter}-name`}>
      <header className="figure-form-head">
        <h3 id={`figure-${parameter}-name`}>{titleOfName(parameter)}</h3>
        {sample ? <span className="badge badge-warn">Sample, not a real figure</span> : null}
        <p className="hint">
          {clauses.length === 1 ? 'Clause' : 'Clauses'} {clauses.join(', ')}. Changed by {changedBy}.
        </p>
      </header>
      <p>{describes}</p>
      {past.length === 0 ? null : (
        <details className="figure-past">
          <summary>{countOf(past.length, 'earlier value')}</summary>
          {past.map(row)}
        </details>
      )}
      {rows.map(row)}
      {opened === null ? (
        <Button
          ref={opener}
          className="button"
          onPress={() => {
            setOpened({ at: null });
          }}
        >
          Another value from a date …
        </Button>
      ) : (
        <DatedEditor
          key={opened.at ?? 'new'}
          figure={figure}
          at={opened.at}
          shape={shape}
          edit={edit}
          close={() => {
            setOpened(null);
          }}
        />
      )}
    </section>
  );
};

const standings = { past: '', now: 'In force', later: 'Later' } as const;

/** One value, from when it holds; it is changed and taken away as long as it has not been in force. */
const DatedRow = ({
  figure: { parameter, values },
  at,
  shape,
  edit,
  open,
}: {
  readonly figure: Figure;
  readonly at: number;
  readonly shape: Shape;
  readonly edit: EditFile;
  readonly open: (at: number) => void;
}): ReactElement | null => {
  const taking = useEditing(edit);
  const dated = values[at];
  if (dated === undefined) return null;
  const { from, published, reference, value, standing, fixed } = dated;
  return (
    <div className={`dated dated-${standing}`} role="group" aria-label={`From ${from.slice(0, 10)}`}>
      <p className="dated-head">
        <b>
          From <Instant at={from} only="date" />
        </b>
        {standing === 'past' ? null : (
          <span className={`badge ${standing === 'now' ? 'badge-good' : 'badge-accent'}`}>
            {standings[standing]}
          </span>
        )}
        <span className="hint">
          made known <Instant at={published} only="date" />
          {reference === undefined ? '' : `, ${reference}`}
        </span>
        {fixed ? null : (
          <span className="dated-actions">
            <Button
              className="button button-quiet"
              onPress={() => {
                open(at);
              }}
            >
              Change
            </Button>
            <Button
              className="button button-quiet"
              isDisabled={taking.isPending}
              onPress={() => {
                taking.put({ kind: 'figure', parameter, at, dated: null });
              }}
            >
              Take away
            </Button>
          </span>
        )}
      </p>
      <FigureValue shape={shape} value={value} before={values[at - 1]?.value} />
      <RefusedEdit editing={taking} />
    </div>
  );
};
