import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';
import { readAccessKey } from '../api/access-key.js';
import { useDrafts } from '../api/drafts.js';
import { useEditions } from '../api/editions.js';
import { keepScenario, type CaseToKeep } from '../api/keep-scenario.js';
import { draftAddress } from '../drafts/draft-address.js';
import { ErrorState } from './error-state.js';
import { SelectField } from './select.js';
import type { DraftSummary } from '../../wire/book/drafts.js';
import type { EditionSummary } from '../../wire/editions.js';

const lastName = 'clausebook-kept-in';

/**
 * Puts a case into a draft of its contract as a scenario, at one press: into the draft that was used last, or a new one where there is none.
 * Where a key is needed it asks for the drafts when they are needed, since not every key may read them.
 */
export const KeepScenario = (one: CaseToKeep): ReactElement => {
  const { tried, personal } = one;
  const client = useQueryClient();
  const editions = useEditions().data;
  const [asks, setAsks] = useState(readAccessKey() === null);
  const drafts = useDrafts(asks);
  const [chosen, choose] = useState<string>();
  const { document } = tried.edition;
  const own = draftsOf(document, drafts.data?.drafts);
  const keeping = useMutation({
    mutationFn: async (kept: CaseToKeep) => {
      // As they are now: somebody else may have made one since, or deleted one.
      const { data } = await drafts.refetch({ throwOnError: true });
      const here = draftsOf(document, data?.drafts);
      return keepScenario(
        kept,
        here.find(({ id }) => id === chosen) ?? here[0] ?? { release: releaseFor(tried, editions ?? []) },
      );
    },
    onSuccess: async ({ draft: { id } }) => {
      localStorage.setItem(lastName, id);
      choose(id);
      setAsks(true);
      await client.invalidateQueries({ queryKey: ['drafts'] });
      await client.invalidateQueries({ queryKey: ['draft', id] });
    },
  });
  const isOfThis = JSON.stringify(keeping.variables) === JSON.stringify(one);
  const into = own.find(({ id }) => id === chosen) ?? own[0];
  return (
    <div className="keep-scenario">
      <div className="keep-line">
        <Button
          className="button"
          isDisabled={keeping.isPending || editions === undefined}
          onPress={() => {
            keeping.mutate(one);
          }}
        >
          Keep as a scenario
        </Button>
        {drafts.data === undefined ? (
          asks ? null : (
            <Button
              className="button button-quiet"
              onPress={() => {
                setAsks(true);
              }}
            >
              Choose the draft
            </Button>
          )
        ) : into === undefined ? (
          <span className="hint">A draft is made for it.</span>
        ) : own.length === 1 ? (
          <span className="hint">Into the draft “{into.title}”.</span>
        ) : (
          <SelectField
            label="Into the draft"
            value={into.id}
            options={own.map(({ id, title }) => [id, title])}
            choose={choose}
          />
        )}
      </div>
      <div role="status">
        {keeping.data === undefined || !isOfThis ? null : (
          <p>
            Kept in{' '}
            <Link href={draftAddress(keeping.data.draft.id, keeping.data.file)}>
              {keeping.data.draft.title}
            </Link>
            : “{keeping.data.title}”.
            {keeping.data.isWithoutPersonal ? ' What is personal was left out.' : ''}
          </p>
        )}
      </div>
      {keeping.error === null || !isOfThis ? null : (
        <>
          <ErrorState error={keeping.error} />
          {personal.length === 0 ? null : (
            <p className="hint">
              What is personal stays out of scenarios. Where the case can’t be decided without it, write the
              scenario in the draft, with a made-up value.
            </p>
          )}
        </>
      )}
      {drafts.isError && !keeping.isError ? <ErrorState error={drafts.error} retry={drafts.refetch} /> : null}
    </div>
  );
};

/** The drafts of a contract that nobody proposed yet, so that no approval goes out of force: the one that was kept in last first, the others as they come, the one changed last first. */
const draftsOf = (document: string, drafts: readonly DraftSummary[] = []): readonly DraftSummary[] => {
  const last = localStorage.getItem(lastName);
  return drafts
    .filter(({ from, stage }) => from.document === document && stage === 'editing')
    .sort((a, b) => Number(b.id === last) - Number(a.id === last));
};

/** The release that a draft for a case is made from: of the edition that it names, else the contract's last. */
const releaseFor = (
  { edition: { document, revision } }: CaseToKeep['tried'],
  editions: readonly EditionSummary[],
): string => {
  const own = editions.filter((edition) => edition.document === document);
  return (own.find((edition) => edition.revision === revision) ?? own.at(-1))?.digest ?? '';
};
