import { useId, type ComponentProps, type ReactElement } from 'react';

/** What may be chosen, and how it is told. */
export type Option = readonly [value: string, words: string];

interface SelectParts extends Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> {
  readonly value: string;
  readonly options: readonly Option[];
  readonly choose: (value: string) => void;
}

/** One of a few, chosen by what the browser has for it. */
export const Select = ({ options, choose, ...more }: SelectParts): ReactElement => (
  <select
    {...more}
    onChange={({ target }) => {
      choose(target.value);
    }}
  >
    {options.map(([value, words]) => (
      <option key={value} value={value}>
        {words}
      </option>
    ))}
  </select>
);

/** The same under its label. */
export const SelectField = ({
  label,
  className = 'field',
  ...parts
}: SelectParts & { readonly label: string }): ReactElement => {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      <Select {...parts} id={id} />
    </div>
  );
};
