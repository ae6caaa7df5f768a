import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';
import { draftPath } from '../../api/drafts.js';
import { decisionAddress } from '../../parts/addresses.js';
import { countOf, formatCount, titleOfName, wordsOfName } from '../../parts/formats.js';
import { Instant } from '../../parts/instant.js';
import { ClauseLinks } from '../clause-links.js';
import { formatMoney } from '../../../language/format-value.js';
import { toMinute } from '../to-minute.js';
import { tellValue } from '../../parts/tell-value.js';
import { useZone } from '../../parts/zone.js';
import { TrialProgress } from './trial-progress.js';
import { useTrial } from './use-trial.js';
import type { Draft, ImpactNews, TurnedDecision } from '../../../wire/book/drafts.js';

const counts = [100, 1000, 5000] as const;

/** Decides the log's newest decisions once more, under a draft, and shows which would come out otherwise. */
export const ImpactPanel = ({
  draft,
  flush,
}: {
  readonly draft: Draft;
  readonly flush: () => Promise<string>;
}): ReactElement => {
  const trial = useTrial<ImpactNews>();
  const [newest, setNewest] = useState<number>(1000);
  const [already, setAlready] = useState(false);
  const start = async (asIf: boolean): Promise<void> => {
    setAlready(asIf);
    const of = await flush();
    await trial.start(draftPath(draft.id, 'impact'), { newest, already: asIf }, of);
  };
  const begun = trial.news.find((one) => one.kind === 'begun');
  const over = trial.news.find((one) => one.kind === 'done');
  const progress = trial.news.findLast((one) => one.kind === 'progress');
  const turned = trial.news.flatMap((one) => (one.kind === 'turned' ? [one.turned] : []));
  return (
    <div className="panel">
      <p className="hint">
        Decisions of the log are decided once more under the draft. Nothing is recorded, and nothing that was
        decided changes.
      </p>
      <div className="impact-ask">
        <div className="field">
          <label htmlFor="impact-newest">How many</label>
          <select
            id="impact-newest"
            value={newest}
            onChange={(event) => {
              setNewest(Number(event.target.value));
            }}
          >
            {counts.map((count) => (
              <option key={count} value={count}>
                The newest {formatCount(count)}
              </option>
            ))}
          </select>
        </div>
        <Button
          className="button button-main"
          isDisabled={trial.state === 'running'}
          onPress={() => void start(false)}
        >
          Decide them under the draft
        </Button>
      </div>
      <TrialProgress
        trial={trial}
        done={over?.done ?? progress?.done ?? 0}
        total={begun?.total ?? null}
        noun="decision"
        changedAt={draft.changedAt}
        stop={trial.stop}
      >
        {over === undefined ? null : <ImpactSum over={over} told={turned.length} />}
        {over === undefined || begun === undefined || begun.later.length === 0 ? null : (
          <Later later={begun.later} already={already} start={() => void start(true)} />
        )}
        {turned.length === 0 ? null : (
          <ul className="turned">
            {turned.map((one) => (
              <TurnedItem key={one.id} draft={draft} turned={one} />
            ))}
          </ul>
        )}
      </TrialProgress>
    </div>
  );
};

/** Why figures that change later on change nothing yet, with the way to see what they would have. */
const Later = ({
  later,
  already,
  start,
}: {
  readonly later: Extract<ImpactNews, { readonly kind: 'begun' }>['later'];
  readonly already: boolean;
  readonly start: () => void;
}): ReactElement => (
  <div className="impact-later">
    <ul>
      {later.map(({ figure, from }) => (
        <li key={figure}>
          {titleOfName(figure)} changes on <Instant at={from} />
        </li>
      ))}
    </ul>
    {already ? (
      <p>These figures were taken as if they had applied already, to every decision.</p>
    ) : (
      <>
        <p>Decisions as of before then do not read it, and stay as they are.</p>
        <Button className="button" onPress={start}>
          Decide them as if it had applied already
        </Button>
      </>
    )}
  </div>
);

const ImpactSum = ({
  over,
  told,
}: {
  readonly over: Extract<ImpactNews, { readonly kind: 'done' }>;
  readonly told: number;
}): ReactElement => {
  const { done, changed, grounds, notCompared, moves, money } = over;
  const turns = moves.filter(({ before, after }) => before !== after);
  if (done === 0) return <p role="status">The log has no decision of this revision among the newest.</p>;
  return (
    <>
      <p role="status" className="panel-sum">
        <span className={`badge ${changed === 0 ? 'badge-good' : 'badge-warn'}`}>
          {changed === 0 ? 'None would change' : `${formatCount(changed)} would change`}
        </span>{' '}
        of {countOf(done, 'decision')}
        {grounds === 0 ? '' : `; ${formatCount(grounds)} would rest on other clauses`}.
      </p>
      {money.map(({ currency, more, less }) => (
        <p key={currency} className="impact-money">
          For the customers: <b>{formatMoney({ minor: more, currency })} more</b> and{' '}
          <b>{formatMoney({ minor: less, currency })} less</b>, over all that would change.
        </p>
      ))}
      {turns.length === 0 ? null : (
        <table>
          <caption className="visually-hidden">Outcomes that change</caption>
          <thead>
            <tr>
              <th scope="col">Decision</th>
              <th scope="col">Before</th>
              <th scope="col">Under the draft</th>
              <th scope="col">How many</th>
            </tr>
          </thead>
          <tbody>
            {turns.map(({ decision, before, after, count }) => (
              <tr key={`${decision} ${before} ${after}`}>
                <th scope="row">{wordsOfName(decision)}</th>
                <td>{wordsOfName(before)}</td>
                <td>{wordsOfName(after)}</td>
                <td className="figure">{formatCount(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {Object.entries(notCompared).map(([why, count]) => (
        <p key={why} className="hint">
          {countOf(count, 'decision')} not compared: {notComparedWords[why] ?? why}.
        </p>
      ))}
      {told < changed ? <p className="hint">The first {formatCount(told)} are shown.</p> : null}
    </>
  );
};

const notComparedWords: Readonly<Record<string, string>> = {
  'facts-gone': 'their facts are erased, masked or encrypted',
  'facts-refused': 'the draft refuses their facts',
  'no-such-decision': 'the draft has no rules for them',
  failed: 'the draft could not be evaluated on them',
};

const TurnedItem = ({
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
      {before.outcome === after.outcome ? (
        <p>{wordsOfName(before.outcome)}, as before</p>
      ) : (
        <p>
          {wordsOfName(before.outcome)} → <b>{wordsOfName(after.outcome)}</b>
        </p>
      )}
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
