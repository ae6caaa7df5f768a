import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';

/** Copies a text, and says whether it could. */
export const CopyButton = ({
  name,
  text,
}: {
  readonly name: string;
  readonly text: string;
}): ReactElement => {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied.');
    } catch {
      setSaid('The browser does not let the book copy. Select the text and copy it.');
    }
  };
  return (
    <>
      <Button className="button" onPress={() => void copy()}>
        Copy {name}
      </Button>
      <span role="status" className="hint">
        {said}
      </span>
    </>
  );
};
