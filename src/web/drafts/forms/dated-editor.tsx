import { useEffect, useRef, useState, type ReactElement } from 'react';
import { Form } from 'react-aria-components';
import { titleOfName } from '../../parts/values/formats.js';
import { FactField } from '../../try/fields/fact-field.js';
import { pointerOf } from '../../try/fields/fact-input.js';
import type { Shape } from '../../try/fields/fact-shape.js';
import { UnreadFields, useUnreadFields } from '../../try/fields/unread.js';
import { withValue } from '../../try/case-paths.js';
import type { Figure } from '../../../wire/book/forms.js';
import type { Json, JsonObject } from '../../../wire/parts.js';
import { isGrid } from './figure-shape.js';
import { FromField } from './from-field.js';
import { GridField } from './grid-field.js';
import { PutOrLeave } from './put-or-leave.js';
import { RefusedEdit } from './refused-edit.js';
import { useEditing, type EditFile } from './use-editing.js';
import { toMinute } from '../../parts/values/coarser.js';

/** A value of a figure and from when it holds, to be put into the draft: a new one, which begins as the one before, or one that is not yet in force. */
export const DatedEditor = ({
  figure: { parameter, values },
  at,
  shape,
  edit,
  close,
}: {
  readonly figure: Figure;
  /** The place of the value that is changed; `null` for a new one. */
  readonly at: number | null;
  readonly shape: Shape;
  readonly edit: EditFile;
  readonly close: () => void;
}): ReactElement => {
  const [first] = useState(() => (at === null ? values.at(-1) : values[at]));
  const [given, setGiven] = useState<JsonObject>(() => ({ value: first?.value ?? null }));
  const [from, setFrom] = useState(at === null ? undefined : first?.from);
  const [published, setPublished] = useState<string | undefined>(() =>
    at === null ? thisMinute() : first?.published,
  );
  const [reference, setReference] = useState(at === null ? '' : (first?.reference ?? ''));
  const [unread, note] = useUnreadFields();
  const [isAsked, setAsked] = useState(false);
  const editing = useEditing(edit, close);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const change = (path: readonly string[], value: Json | undefined): void => {
    setGiven((before) => withValue(before, path, value));
  };
  const errors = new Map([
    ...editing.remarks.map(
      ({ path, message, hint }) => [pointerOf(path.map(String)), `${message} ${hint}`] as const,
    ),
    ...[...unread].map(([pointer, { why }]) => [pointer, why] as const),
  ]);
  const isBackdated =
    from !== undefined && published !== undefined && Date.parse(from) < Date.parse(published);
  const id = `edit-${parameter}`;
  return (
    <UnreadFields value={note}>
      <Form
        className="dated-editor"
        aria-labelledby={`${id}-title`}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (unread.size > 0 || from === undefined || published === undefined) return;
          editing.put({
            kind: 'figure',
            parameter,
            at,
            dated: {
              ...{ from, published, value: given['value'] ?? null },
              ...(reference.trim() === '' ? {} : { reference: reference.trim() }),
            },
          });
        }}
      >
        <h4 id={`${id}-title`} ref={heading} tabIndex={-1}>
          {at === null ? `${titleOfName(parameter)} from another date` : `${titleOfName(parameter)}, changed`}
        </h4>
        <div className="dated-dates">
          <FromField
            id={`${id}-from`}
            label="Holds from"
            pointer="/from"
            value={from}
            error={
              errors.get('/from') ?? (isAsked && from === undefined ? 'Say from when it holds.' : undefined)
            }
            change={setFrom}
          />
          <FromField
            id={`${id}-published`}
            label="Made known"
            pointer="/published"
            value={published}
            error={
              errors.get('/published') ??
              (isAsked && published === undefined ? 'Say when it is made known.' : undefined)
            }
            change={setPublished}
          />
        </div>
        {isBackdated || reference !== '' ? (
          <div className="field case-field">
            <label htmlFor={`${id}-reference`}>
              Where it was stated, since it holds from before it is made known
            </label>
            <input
              id={`${id}-reference`}
              value={reference}
              onChange={({ target }) => {
                setReference(target.value);
              }}
            />
          </div>
        ) : null}
        {isGrid(shape) ? (
          <GridField
            shape={shape}
            value={given['value']}
            before={first?.value}
            errors={errors}
            change={change}
          />
        ) : (
          <FactField
            path={['value']}
            shape={shape}
            value={given['value']}
            isRequired
            change={change}
            assumed={noneAssumed}
            errors={errors}
          />
        )}
        <RefusedEdit editing={editing} />
        {isAsked && unread.size > 0 ? (
          <p className="field-error" role="alert">
            {[...unread.values()].map(({ name, why }) => `${name}: ${why}`).join(' ')}
          </p>
        ) : null}
        <PutOrLeave isDisabled={editing.isPending} leave={close} />
      </Form>
    </UnreadFields>
  );
};

const noneAssumed: ReadonlyMap<string, Json> = new Map();

/** Now, without seconds, as an instant in UTC. */
const thisMinute = (): string => toMinute(new Date().toISOString());
