import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { useLocation } from 'wouter';
import { deleteDraft } from '../api/drafts.js';
import { ErrorState } from '../parts/error-state.js';

/** Deletes a draft, after it asked once more. */
export const DeleteDraft = ({ id }: { readonly id: string }): ReactElement => {
  const [asksToDelete, setAsksToDelete] = useState(false);
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteDraft(id),
    onSuccess: () => {
      navigate('/book/drafts');
      client.removeQueries({ queryKey: ['draft', id] });
    },
  });
  return (
    <>
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
      {remove.error === null ? null : <ErrorState error={remove.error} />}
    </>
  );
};
