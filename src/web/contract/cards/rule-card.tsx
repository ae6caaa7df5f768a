import type { ReactElement } from 'react';
import { wordsOfName } from '../../parts/formats.js';
import { SourceView } from './source-view.js';
import type { RuleBook } from '../../../wire/book/contract.js';

const force = { must: 'Must', 'must-not': 'Must not', may: 'May' } as const;

/** A rule in plain words, and the YAML that it was made from. */
export const RuleCard = ({ rule }: { readonly rule: RuleBook }): ReactElement => {
  const { decides, effects, discretion, goesBefore, givesWayTo, because } = rule.words;
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
      <SourceView source={rule.source} name={`the rule ${rule.id}`} isOpen />
    </div>
  );
};
