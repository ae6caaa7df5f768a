import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { ErrorState } from '../../parts/error-state.js';
import type { SeenContent } from './use-seen-content.js';

/** Says that a draft is another by now than the one that is shown, and shows it as it is. */
export const ChangedSinceSeen = ({
  seen,
  taken,
}: {
  readonly seen: SeenContent;
  /** Called once it is shown. */
  readonly taken: () => void;
}): ReactElement => {
  const looking = useMutation({ mutationFn: seen.lookAnew, onSuccess: taken });
  return (
    <>
      <p role="status">
        <span className="badge badge-warn">Changed since you opened it</span> Look at it as it is now before
        you say something of it. What you typed in a file and could not be saved is lost then.
      </p>
      <Button
        className="button"
        isDisabled={looking.isPending}
        onPress={() => {
          looking.mutate();
        }}
      >
        Show it as it is now
      </Button>
      {looking.error === null ? null : <ErrorState error={looking.error} />}
    </>
  );
};
