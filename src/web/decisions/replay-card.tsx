import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { ErrorState } from '../parts/error-state.js';
import { formatInstant } from '../parts/values/formats.js';
import { Loading } from '../parts/loading.js';
import type { RecordedTrace } from '../../wire/trace.js';

/** Whether the decision comes out again as it was recorded, and the way to evaluate it once more. */
export const ReplayCard = ({ replay }: { readonly replay: UseQueryResult<RecordedTrace> }): ReactElement => (
  <div className="replay">
    {replay.isError ? <ErrorState error={replay.error} /> : null}
    {replay.data === undefined ? (
      replay.isError ? null : (
        <Loading what="the decision, evaluated again" />
      )
    ) : (
      <p role="status">
        {replay.data.reproduced ? (
          <span className="badge badge-good">the same, to the byte</span>
        ) : (
          <span className="badge badge-bad">comes out otherwise</span>
        )}{' '}
        <span className="hint">
          Evaluated again at {formatInstant(new Date(replay.dataUpdatedAt).toISOString())}, from the recorded
          facts and the release that decided.
        </span>
      </p>
    )}
    <Button className="button" isDisabled={replay.isFetching} onPress={() => void replay.refetch()}>
      {replay.isFetching ? 'Evaluating …' : 'Replay now'}
    </Button>
  </div>
);
