import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState, type ReactElement } from 'react';
import { useLocation } from 'wouter';
import { useCheck, useDraft } from '../api/drafts.js';
import { problemOf } from '../api/request-failure.js';
import { Instant } from '../parts/values/instant.js';
import { Page } from '../parts/page.js';
import { NotYet } from '../parts/not-yet.js';
import { draftAddress } from './draft-address.js';
import { toMinute } from '../parts/values/coarser.js';
import { DeleteDraft } from './delete-draft.js';
import { DraftActions } from './draft-actions.js';
import { DraftPanels } from './trial/draft-panels.js';
import { FileList } from './file-list.js';
import { FilePane, type SaveNow } from './file-pane.js';
import type { Draft, Written } from '../../wire/book/drafts.js';

/** One draft: its files, the editor, and what the draft does. */
export const DraftPage = ({
  id,
  file,
}: {
  readonly id: string;
  readonly file: string | undefined;
}): ReactElement => {
  const draft = useDraft(id);
  if (draft.data !== undefined) return <Workbench draft={draft.data} file={file} />;
  const code = problemOf(draft.error)?.code;
  const isGone = code === 'not-found';
  return (
    <Page
      title={isGone ? 'This draft is not here' : 'Draft'}
      actions={code === 'altered-draft' ? <DeleteDraft id={id} /> : undefined}
    >
      <NotYet of={draft} what="the draft" />
    </Page>
  );
};

const Workbench = ({
  draft,
  file,
}: {
  readonly draft: Draft;
  readonly file: string | undefined;
}): ReactElement => {
  const { id, title, from, changedAt } = draft;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const check = useCheck(id, changedAt);
  const saveNow = useRef<SaveNow | null>(null);
  // Fixed when the draft is opened, so that an address without a file stays the same page.
  const [first] = useState(() => firstFile(draft));
  const shown = file ?? first;
  const onWritten = useCallback(
    (written: Written) => {
      const here = { queryKey: ['draft', id], exact: true };
      // What is read for the first time is waited for.
      if (client.getQueryData(here.queryKey) === undefined) return;
      const isReading = client.isFetching(here) > 0;
      // An answer that is on its way may be of before: it would take back what is written.
      void client.cancelQueries(here);
      client.setQueryData<Draft>(here.queryKey, (before) => before && afterWriting(before, written));
      if (isReading) void client.invalidateQueries(here);
    },
    [client, id],
  );
  // What is tried is what is kept: the text in the editor is written first.
  const flush = useCallback(async (): Promise<string> => {
    await saveNow.current?.();
    return client.getQueryData<Draft>(['draft', id])?.changedAt ?? '';
  }, [client, id]);
  const findings = check.data?.diagnostics ?? [];
  return (
    <Page
      title={title}
      width="wide"
      lead={
        <>
          A draft of {from.document}, {from.revision}. Changed <Instant at={toMinute(changedAt)} />.
        </>
      }
      actions={<DraftActions draft={draft} flush={flush} />}
    >
      <div className="workbench">
        <FileList draft={draft} shown={shown} findings={findings} />
        <FilePane
          key={`${id}/${shown}`}
          id={id}
          name={shown}
          findings={findings.filter((finding) => finding.file === shown)}
          onWritten={onWritten}
          saveNow={saveNow}
        />
        <DraftPanels
          draft={draft}
          check={check}
          flush={flush}
          goTo={(at, line) => {
            navigate(draftAddress(id, at, line));
          }}
        />
      </div>
    </Page>
  );
};

/** A file that was changed, else the figures, which are changed most. */
const firstFile = ({ changed, files }: Draft): string =>
  changed[0] ??
  files.find(({ name }) => name === 'parameters.yaml')?.name ??
  files[0]?.name ??
  'edition.yaml';

const afterWriting = (draft: Draft, { name, etag, changedAt, changed }: Written): Draft => ({
  ...draft,
  changedAt,
  changed,
  files: draft.files.map((file) =>
    file.name !== name
      ? file
      : {
          ...file,
          etag,
          state: file.state === 'added' ? 'added' : changed.includes(name) ? 'changed' : 'released',
        },
  ),
});
