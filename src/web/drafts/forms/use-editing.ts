import { useMutation } from '@tanstack/react-query';
import type { EditAnswer, EditRemark, FileChange } from '../../../wire/book/forms.js';

/** Puts a change into a file, or says why it is not taken. */
export type EditFile = (change: FileChange) => Promise<EditAnswer>;

/** A change that is put into a file. */
export interface Editing {
  readonly put: (change: FileChange) => void;
  readonly isPending: boolean;
  /** Why the last one was not taken. */
  readonly remarks: readonly EditRemark[];
  /** What went wrong on the way. */
  readonly error: Error | null;
}

/** Puts changes into a file, and keeps why one was not taken. */
export const useEditing = (edit: EditFile, done: () => void = () => undefined): Editing => {
  const editing = useMutation({
    mutationFn: edit,
    onSuccess: ({ kind }) => {
      if (kind === 'edited') done();
    },
  });
  return {
    put: (change) => {
      editing.mutate(change);
    },
    isPending: editing.isPending,
    remarks: editing.data?.kind === 'refused' ? editing.data.remarks : [],
    error: editing.error,
  };
};
