import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { ErrorState } from './error-state.js';
import { Loading } from './loading.js';

/** What stands in the place of an answer that is not there: that it is on its way, or what went wrong, with the way to ask again. */
export const NotYet = ({
  of,
  what,
}: {
  readonly of: Pick<UseQueryResult, 'isError' | 'error' | 'refetch'>;
  /** What is loading, as “the clause”. */
  readonly what: string;
}): ReactElement =>
  of.isError ? <ErrorState error={of.error} retry={of.refetch} /> : <Loading what={what} />;
