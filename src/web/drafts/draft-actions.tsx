import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { draftPath } from '../api/drafts.js';
import { ask } from '../api/request.js';
import { ErrorState } from '../parts/error-state.js';
import { saveFile } from '../parts/save-file.js';
import { DeleteDraft } from './delete-draft.js';
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
  const download = useMutation({
    mutationFn: async () => {
      await flush();
      const patch = await (await ask(draftPath(id, 'patch'))).blob();
      saveFile(`${id}.patch`, patch);
    },
  });
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
      <DeleteDraft id={id} />
      {download.error === null ? null : <ErrorState error={download.error} />}
    </>
  );
};
