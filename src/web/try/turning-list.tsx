import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { useTurning } from '../api/trying.js';
import type { TriedCase } from './case-address.js';
import { EmptyState } from '../parts/empty-state.js';
import { formatCount, titleOfName, wordsOfName } from '../parts/values/formats.js';
import { Outcome } from '../parts/values/outcome.js';
import { isRecord } from '../../language/values.js';
import { formatMoney } from '../../language/format-value.js';
import { groupsOf } from './turn-groups.js';
import { isInstant } from '../../language/instants.js';
import { tellValue } from '../../language/tell-value.js';
import { useZone } from '../parts/values/zone.js';
import { NotYet } from '../parts/not-yet.js';
import type { Change, Turn } from '../../wire/book/trying.js';
import type { Json } from '../../wire/parts.js';

/** What would change this: the nearest single facts that turn the outcome, each ready to be taken. */
export const TurningList = ({
  decision,
  outcomes,
  tried,
  take,
}: {
  readonly decision: string;
  readonly outcomes: readonly string[];
  readonly tried: TriedCase | null;
  readonly take: (changes: readonly Change[]) => void;
}): ReactElement => {
  const turning = useTurning(decision, tried);
  if (!turning.isSuccess) return <NotYet of={turning} what="what would change this" />;
  const { turns, cases, complete } = turning.data;
  const told = `${formatCount(cases)} cases around this one were tried${complete ? '' : ', and there are more'}.`;
  if (turns.length === 0)
    return <EmptyState title="No single fact was found that turns the outcome.">{told}</EmptyState>;
  return (
    <>
      {groupsOf(turns).map(({ title, of }) => (
        <section key={title} className="turn-group">
          <h3>{title}</h3>
          <ul className="turns">
            {of.map((turn) => (
              <TurnItem
                key={`${turn.fact} ${turn.side} ${turn.outcome} ${JSON.stringify(turn.along)}`}
                turn={turn}
                outcomes={outcomes}
                take={take}
              />
            ))}
          </ul>
        </section>
      ))}
      <p className="hint">{told} What is not listed may still turn it together with other facts.</p>
    </>
  );
};

/** One turn of the outcome: what would be otherwise, what it comes to, and the way to try it. */
const TurnItem = ({
  turn,
  outcomes,
  take,
}: {
  readonly turn: Turn;
  readonly outcomes: readonly string[];
  readonly take: (changes: readonly Change[]) => void;
}): ReactElement => {
  const zone = useZone();
  const { gain } = turn;
  return (
    <li className="turn">
      <div>
        {[turn, ...turn.along].map((change, place) => (
          <p key={change.fact} className="turn-change">
            {place === 0 ? null : <span className="turn-and">and </span>}
            <strong>{nameOf(change)}</strong> <span className="turn-from">{said(change.from, zone)}</span>
            <span aria-hidden="true"> → </span>
            <span className="visually-hidden"> becomes </span>
            <span className="turn-to">{said(change.to, zone)}</span>
          </p>
        ))}
        {gain === null ? null : (
          <p className="turn-gain">
            {formatMoney({ ...gain, minor: Math.abs(gain.minor) })} {gain.minor > 0 ? 'more' : 'less'} for the
            customer
          </p>
        )}
        <p className="hint">{hintOf(turn)}</p>
      </div>
      <Outcome outcome={turn.outcome} outcomes={outcomes} />
      <Button
        className="button"
        aria-label={`Try it with ${nameOf(turn)} ${said(turn.to, zone)}`}
        onPress={() => {
          take([turn, ...turn.along]);
        }}
      >
        Try it
      </Button>
    </li>
  );
};

const nameOf = ({ fact }: Change): string =>
  fact === 'asOf' ? 'Asked at' : titleOfName(fact.split('.').join(' '));

const said = (value: Json | undefined, zone: string): string => {
  if (value === undefined) return 'not said';
  return typeof value === 'string' && !isInstant(value) ? wordsOfName(value) : tellValue(value, 'none', zone);
};

const hintOf = ({ side, to, clauses, effects }: Turn): string => {
  const isTime = typeof to === 'string' && isInstant(to);
  const where =
    side === 'other'
      ? ''
      : side === 'less'
        ? isTime
          ? 'The latest such instant before. '
          : 'The next such value below. '
        : isTime
          ? 'The first such instant after. '
          : 'The next such value above. ';
  const amount = Object.entries(effects).find(([, value]) => isRecord(value) && 'minor' in value);
  const what = amount === undefined ? '' : `, ${wordsOfName(amount[0])} ${tellValue(amount[1])}`;
  return `${where}By clause ${clauses.join(', ')}${what}.`;
};
