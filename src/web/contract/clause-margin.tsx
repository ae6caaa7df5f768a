import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { logAddress, type EditionPlace } from '../parts/addresses.js';
import { countOf, wordsOfName } from '../parts/values/formats.js';
import { dispositionWords } from './dispositions.js';
import { isUncovered } from './filter-clauses.js';
import type { BookClause, ClauseProof } from '../../wire/book/contract.js';

/** What rests on a clause, in a few words beside it. */
export const ClauseMargin = ({
  clause,
  edition: { document, revision },
  proof,
  count,
}: {
  readonly clause: BookClause;
  readonly edition: EditionPlace;
  /** `null` while the scenarios run. */
  readonly proof: ClauseProof | null;
  /** Decisions of the log; `null` where they may not be read. */
  readonly count: number | null;
}): ReactElement => {
  const { disposition, decisions, rules, definitions, parameters, readings } = clause;
  const { name, badge } = dispositionWords(disposition);
  const rests = [
    [rules.length, 'rule'],
    [definitions.length, 'definition'],
    [parameters.length, 'figure'],
  ] as const;
  return (
    <div className="margin">
      <div className="margin-kind">
        <span className={`badge ${badge}`}>{name}</span>
        {decisions.length === 0 ? null : (
          <span className="margin-decisions">{decisions.map(wordsOfName).join(', ')}</span>
        )}
      </div>
      <ul className="margin-facts">
        {rests.map(([many, noun]) => (many === 0 ? null : <li key={noun}>{countOf(many, noun)}</li>))}
        {readings.length === 0 ? null : <li>reading {readings.join(', ')}</li>}
        <ProofFact clause={clause} proof={proof} />
        {count === null || count === 0 ? null : (
          <li>
            <Link href={logAddress({ document, revision, clause: clause.id })}>
              {countOf(count, 'decision')}
            </Link>
          </li>
        )}
      </ul>
    </div>
  );
};

const ProofFact = ({
  clause,
  proof,
}: {
  readonly clause: BookClause;
  readonly proof: ClauseProof | null;
}): ReactElement | null => {
  if (proof === null) return null;
  const all = proof.proving + proof.deciding;
  if (isUncovered(clause, proof)) return <li className="margin-warn">uncovered</li>;
  if (all === 0) return null;
  if (proof.failed > 0)
    return (
      <li className="margin-bad">
        ✗ {proof.failed} of {countOf(all, 'scenario')} fail
      </li>
    );
  return <li className="margin-good">✓ {countOf(all, 'scenario')}</li>;
};
