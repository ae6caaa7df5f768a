import type { ReactElement } from 'react';
import { ErrorState } from '../../parts/error-state.js';
import { wordsOfName } from '../../parts/values/formats.js';
import { Ticked } from '../trial/ticked.js';
import type { EditRemark } from '../../../wire/book/forms.js';
import type { Editing } from './use-editing.js';

/** Why a change was not taken: nothing of it is in the file. */
export const RefusedEdit = ({ editing }: { readonly editing: Editing }): ReactElement | null => {
  if (editing.error !== null) return <ErrorState error={editing.error} />;
  const { remarks } = editing;
  if (remarks.length === 0) return null;
  return (
    <div className="error refused-edit" role="alert">
      <p className="error-title">This is not in the draft.</p>
      <ul>
        {remarks.map((remark, place) => (
          <li key={place}>
            {placeOf(remark)}
            <Ticked text={remark.message} /> <Ticked text={remark.hint} />
          </li>
        ))}
      </ul>
    </div>
  );
};

const fields: Readonly<Record<string, string>> = { from: 'Holds from', published: 'Made known' };

/** The field that a remark is of, in words. */
const placeOf = ({ path }: EditRemark): string => {
  if (path.length === 0) return '';
  const words = path.map((step) =>
    typeof step === 'number' ? String(step + 1) : (fields[step] ?? wordsOfName(step)),
  );
  return `${words.join(' ')}: `;
};
