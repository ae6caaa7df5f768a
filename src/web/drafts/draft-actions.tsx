import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { useLocation } from 'wouter';
import { deleteDraft, draftPath } from '../api/drafts.js';
import { ask } from '../api/request.js';
import { ErrorState } from '../parts/error-state.js';
import type { Draft } from '../../wire/book/drafts.js';

/** Downloads a draft as a patch, or deletes it. */
export const DraftActions = ({
  draft,
  flush,
}: {
  readonly draft: Draft;
  /** Writes what is being typed. */
  readonly flush: () => Promise<string>;
}): ReactElement => {
  const { id, changed } = draft;
  const [asksToDelete, setAsksToDelete] = useState(false);
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const download = useMutation({
    mutationFn: async () => {
      await flush();
      // A link would not carry the reader's key.
      const patch = await (await ask(draftPath(id, 'patch'))).blob();
      save(`${id}.patch`, patch);
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteDraft(id),
    onSuccess: () => {
      navigate('/book/drafts');
      client.removeQueries({ queryKey: ['draft', id] });
    },
  });
  const failed = download.error ?? remove.error;
  return (
    <>
      <Button
        className="button button-main"
        isDisabled={changed.length === 0 || download.isPending}
        onPress={() => {
          download.mutate();
        }}
      >
        Download the patch
      </Button>
      {asksToDelete ? (
        <span className="really" role="group" aria-label="Delete this draft for good?">
          <span>Delete this draft for good?</span>
          <Button
            className="button"
            onPress={() => {
              remove.mutate();
            }}
          >
            Delete
          </Button>
          <Button
            className="button button-quiet"
            autoFocus
            onPress={() => {
              setAsksToDelete(false);
            }}
          >
            Keep it
          </Button>
        </span>
      ) : (
        <Button
          className="button"
          onPress={() => {
            setAsksToDelete(true);
          }}
        >
          Delete …
        </Button>
      )}
      {failed === null ? null : <ErrorState error={failed} />}
    </>
  );
};

const save = (name: string, content: Blob): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
};
