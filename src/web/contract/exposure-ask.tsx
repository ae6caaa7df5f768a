import type { UseQueryResult } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { ErrorState } from '../parts/error-state.js';
import { countOf } from '../parts/values/formats.js';
import { NewestCount } from '../parts/newest-count.js';
import { Loading } from '../parts/loading.js';
import type { Exposure } from '../../wire/book/impact.js';

/** Asks what would have come of the newest decisions of the log, had each reading gone the other way. */
export const ExposureAsk = ({
  exposure,
  asked,
  ask,
}: {
  readonly exposure: UseQueryResult<Exposure>;
  /** How many decisions were asked for last; `null` where nothing was. */
  readonly asked: number | null;
  readonly ask: (newest: number) => void;
}): ReactElement => {
  const [newest, setNewest] = useState<number>(1000);
  const isRunning = asked !== null && exposure.isFetching;
  return (
    <section className="card exposure" aria-label="What hangs on the readings">
      <h2>What hangs on them</h2>
      <p className="hint">
        Decisions of the log are decided once more for each reading, as if its words meant what it rejected.
        Nothing is recorded.
      </p>
      <div className="exposure-ask">
        <NewestCount value={newest} choose={setNewest} />
        <Button
          className="button button-main"
          isDisabled={isRunning}
          onPress={() => {
            if (asked === newest) void exposure.refetch();
            else ask(newest);
          }}
        >
          Read them the other way
        </Button>
      </div>
      {isRunning ? (
        <Loading what="the log, once for each reading" />
      ) : asked !== null && exposure.isError ? (
        <ErrorState error={exposure.error} retry={exposure.refetch} />
      ) : exposure.data === undefined ? null : (
        <p role="status">
          {exposure.data.records === 0
            ? 'The log has no decision of this revision among the newest.'
            : `${countOf(exposure.data.records, 'decision')} of this revision ${exposure.data.records === 1 ? 'was' : 'were'} decided again for ${countOf(exposure.data.readings.length, 'reading')}.`}
        </p>
      )}
    </section>
  );
};
