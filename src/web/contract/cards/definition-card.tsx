import type { ReactElement } from 'react';
import { SourceView } from './source-view.js';
import type { ClauseBook } from '../../../wire/book/contract.js';

/** A defined word of the contract, and how it is computed. */
export const DefinitionCard = ({
  definition: { term, is, describes, source },
}: {
  readonly definition: ClauseBook['definitions'][number];
}): ReactElement => (
  <div className="rule">
    <h4 className="rule-head">
      <code>{term}</code>
    </h4>
    {describes === null ? null : <p>{describes}</p>}
    <p className="formula">
      <code>{is}</code>
    </p>
    <SourceView source={source} name={`the definition ${term}`} />
  </div>
);
