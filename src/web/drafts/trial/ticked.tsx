import type { ReactElement } from 'react';

/** A text in which what stands in backticks is shown as code. */
export const Ticked = ({ text }: { readonly text: string }): ReactElement => (
  <>
    {text.split(/`([^`]+)`/).map((part, place) => (place % 2 === 1 ? <code key={place}>{part}</code> : part))}
  </>
);
