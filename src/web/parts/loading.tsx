import type { ReactElement } from 'react';

/** Says that something is on its way; shows after a moment, so that what is fast does not flicker. */
export const Loading = ({ what }: { readonly what: string }): ReactElement => (
  <div className="loading" role="status">
    <span className="loading-bars" aria-hidden="true" />
    <span>Loading {what} …</span>
  </div>
);
