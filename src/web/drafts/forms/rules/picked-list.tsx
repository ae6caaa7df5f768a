import { useId, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Select } from '../../../parts/select.js';

/** Several things picked from a list of what there is. */
export const PickedList = ({
  label,
  picked,
  known,
  tell = (one) => one,
  change,
}: {
  readonly label: string;
  readonly picked: readonly string[];
  /** What there is, each with what is said of it. */
  readonly known: readonly { readonly id: string; readonly words: string }[];
  readonly tell?: (id: string) => string;
  readonly change: (picked: readonly string[]) => void;
}): ReactElement => {
  const id = useId();
  return (
    <div className="field case-field picked">
      <label htmlFor={id}>{label}</label>
      {picked.length === 0 ? null : (
        <ul>
          {picked.map((one) => (
            <li key={one}>
              {tell(one)}
              <Button
                className="button button-quiet"
                aria-label={`Take ${tell(one)} out`}
                onPress={() => {
                  change(picked.filter((other) => other !== one));
                }}
              >
                <span aria-hidden="true">×</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Select
        id={id}
        value=""
        options={[
          ['', 'Add …'],
          ...known.filter((one) => !picked.includes(one.id)).map((one) => [one.id, one.words] as const),
        ]}
        choose={(one) => {
          if (one !== '') change([...picked, one]);
        }}
      />
    </div>
  );
};
