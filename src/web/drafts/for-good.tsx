import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { ErrorState } from '../parts/error-state.js';

/** A button for what can't be taken back: it asks once more, and says what kept it from being done. */
export const ForGood = ({
  label,
  question,
  yes,
  no,
  act,
  error,
}: {
  readonly label: string;
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly act: () => void;
  readonly error: Error | null;
}): ReactElement => {
  const [asks, setAsks] = useState(false);
  return (
    <>
      {asks ? (
        <span className="really" role="group" aria-label={question}>
          <span>{question}</span>
          <Button
            className="button"
            onPress={() => {
              act();
            }}
          >
            {yes}
          </Button>
          <Button
            className="button button-quiet"
            autoFocus
            onPress={() => {
              setAsks(false);
            }}
          >
            {no}
          </Button>
        </span>
      ) : (
        <Button
          className="button"
          onPress={() => {
            setAsks(true);
          }}
        >
          {label}
        </Button>
      )}
      {error === null ? null : <ErrorState error={error} />}
    </>
  );
};
