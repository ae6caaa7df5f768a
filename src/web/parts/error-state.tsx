import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { problemOf, RequestFailure } from '../api/request-failure.js';
import { KeyForm } from './key-form.js';
import { plain } from './plain.js';

/** Says what went wrong in words, and what can be done: give a key, ask for a scope, or try again. */
export const ErrorState = ({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry?: () => unknown;
}): ReactElement => {
  const problem = problemOf(error);
  if (problem?.status === 401) return <KeyForm problem={problem} />;
  const [title, more] = toldOf(error);
  return (
    <div className="error" role="alert">
      <p className="error-title">{title}</p>
      <p>{plain(more)}</p>
      {problem?.status === 403 ? <KeyForm problem={problem} /> : null}
      {retry === undefined ? null : (
        <Button className="button" onPress={() => void retry()}>
          Try again
        </Button>
      )}
    </div>
  );
};

const toldOf = (error: unknown): readonly [title: string, more: string] => {
  if (!(error instanceof RequestFailure)) {
    const message = error instanceof Error ? error.message : String(error);
    // What Vite and the browsers say of a script or a style that does not come.
    return /preload|dynamically imported|importing a module/i.test(message)
      ? ['A part of the book could not be loaded.', 'It is loaded once the service answers again.']
      : ['This page met a defect.', message];
  }
  if (error.problem === null)
    return ['The service was not reached.', 'What is shown may be out of date. It is asked again by itself.'];
  return [error.problem.title, error.problem.detail ?? `Code: ${error.problem.code}`];
};
