import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link, useLocation } from 'wouter';
import { contractAddress, editionsAddress, signOffAddress } from '../parts/addresses.js';
import { EditionChoice } from '../parts/editions/edition-choice.js';
import { countOf, shortDigest } from '../parts/values/formats.js';
import { Instant } from '../parts/values/instant.js';
import type { ProofBook } from '../../wire/book/contract.js';
import type { EditionSummary } from '../../wire/editions.js';

/** Which edition this is, since when it holds, and how its scenarios fare. */
export const ContractLead = ({
  edition,
  editions,
  proof,
}: {
  readonly edition: EditionSummary;
  readonly editions: readonly EditionSummary[];
  readonly proof: UseQueryResult<ProofBook>;
}): ReactElement => {
  const [, navigate] = useLocation();
  return (
    <div className="contract-lead">
      <EditionChoice
        editions={editions}
        shown={edition}
        choose={(other) => {
          navigate(contractAddress(other));
        }}
      />
      <span>
        in effect from <Instant at={edition.effectiveFrom} only="date" />
      </span>
      <code title={edition.digest}>{shortDigest(edition.digest)}</code>
      <Link href={editionsAddress(edition.document)}>Compare editions</Link>
      <Link href={signOffAddress(edition)}>Copy for signature</Link>
      <ProofBadge proof={proof} />
    </div>
  );
};

const ProofBadge = ({ proof }: { readonly proof: UseQueryResult<ProofBook> }): ReactElement => {
  if (proof.isPending)
    return (
      <span className="badge" role="status">
        The scenarios run …
      </span>
    );
  if (proof.isError) return <span className="badge badge-warn">The scenarios could not be run</span>;
  if (proof.data.code === 'no-scenarios') return <span className="badge">No scenarios</span>;
  const { scenarios, failed, elsewhere, faults } = proof.data;
  const others =
    elsewhere === 0 ? null : (
      <span className="hint">and {countOf(elsewhere, 'scenario')} in which it does not govern</span>
    );
  const unread = faults.length === 0 ? '' : `, ${countOf(faults.length, 'fault')}`;
  return (
    <>
      {failed > 0 || faults.length > 0 ? (
        <Link href="?only=failing" className="badge badge-bad">
          ✗ {failed} of {countOf(scenarios, 'scenario')} fail{unread}
        </Link>
      ) : scenarios === 0 ? (
        <span className="badge badge-warn">No scenario is decided under this revision</span>
      ) : (
        <span className="badge badge-good">✓ all {countOf(scenarios, 'scenario')} of this revision pass</span>
      )}
      {others}
    </>
  );
};
