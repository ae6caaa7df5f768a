import { useState, type ReactElement } from 'react';
import type { Json } from '../../../wire/parts.js';
import type { Shape } from './fact-shape.js';
import { readDay, readNumber, type Typed } from '../../parts/read-typed.js';
import { useUnread } from './unread.js';

/** Texts, numbers, dates and times of day. What can't be read stays as it was typed, and is told. */
export const TextField = ({
  id,
  describedBy,
  pointer,
  name,
  kind,
  value,
  change,
}: {
  readonly id: string;
  readonly describedBy: string;
  readonly pointer: string;
  readonly name: string;
  readonly kind: Shape['kind'];
  readonly value: Json | undefined;
  readonly change: (value: Json | undefined) => void;
}): ReactElement => {
  const [typed, setTyped] = useState<{ readonly text: string; readonly why?: string }>();
  const isNumber = kind === 'integer' || kind === 'number';
  useUnread(pointer, name, typed?.why);
  return (
    <input
      id={id}
      aria-describedby={describedBy}
      aria-invalid={typed?.why !== undefined}
      type={kind === 'date' || kind === 'time' ? kind : 'text'}
      max={kind === 'date' ? '9999-12-31' : undefined}
      inputMode={isNumber ? 'numeric' : 'text'}
      value={typed?.text ?? shownOf(value)}
      onChange={({ target }) => {
        const read = readText(target.value, kind, target.validity.badInput);
        setTyped({ text: target.value, ...(read.code === 'unread' ? { why: read.why } : {}) });
        if (read.code === 'read') change(read.value);
      }}
      onBlur={() => {
        if (typed?.why === undefined) setTyped(undefined);
      }}
    />
  );
};

const readText = (text: string, kind: Shape['kind'], isPartial: boolean): Typed<Json | undefined> => {
  if (kind === 'date') return readDay(text, isPartial);
  if (isPartial) return { code: 'unread', why: 'The time is not whole yet.' };
  if (text.trim() === '') return { code: 'read', value: undefined };
  return kind === 'integer' || kind === 'number'
    ? readNumber(text, kind === 'integer')
    : { code: 'read', value: text };
};

/** What stands here is a scalar, by its shape; an address may hold anything. */
const shownOf = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
