import type { ReactElement } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useDrafts } from '../api/drafts.js';
import { useEditions } from '../api/editions.js';
import { contractsOf } from '../parts/editions/choose-edition.js';
import { ContractSwitch } from '../parts/editions/contract-switch.js';
import { EmptyState } from '../parts/empty-state.js';
import { countOf } from '../parts/values/formats.js';
import { Instant } from '../parts/values/instant.js';
import { Page } from '../parts/page.js';
import { NotYet } from '../parts/not-yet.js';
import { draftAddress } from './draft-address.js';
import { toMinute } from '../parts/values/coarser.js';
import { NewDraftForm } from './new-draft-form.js';
import type { DraftSummary } from '../../wire/book/drafts.js';

/** Every draft, and the way to a new one. */
export const DraftList = (): ReactElement => {
  const drafts = useDrafts();
  const editions = useEditions().data ?? [];
  const [params, setParams] = useSearchParams();
  const named = params.get('document');
  const contracts = contractsOf(editions);
  const titles = new Map(contracts.map(({ document, title }) => [document, title]));
  const shown = (drafts.data?.drafts ?? []).filter(({ from }) => named === null || from.document === named);
  // Which contract a damaged one is of, nobody can tell.
  const damaged = drafts.data?.damaged ?? [];
  return (
    <Page
      title="Drafts"
      lead="Change the rules of an edition and see what that does, before anything is published. A draft decides nothing."
    >
      <ContractSwitch
        contracts={contracts}
        named={named}
        choose={(document) => {
          setParams(document === null ? {} : { document });
        }}
      />
      <div className="drafts">
        <section className="drafts-list" aria-labelledby="drafts-list">
          <h2 id="drafts-list">Kept drafts</h2>
          {!drafts.isSuccess ? (
            <NotYet of={drafts} what="the drafts" />
          ) : shown.length + damaged.length === 0 ? (
            <EmptyState
              title={named === null ? 'There is no draft yet.' : 'There is no draft of this contract yet.'}
            >
              Begin one from a published edition.
            </EmptyState>
          ) : (
            <ul className="drafts-rows">
              {shown.map((draft) => (
                <DraftRow key={draft.id} draft={draft} title={titles.get(draft.from.document)} />
              ))}
              {damaged.map((id) => (
                <DamagedRow key={id} id={id} />
              ))}
            </ul>
          )}
        </section>
        {drafts.isSuccess ? <NewDraftForm key={named} document={named} /> : null}
      </div>
    </Page>
  );
};

const DraftRow = ({
  draft,
  title,
}: {
  readonly draft: DraftSummary;
  /** Of its contract; left out where no edition of it is here any more. */
  readonly title: string | undefined;
}): ReactElement => (
  <li className="card drafts-row">
    <h3>
      <Link href={draftAddress(draft.id)}>{draft.title}</Link>{' '}
      {draft.stage === 'editing' ? null : <span className="badge">{stages[draft.stage]}</span>}
    </h3>
    <p className="drafts-row-from">
      From {title ?? draft.from.document}, {draft.from.revision}
    </p>
    <p className="hint">
      {draft.changed.length === 0
        ? 'Nothing is changed yet'
        : `${countOf(draft.changed.length, 'file')} changed: ${draft.changed.join(', ')}`}
      {draft.scenarios.length === 0 ? '' : ` · ${countOf(draft.scenarios.length, 'file')} of scenarios`}
      {' · '}
      <Instant at={toMinute(draft.changedAt)} />
      {draft.by === null ? '' : ` · ${draft.by}`}
    </p>
  </li>
);

const stages = { proposed: 'Proposed', approved: 'Approved', published: 'Published' } as const;

/** A draft whose file is damaged: it can be deleted where it stands by itself. */
const DamagedRow = ({ id }: { readonly id: string }): ReactElement => (
  <li className="card drafts-row">
    <h3>
      <Link href={draftAddress(id)}>{id}</Link>
    </h3>
    <p className="hint">
      What is kept of this draft is damaged. Bring its file back from a copy, or delete it.
    </p>
  </li>
);
