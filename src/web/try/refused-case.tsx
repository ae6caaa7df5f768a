import type { ReactElement } from 'react';
import { problemOf } from '../api/request-failure.js';
import { ErrorState } from '../parts/error-state.js';
import { plain } from '../parts/plain.js';

/** What the service found wrong, by JSON Pointer inside the facts. */
export const errorsOf = (error: unknown): ReadonlyMap<string, string> =>
  new Map((problemOf(error)?.errors ?? []).map(({ pointer, message }) => [pointer, plain(message)]));

/** Facts that do not allow a decision are no failure of the page: what is missing stands at its field, and here in a list. */
export const RefusedCase = ({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry: () => unknown;
}): ReactElement => {
  const problem = problemOf(error);
  return problem?.code === 'invalid-facts' ? (
    <WrongFacts messages={(problem.errors ?? []).map(({ message }) => plain(message))} />
  ) : (
    <ErrorState error={error} retry={retry} />
  );
};

/** What keeps a case from being decided, in a list. */
export const WrongFacts = ({ messages }: { readonly messages: readonly string[] }): ReactElement => (
  <div className="refused">
    <p className="refused-title">These facts do not allow a decision yet.</p>
    <ul>
      {messages.map((message) => (
        <li key={message}>{message}</li>
      ))}
    </ul>
  </div>
);
