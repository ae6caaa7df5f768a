import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { decisionAddress } from '../../parts/addresses.js';
import { wordsOfName } from '../../parts/values/formats.js';
import { Instant } from '../../parts/values/instant.js';
import { tellValue } from '../../../language/tell-value.js';
import { useZone } from '../../parts/values/zone.js';
import { ClauseLinks } from '../clause-links.js';
import { toMinute } from '../../parts/values/coarser.js';
import type { Draft, TurnedDecision } from '../../../wire/book/drafts.js';

/** A recorded decision that would come out otherwise: its outcome, its effects and its clauses, before and under the draft. */
export const TurnedItem = ({
  draft,
  turned,
}: {
  readonly draft: Draft;
  readonly turned: TurnedDecision;
}): ReactElement => {
  const zone = useZone();
  const { id, decision, decidedAt, before, after, effects, lost, gained } = turned;
  return (
    <li className="turned-item">
      <p className="turned-title">
        <Link href={decisionAddress(id)}>{wordsOfName(decision)}</Link>{' '}
        <span className="hint">
          <Instant at={toMinute(decidedAt)} />
        </span>
      </p>
      <OutcomeTurn before={before.outcome} after={after.outcome} />
      {effects.map((name) => (
        <p key={name}>
          {wordsOfName(name)}: {tellValue(before.effects[name], 'none', zone)} →{' '}
          <b>{tellValue(after.effects[name], 'none', zone)}</b>
        </p>
      ))}
      <ClauseLinks draft={draft} words="No longer rests on" clauses={lost} />
      <ClauseLinks draft={draft} words="Rests also on" clauses={gained} />
    </li>
  );
};

/** An outcome before and under the draft, in words. */
export const OutcomeTurn = ({
  before,
  after,
}: {
  readonly before: string;
  readonly after: string;
}): ReactElement =>
  before === after ? (
    <p>{wordsOfName(before)}, as before</p>
  ) : (
    <p>
      {wordsOfName(before)} → <b>{wordsOfName(after)}</b>
    </p>
  );
