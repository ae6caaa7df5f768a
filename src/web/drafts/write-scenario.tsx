import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { useLocation } from 'wouter';
import { writeDraftText } from '../api/drafts.js';
import { fileOfKept } from '../api/keep-scenario.js';
import { ErrorState } from '../parts/error-state.js';
import { draftAddress } from './draft-address.js';
import type { Draft } from '../../wire/book/drafts.js';

/** What a scenario begins with; its first step is at the end, where the editor's cursor stands. */
const begun = (title: string): string => `Feature: ${title}\n\n  Scenario: What it shows\n    Given `;

/** Leads to a draft's own scenarios, which it begins where there are none. */
export const WriteScenario = ({ draft }: { readonly draft: Draft }): ReactElement => {
  const { id, title, scenarios } = draft;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const open = useMutation({
    mutationFn: async () => {
      const [first] = scenarios;
      if (first !== undefined) return first;
      const { name } = await writeDraftText(id, { name: fileOfKept(id), text: begun(title), etag: null });
      await client.invalidateQueries({ queryKey: ['draft', id] });
      return name;
    },
    onSuccess: (name) => {
      navigate(draftAddress(id, name));
    },
  });
  return (
    <>
      <Button
        className="button"
        isDisabled={open.isPending}
        onPress={() => {
          open.mutate();
        }}
      >
        Write a scenario
      </Button>
      {open.error === null ? null : <ErrorState error={open.error} />}
    </>
  );
};
