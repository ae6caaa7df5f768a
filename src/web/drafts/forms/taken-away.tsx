import { useEffect, useRef, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { titleOfName } from '../../parts/values/formats.js';
import type { FileChange } from '../../../wire/book/forms.js';

/** What a form took out of a file, and the file before and after that. */
export interface Taken {
  /** A sentence. */
  readonly words: string;
  readonly before: string;
  readonly after: string;
}

/** The sentence of a change that takes something out of a file; `null` of one that takes nothing. */
export const takenBy = (change: FileChange): string | null => {
  switch (change.kind) {
    case 'rule':
      return change.rule === null ? `“${titleOfName(change.was ?? '')}” is taken away.` : null;
    case 'figure':
      return change.dated === null ? `A value of “${titleOfName(change.parameter)}” is taken away.` : null;
    case 'row':
      return change.put === 'away'
        ? `Row ${String(change.row + 1)} of “${titleOfName(change.table)}” is taken away.`
        : null;
    case 'rows':
      return `The rows of “${titleOfName(change.table)}” are those of ${change.name} now.`;
    case 'cell':
      return null;
  }
};

/** Says what was taken away, and puts it back. It has the focus, since what had it is gone. */
export const TakenAway = ({
  taken,
  putBack,
}: {
  readonly taken: Taken;
  readonly putBack: () => void;
}): ReactElement => {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus({ preventScroll: true });
  }, [taken]);
  return (
    <div className="file-notice" role="status">
      <span>{taken.words}</span>
      <Button ref={button} className="button" onPress={putBack}>
        Put it back
      </Button>
    </div>
  );
};
