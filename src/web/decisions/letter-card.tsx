import { useEffect, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { useLetter } from '../api/log.js';
import { problemOf } from '../api/request-failure.js';
import { CopyButton } from '../parts/copy-button.js';
import { ErrorState } from '../parts/error-state.js';
import { Loading } from '../parts/loading.js';

/** The letter in which a decision is told to its customer: to be read, copied, and printed by itself. */
export const LetterCard = ({ id }: { readonly id: string }): ReactElement => {
  const letter = useLetter(id);
  useEffect(() => {
    const end = (): void => {
      document.documentElement.classList.remove(printing);
    };
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('afterprint', end);
      end();
    };
  }, []);
  if (letter.isError)
    return problemOf(letter.error)?.code === 'no-letter' ? (
      <p className="hint">The edition has no words for a letter about this decision.</p>
    ) : (
      <ErrorState error={letter.error} retry={letter.refetch} />
    );
  if (letter.data === undefined) return <Loading what="the letter" />;
  return (
    <>
      <pre className="letter" tabIndex={0} aria-label="The letter">
        {letter.data}
      </pre>
      <div className="letter-line no-print">
        <CopyButton name="the letter" text={letter.data} />
        <Button
          className="button"
          onPress={() => {
            document.documentElement.classList.add(printing);
            window.print();
          }}
        >
          Print the letter
        </Button>
      </div>
    </>
  );
};

/** On the page while the letter alone is printed. */
const printing = 'prints-letter';
