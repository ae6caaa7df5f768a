import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { useLocation, useSearchParams } from 'wouter';
import { useClauses, useProof } from '../api/contract.js';
import { useDifference } from '../api/difference.js';
import { useEvidence } from '../api/editions.js';
import { signOffAddress } from '../parts/addresses.js';
import { EditionPage, type NamedInAddress } from '../parts/editions/edition-page.js';
import { EditionChoice } from '../parts/editions/edition-choice.js';
import { Page } from '../parts/page.js';
import { Zone } from '../parts/values/zone.js';
import { NotYet } from '../parts/not-yet.js';
import { Select } from '../parts/select.js';
import type { EditionSummary } from '../../wire/editions.js';
import { earlierOf } from './earlier.js';
import { SignOffClauses } from './sign-off-clauses.js';
import { SignOffHead } from './sign-off-head.js';
import { Signatures } from './signatures.js';
import { usePageFeet } from './use-page-feet.js';
import '../contract/contract.css';
import './sign-off.css';

/** The copy of a contract that is signed. */
const SignOffPage = (named: NamedInAddress): ReactElement => (
  <EditionPage
    named={named}
    title="Copy for signature"
    addressOf={(document) => signOffAddress({ document })}
  >
    {(edition, editions) => (
      <Zone value={edition.zone}>
        <SignOffCopy key={edition.digest} edition={edition} editions={editions} />
      </Zone>
    )}
  </EditionPage>
);

const SignOffCopy = ({
  edition,
  editions,
}: {
  readonly edition: EditionSummary;
  readonly editions: readonly EditionSummary[];
}): ReactElement => {
  const [params, setParams] = useSearchParams();
  const [, navigate] = useLocation();
  const before = earlierOf(editions, edition);
  const since = params.get('since');
  const earlier =
    since === 'none' ? undefined : (before.find(({ revision }) => revision === since) ?? before.at(-1));
  // What is printed says how the scenarios fare.
  const { isPending } = useProof(edition);
  usePageFeet(`${edition.title}, ${edition.revision}`, edition.digest);
  return (
    <Page
      title="Copy for signature"
      lead={
        <div className="contract-lead no-print">
          <EditionChoice
            editions={editions}
            shown={edition}
            choose={(other) => {
              navigate(signOffAddress(other));
            }}
          />
          {before.length === 0 ? null : (
            <label className="field sign-off-since">
              Changes marked since
              <Select
                value={earlier?.revision ?? 'none'}
                options={[
                  ...before.map(({ revision }) => [revision, revision] as const),
                  ['none', 'Not marked'],
                ]}
                choose={(since) => {
                  setParams({ since });
                }}
              />
            </label>
          )}
        </div>
      }
      actions={
        <Button
          className="button"
          isDisabled={isPending}
          onPress={() => {
            window.print();
          }}
        >
          Print, or save as PDF
        </Button>
      }
    >
      {earlier === undefined ? (
        <Copy edition={edition} />
      ) : (
        <MarkedCopy key={earlier.digest} edition={edition} earlier={earlier} />
      )}
    </Page>
  );
};

/** The copy with what changed since an earlier edition. */
const MarkedCopy = ({
  edition,
  earlier,
}: {
  readonly edition: EditionSummary;
  readonly earlier: EditionSummary;
}): ReactElement => {
  const difference = useDifference(earlier.digest, edition.digest);
  if (!difference.isSuccess) return <NotYet of={difference} what="what changed" />;
  return <Copy edition={edition} since={{ edition: earlier, difference: difference.data }} />;
};

const Copy = ({
  edition,
  since,
}: Pick<Parameters<typeof SignOffHead>[0], 'edition' | 'since'>): ReactElement => {
  const clauses = useClauses(edition);
  const proof = useProof(edition);
  const { data: evidence } = useEvidence(edition);
  if (!clauses.isSuccess) return <NotYet of={clauses} what="the clauses" />;
  return (
    <article className="sign-off">
      <SignOffHead
        edition={edition}
        clauses={clauses.data}
        proof={proof.data}
        evidence={evidence}
        since={since}
      />
      <SignOffClauses clauses={clauses.data} changes={since?.difference.clauses ?? []} />
      <Signatures edition={edition} />
    </article>
  );
};

export default SignOffPage;
