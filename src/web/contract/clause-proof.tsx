import type { ReactElement } from 'react';
import { countOf, titleOfName, wordsOfName } from '../parts/values/formats.js';
import { Instant } from '../parts/values/instant.js';
import type { ClauseBook } from '../../wire/book/contract.js';
import type { ProofSummary } from '../../wire/registry-entry.js';
import { provedOfClause, type ProvedOfDecision } from './proof-words.js';

/** What was proved of a clause: how many properties rest on it, what is declared of it to hold of every case, and each property in plain words. */
export const ClauseProof = ({
  clause: { id, rules, invariants },
  evidence,
}: {
  readonly clause: ClauseBook;
  /** What was kept with the release; `null` where nothing was, `undefined` while that is not known. */
  readonly evidence: ProofSummary | null | undefined;
}): ReactElement | null => {
  const count = evidence?.clauses[id] ?? 0;
  // What is only declared stands before what is proved.
  const declared = [...invariants].sort(
    (one, other) => Number(isProved(evidence, one.name)) - Number(isProved(evidence, other.name)),
  );
  const decisions = [...new Set(rules.map(({ decision }) => decision))];
  const proved = evidence == null ? [] : (provedOfClause(evidence, id, decisions) ?? []);
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
          {declared.map(({ name, describes }) => (
            <li key={name}>
              {isProved(evidence, name) ? (
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
      {proved.map((one) => (
        <ProvedProperties key={one.decision} {...one} />
      ))}
    </section>
  );
};

const isProved = (evidence: ProofSummary | null | undefined, invariant: string): boolean =>
  evidence?.invariants.includes(invariant) === true;

const ProvedProperties = ({ decision, properties }: ProvedOfDecision): ReactElement => (
  <details className="more">
    <summary>
      {titleOfName(decision)}: {countOf(properties.length, 'property', 'properties')}, one by one
    </summary>
    <ul className="proof-always">
      {properties.map(({ id, words, verdict }) => (
        <li key={id}>
          <span className={`badge ${badges[verdict]}`}>{verdictWords[verdict]}</span> {words}
        </li>
      ))}
    </ul>
  </details>
);

/** `shown` is proved by a case. */
const verdictWords = {
  proved: 'Proved',
  shown: 'By a case',
  elsewhere: 'Only elsewhere',
  'not-proved': 'Not proved',
} as const;

const badges = {
  proved: 'badge-good',
  shown: 'badge-good',
  elsewhere: 'badge-warn',
  'not-proved': 'badge-bad',
} as const;

/** When something was proved, and by which solver. */
export const ProvedBy = ({ evidence }: { readonly evidence: ProofSummary }): ReactElement => (
  <>
    <Instant at={evidence.at} only="date" />, {evidence.solver}
  </>
);
