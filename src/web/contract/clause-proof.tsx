import type { ReactElement } from 'react';
import { countOf, wordsOfName } from '../parts/formats.js';
import { Instant } from '../parts/instant.js';
import type { ClauseBook } from '../../wire/book/contract.js';
import type { ProofSummary } from '../../wire/editions.js';

/** What was proved of a clause: how many properties rest on it, and what is declared of it to hold of every case. */
export const ClauseProof = ({
  clause: { id, rules, invariants },
  evidence,
}: {
  readonly clause: ClauseBook;
  /** What was kept with the release; `null` where nothing was, `undefined` while that is not known. */
  readonly evidence: ProofSummary | null | undefined;
}): ReactElement | null => {
  const count = evidence?.clauses[id] ?? 0;
  if (evidence === undefined || (rules.length === 0 && invariants.length === 0 && count === 0)) return null;
  return (
    <section className="panel-part">
      <h3>Proof</h3>
      {evidence === null ? (
        <p className="hint">No evidence of a proof was kept with this release.</p>
      ) : (
        <p>
          <span className="badge badge-good">Proved</span> {countOf(count, 'property', 'properties')} that
          rest on this clause: <ProvedBy evidence={evidence} />
          {evidence.items === null ? '.' : `, with lists of at most ${countOf(evidence.items, 'item')}.`}
        </p>
      )}
      {invariants.length === 0 ? null : (
        <ul className="proof-always">
          {invariants.map(({ name, describes }) => (
            <li key={name}>
              {evidence?.invariants.includes(name) === true ? (
                <span className="badge badge-good">Proved</span>
              ) : (
                <span className="badge">Declared</span>
              )}{' '}
              {wordsOfName(name)}
              {describes === null ? null : <p className="hint">{describes}</p>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** When something was proved, and by which solver. */
export const ProvedBy = ({ evidence }: { readonly evidence: ProofSummary }): ReactElement => (
  <>
    <Instant at={evidence.at} only="date" />, {evidence.solver}
  </>
);
