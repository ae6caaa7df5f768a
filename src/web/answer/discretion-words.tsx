import type { ReactElement } from 'react';
import { wordsOfName } from '../parts/values/formats.js';
import { Value } from '../parts/values/value.js';
import type { DecisionAnswer } from '../../wire/decision.js';

/** What a decision leaves to choose: who may choose what, up to how much, and what the policy recommends. */
export const DiscretionWords = ({
  discretion: { decider, choices, recommended, upTo },
}: {
  readonly discretion: NonNullable<DecisionAnswer['discretion']>;
}): ReactElement => (
  <>
    <strong>
      {decider.charAt(0).toUpperCase()}
      {decider.slice(1)} may choose:
    </strong>{' '}
    {choices.map(wordsOfName).join(', ')}
    {upTo === undefined ? null : (
      <>
        , up to <Value value={upTo} />
      </>
    )}
    . Its policy recommends <strong>{wordsOfName(recommended)}</strong>.
  </>
);
