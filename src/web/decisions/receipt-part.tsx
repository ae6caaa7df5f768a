import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { ask } from '../api/request.js';
import { ErrorState } from '../parts/error-state.js';
import { formatInstant } from '../parts/formats.js';
import { saveFile } from '../parts/save-file.js';
import type { ChainPosition } from '../../wire/book/log.js';

/** The receipt of a recorded decision, to be downloaded where a signed checkpoint covers the record; else what is missing, and who can make it. */
export const ReceiptPart = ({
  id,
  position: { checkpoint, hasReceipt, due },
}: {
  readonly id: string;
  readonly position: Extract<ChainPosition, { readonly code: 'found' }>;
}): ReactElement => {
  const download = useMutation({
    mutationFn: async () => {
      const receipt = await (await ask(`/decisions/${encodeURIComponent(id)}/receipt`)).blob();
      saveFile(`receipt-${id}.json`, receipt);
    },
  });
  if (!hasReceipt)
    return due === null ? (
      <p className="hint">Nothing signs this log: its decisions have no receipts.</p>
    ) : (
      <p className="hint">
        No signed checkpoint covers it yet, so it has no receipt. One is made by itself by{' '}
        {formatInstant(due)}; who has a key with the scope <code>audit</code> makes one at once, by{' '}
        <code>POST /checkpoints</code>.
      </p>
    );
  return (
    <>
      {checkpoint === null ? null : (
        <p className="hint">Covered by the signed checkpoint of {formatInstant(checkpoint)}.</p>
      )}
      <div className="no-print">
        <Button
          className="button"
          isDisabled={download.isPending}
          onPress={() => {
            download.mutate();
          }}
        >
          Download the receipt
        </Button>
      </div>
      <p className="hint">
        One file that shows without this service what was recorded; it holds the facts that are still in the
        open. Whoever gets it verifies it: <code>clausebook verify-receipt</code>.
      </p>
      {download.error === null ? null : <ErrorState error={download.error} />}
    </>
  );
};
