import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useLocation } from 'wouter';
import { deleteDraft } from '../api/drafts.js';
import { ForGood } from './for-good.js';

/** Deletes a draft, after it asked once more. */
export const DeleteDraft = ({ id }: { readonly id: string }): ReactElement => {
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
    <ForGood
      label="Delete …"
      question="Delete this draft for good?"
      yes="Delete"
      no="Keep it"
      act={remove.mutate}
      error={remove.error}
    />
  );
};
