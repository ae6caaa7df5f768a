import type { ReactElement } from 'react';
import { titleOfName, wordsOfName } from '../../parts/values/formats.js';
import { Select } from '../../parts/select.js';
import { isMoney } from '../../../language/tell-value.js';
import type { Shape } from './fact-shape.js';
import { InstantField } from './instant-field.js';
import { MoneyField } from './money-field.js';
import { TextField } from './text-field.js';
import './fields.css';
import type { Json } from '../../../wire/parts.js';

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

/** What an input is given besides its field's parts. */
interface InputParts extends FieldParts {
  readonly id: string;
  readonly describedBy: string;
  readonly currency: string;
}

const unsaid = ['', 'not said'] as const;

/** The input of a fact that is neither a record nor a list, without its label. */
export const FactInput = (parts: InputParts): ReactElement => {
  const { id, path, shape, value, change, describedBy, currency } = parts;
  switch (shape.kind) {
    case 'boolean':
      return (
        <Select
          id={id}
          aria-describedby={describedBy}
          value={typeof value === 'boolean' ? String(value) : ''}
          options={[unsaid, ['true', 'yes'], ['false', 'no']]}
          choose={(told) => {
            change(path, told === '' ? undefined : told === 'true');
          }}
        />
      );
    case 'choice':
      return (
        <Select
          id={id}
          aria-describedby={describedBy}
          value={typeof value === 'string' ? value : ''}
          options={[unsaid, ...shape.choices.map((choice) => [choice, wordsOfName(choice)] as const)]}
          choose={(choice) => {
            change(path, choice === '' ? undefined : choice);
          }}
        />
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

/** Where a fact stands, as the service names it. */
export const pointerOf = (path: readonly string[]): string => `/${path.join('/')}`;

/** What a field is called: by the last part of its path, an item of a list by the list and its place. */
export const nameOf = (path: readonly string[]): string => {
  const last = path.at(-1) ?? '';
  return /^\d+$/.test(last) ? `${titleOfName(path.at(-2) ?? '')} ${Number(last) + 1}` : titleOfName(last);
};
