import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';
import { useMakeCheckpoint } from '../../api/checkpoints.js';
import { ask } from '../../api/request.js';
import { checkpointsAddress } from '../../parts/addresses.js';
import { ErrorState } from '../../parts/error-state.js';
import { formatInstant } from '../../parts/values/formats.js';
import { saveFile } from '../../parts/save-file.js';
import type { ChainPosition } from '../../../wire/book/log.js';

/** The receipt of a recorded decision, to be downloaded where a signed checkpoint covers the record; else a checkpoint is made. */
export const ReceiptPart = ({
  id,
  position: { checkpoint, hasReceipt, due },
}: {
  readonly id: string;
  readonly position: Extract<ChainPosition, { readonly code: 'found' }>;
}): ReactElement => {
  const address = `/decisions/${encodeURIComponent(id)}/receipt`;
  const download = useMutation({
    mutationFn: async (form: 'receipt' | 'page') => {
      const receipt = await (await ask(address)).text();
      if (form === 'receipt') {
        saveFile(`receipt-${id}.json`, new Blob([receipt], { type: 'application/json' }));
        return;
      }
      const pem = await (await ask('/checkpoints/key?format=pem')).text();
      // Few want it: it is loaded then.
      const { verifyingPage } = await import('./verifying-page.js');
      saveFile(`decision-${id}.html`, new Blob([verifyingPage(receipt, pem)], { type: 'text/html' }));
    },
  });
  const make = useMakeCheckpoint();
  if (!hasReceipt)
    return due === null ? (
      <p className="hint">Nothing signs this log: its decisions have no receipts.</p>
    ) : (
      <>
        <p className="hint">
          No signed checkpoint covers it yet, so it has no receipt. One is made by itself by{' '}
          {formatInstant(due)}, or now by who has a key with the scope <code>audit</code>.
        </p>
        <div className="no-print">
          <Button
            className="button"
            isDisabled={make.isPending}
            onPress={() => {
              make.mutate();
            }}
          >
            Make a checkpoint now
          </Button>
        </div>
        {make.error === null ? null : <ErrorState error={make.error} />}
      </>
    );
  return (
    <>
      {checkpoint === null ? null : (
        <p className="hint">
          Covered by the <Link href={checkpointsAddress}>signed checkpoint</Link> of{' '}
          {formatInstant(checkpoint)}.
        </p>
      )}
      <div className="receipt-ways no-print">
        <Button
          className="button"
          isDisabled={download.isPending}
          onPress={() => {
            download.mutate('receipt');
          }}
        >
          Download the receipt
        </Button>
        <Button
          className="button"
          isDisabled={download.isPending}
          onPress={() => {
            download.mutate('page');
          }}
        >
          Download a page that proves it
        </Button>
      </div>
      <p className="hint">
        Either is one file that shows without this service what was recorded; it holds the facts that are
        still in the open. Whoever gets the receipt verifies it by <code>clausebook verify-receipt</code>; the
        page verifies it by itself, in any browser, offline.
      </p>
      {download.error === null ? null : <ErrorState error={download.error} />}
    </>
  );
};
