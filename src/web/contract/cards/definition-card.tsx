import type { ReactElement } from 'react';
import { capitalised } from '../../../language/format-value.js';
import { SourceView } from './source-view.js';
import type { ClauseBook } from '../../../wire/book/contract.js';

/** A defined word of the contract, and how it is computed. */
export const DefinitionCard = ({
  definition: { term, name, words, is, describes, source },
}: {
  readonly definition: ClauseBook['definitions'][number];
}): ReactElement => (
  <div className="rule">
    <h4 className="rule-head">
      <span className="rule-name">{capitalised(name)}</span>
    </h4>
    <p className="rule-words">{capitalised(words)}.</p>
    {describes === null ? null : <p>{describes}</p>}
    <details className="more">
      <summary>As it is computed</summary>
      <p className="formula">
        <code>
          {term} = {is}
        </code>
      </p>
    </details>
    <SourceView source={source} name={`the definition ${term}`} />
  </div>
);
