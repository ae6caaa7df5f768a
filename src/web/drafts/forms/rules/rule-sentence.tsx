import type { ReactElement } from 'react';
import type { RuleView } from '../../../../wire/book/forms.js';

/** A rule as it reads. */
export const RuleSentence = ({ words }: { readonly words: RuleView['words'] }): ReactElement =>
  words === null ? (
    <p className="hint">It is told in words once nothing is wrong in the files.</p>
  ) : (
    <div className="rule-sentence">
      <p className="rule-words">{words.decides}</p>
      {[words.effects, words.discretion, words.goesBefore, words.givesWayTo].map((part, place) =>
        part === null ? null : <p key={place}>{part}</p>,
      )}
      <p className="hint">
        Told as: <q>{words.because}</q>
      </p>
    </div>
  );
