import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { useCheckpointKey, useCheckpoints, useMakeCheckpoint } from '../api/checkpoints.js';
import { problemOf } from '../api/request-failure.js';
import { CopyButton } from '../parts/copy-button.js';
import { EmptyState } from '../parts/empty-state.js';
import { ErrorState } from '../parts/error-state.js';
import { countOf, formatCount } from '../parts/values/formats.js';
import { Instant } from '../parts/values/instant.js';
import { Loading } from '../parts/loading.js';
import { Page } from '../parts/page.js';
import { saveFile } from '../parts/save-file.js';
import { toSecond } from '../parts/values/coarser.js';
import './checkpoints-page.css';
import type { Checkpoints } from '../../wire/operating.js';

/** The signed checkpoints of the log and the key that signs them: what an auditor keeps. */
const CheckpointsPage = (): ReactElement => {
  const checkpoints = useCheckpoints();
  const make = useMakeCheckpoint();
  const key = useCheckpointKey();
  const isUnsigned = problemOf(key.error)?.status === 404;
  const items = checkpoints.data?.items ?? [];
  return (
    <Page
      title="Checkpoints"
      lead="Each says, signed, how the log ended at a time. Keep them where those who run the service cannot write: nothing before the newest can then be altered, removed or added without showing."
      actions={
        <>
          <Button
            className="button button-main"
            isDisabled={make.isPending || isUnsigned}
            onPress={() => {
              make.mutate();
            }}
          >
            {make.isPending ? 'Making one …' : 'Make one now'}
          </Button>
          <Button
            className="button"
            isDisabled={items.length === 0}
            onPress={() => {
              saveFile(
                'checkpoints.json',
                new Blob([JSON.stringify({ items })], { type: 'application/json' }),
              );
            }}
          >
            Download all
          </Button>
        </>
      }
    >
      {make.error === null ? null : <ErrorState error={make.error} />}
      <p role="status" className="visually-hidden">
        {make.isSuccess ? 'A checkpoint is made.' : ''}
      </p>
      <SigningKey />
      {checkpoints.isError ? (
        <ErrorState error={checkpoints.error} retry={checkpoints.refetch} />
      ) : isUnsigned ? null : checkpoints.data === undefined ? (
        <Loading what="the checkpoints" />
      ) : (
        <Told checkpoints={checkpoints.data} />
      )}
    </Page>
  );
};

export default CheckpointsPage;

const SigningKey = (): ReactElement | null => {
  const key = useCheckpointKey();
  if (key.isError)
    return problemOf(key.error)?.status === 404 ? (
      <EmptyState title="Nothing signs this log.">
        A service that records in a data directory or a database signs it by a key of its own.
      </EmptyState>
    ) : (
      <ErrorState error={key.error} retry={key.refetch} />
    );
  if (key.data === undefined) return <Loading what="the key" />;
  const { pem } = key.data;
  return (
    <section className="card signing-key" aria-labelledby="key-title">
      <h2 id="key-title">The public key</h2>
      <p>
        Fingerprint <code>{key.data.key}</code>
      </p>
      <div className="signing-key-ways no-print">
        <Button
          className="button"
          onPress={() => {
            saveFile('clausebook-key.pem', new Blob([pem], { type: 'application/x-pem-file' }));
          }}
        >
          Download the key
        </Button>
        <CopyButton name="the fingerprint" text={key.data.key} />
      </div>
      <p className="hint">
        Who verifies needs it by a way that they trust. It signs by Ed25519; its private half never leaves the
        service.
      </p>
    </section>
  );
};

const Told = ({
  checkpoints: { items, altered = [] },
}: {
  readonly checkpoints: Checkpoints;
}): ReactElement => (
  <>
    {altered.length === 0 ? null : (
      <div className="error" role="alert">
        <p className="error-title">Some were altered, and are left out.</p>
        <p>{altered.join('; ')}</p>
      </div>
    )}
    {items.length === 0 ? (
      <EmptyState title="There is none yet.">One is made when something was recorded.</EmptyState>
    ) : (
      <>
        <h2>{countOf(items.length, 'checkpoint')}, the newest first</h2>
        <ol className="checkpoint-list" reversed>
          {items.toReversed().map((one) => (
            <li key={one.signature} className="card checkpoint">
              <p className="checkpoint-at">
                <Instant at={toSecond(one.at)} />
              </p>
              {one.heads.map(({ chain, sequence, hash }) => (
                <p key={chain}>
                  {chain === null ? 'The log' : `Chain ${chain}`} ended at record{' '}
                  <span className="figure">{formatCount(sequence)}</span>, <code>{hash}</code>
                </p>
              ))}
              {one.registry === undefined ? null : (
                <p>The registry of releases had {countOf(one.registry.entries, 'entry', 'entries')}.</p>
              )}
              <p className="hint">
                Signed by <code>{one.key}</code>
              </p>
            </li>
          ))}
        </ol>
      </>
    )}
  </>
);
