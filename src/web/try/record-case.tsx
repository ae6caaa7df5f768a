import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';
import { askJson } from '../api/request.js';
import type { TriedCase } from './case-address.js';
import { decisionAddress } from '../parts/addresses.js';
import { ErrorState } from '../parts/error-state.js';
import type { DecisionAnswer } from '../../wire/decision.js';

/** Records the case as a decision, where that is wanted: the one thing on this page that leaves a trace. */
export const RecordCase = ({
  decision,
  tried,
}: {
  readonly decision: string;
  readonly tried: TriedCase;
}): ReactElement => {
  const [subject, setSubject] = useState('');
  const queries = useQueryClient();
  const recording = useMutation({
    mutationFn: (one: TriedCase) =>
      askJson<DecisionAnswer>(`/decide/${encodeURIComponent(decision)}`, {
        method: 'POST',
        body: { ...one, ...(subject.trim() === '' ? {} : { subject: subject.trim() }) },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['decisions'] });
      await queries.invalidateQueries({ queryKey: ['log-counts'] });
    },
  });
  return (
    <details className="record-case">
      <summary>Record this decision</summary>
      <p className="hint">
        Nothing on this page is recorded by itself. A recorded decision stays in the log for good.
      </p>
      <div className="record-line">
        <div className="field">
          <label htmlFor="record-subject">Whom it is about (optional)</label>
          <input
            id="record-subject"
            value={subject}
            onChange={({ target }) => {
              setSubject(target.value);
            }}
          />
        </div>
        <Button
          className="button button-main"
          isDisabled={recording.isPending}
          onPress={() => {
            recording.mutate(tried);
          }}
        >
          Record it
        </Button>
      </div>
      <div role="status">
        {recording.data?.id === undefined || recording.variables !== tried ? null : (
          <p>
            Recorded as <Link href={decisionAddress(recording.data.id)}>{recording.data.id}</Link>.
          </p>
        )}
      </div>
      {recording.isError ? <ErrorState error={recording.error} /> : null}
    </details>
  );
};
