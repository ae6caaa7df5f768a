import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { useLocation } from 'wouter';
import { createDraft } from '../api/drafts.js';
import { useEditions } from '../api/editions.js';
import { ErrorState } from '../parts/error-state.js';
import { SelectField } from '../parts/select.js';
import { draftAddress } from './draft-address.js';

/** Makes a draft of a published edition, and goes there. */
export const NewDraftForm = ({
  document,
}: {
  /** Whose editions are offered; `null` for all. */
  readonly document: string | null;
}): ReactElement => {
  const editions = useEditions();
  const offered = (editions.data ?? []).filter((one) => document === null || one.document === document);
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [, navigate] = useLocation();
  const digest = chosen ?? offered.at(-1)?.digest;
  const create = useMutation({
    mutationFn: (from: string) => createDraft(title.trim(), from),
    onSuccess: ({ id }) => {
      navigate(draftAddress(id));
    },
  });
  if (editions.isError) return <ErrorState error={editions.error} retry={editions.refetch} />;
  return (
    <Form
      className="card new-draft"
      onSubmit={(event) => {
        event.preventDefault();
        if (digest !== undefined) create.mutate(digest);
      }}
    >
      <h2>Begin a draft</h2>
      <TextField value={title} onChange={setTitle} isRequired maxLength={100}>
        <Label>What is it for?</Label>
        <Input placeholder="A longer notice before renewal" />
      </TextField>
      <SelectField
        label="From the edition"
        value={digest ?? ''}
        options={offered.map((edition) => [edition.digest, `${edition.title}, ${edition.revision}`])}
        choose={setChosen}
      />
      <Button
        type="submit"
        className="button button-main"
        isDisabled={create.isPending || digest === undefined}
      >
        Begin the draft
      </Button>
      {create.isError ? <ErrorState error={create.error} /> : null}
    </Form>
  );
};
