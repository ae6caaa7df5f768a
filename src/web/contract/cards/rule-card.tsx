import type { ReactElement } from 'react';
import { capitalised } from '../../../language/format-value.js';
import { wordsOfName } from '../../parts/values/formats.js';
import { ProvedBy } from '../clause-proof.js';
import { SourceView } from './source-view.js';
import type { RuleBook } from '../../../wire/book/contract.js';
import type { ProofSummary } from '../../../wire/registry-entry.js';

const force = { must: 'Must', 'must-not': 'Must not', may: 'May' } as const;

/** A rule in plain words, and the YAML that it was made from. */
export const RuleCard = ({
  rule,
  evidence,
}: {
  readonly rule: RuleBook;
  /** What was proved of its release; `null` where nothing is known to be. */
  readonly evidence: ProofSummary | null;
}): ReactElement => {
  const { decides, effects, discretion, goesBefore, givesWayTo, because, terms } = rule.words;
  return (
    <div className="rule">
      <h4 className="rule-head">
        <span className="rule-decision">{wordsOfName(rule.decision)}</span>
        <span className="rule-name">{wordsOfName(rule.id)}</span>
        <span className="badge">{force[rule.modality]}</span>
      </h4>
      <p className="rule-words">{decides}</p>
      {effects === null ? null : <p>{effects}</p>}
      {discretion === null ? null : <p>{discretion}</p>}
      <Terms terms={terms.filter(({ isDirect }) => isDirect)} />
      {terms.every(({ isDirect }) => isDirect) ? null : (
        <details className="more">
          <summary>What these words mean in turn</summary>
          <Terms terms={terms.filter(({ isDirect }) => !isDirect)} />
        </details>
      )}
      <p className="rule-because">
        Told as: <q>{because}</q>
      </p>
      {goesBefore === null && givesWayTo === null ? null : (
        <details className="more">
          <summary>What goes before what</summary>
          {goesBefore === null ? null : <p>{goesBefore}</p>}
          {givesWayTo === null ? null : <p>{givesWayTo}</p>}
        </details>
      )}
      {evidence === null ? null : (
        <p className="hint">
          Proved: it decides some case, and no rule that stands beside it says otherwise.{' '}
          <ProvedBy evidence={evidence} />
        </p>
      )}
      <SourceView source={rule.source} name={`the rule ${rule.id}`} />
    </div>
  );
};

/** What the words of a rule mean, each with the clauses that say so. */
const Terms = ({ terms }: { readonly terms: RuleBook['words']['terms'] }): ReactElement | null =>
  terms.length === 0 ? null : (
    <dl className="rule-terms">
      {terms.map(({ term, name, words, clauses }) => (
        <div key={term}>
          <dt>{capitalised(name)}</dt>
          <dd>
            {words}. {clauses.length === 0 ? null : <span className="hint">{clauses.join(', ')}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
