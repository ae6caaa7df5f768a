import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { draftPath, useWords } from '../../api/drafts.js';
import { titleOfName } from '../../parts/values/formats.js';
import { Instant } from '../../parts/values/instant.js';
import { NewestCount } from '../../parts/newest-count.js';
import { SelectField } from '../../parts/select.js';
import { ImpactCohorts } from './impact-cohorts.js';
import { ImpactSum } from './impact-sum.js';
import { LargestCases } from './largest-cases.js';
import { TrialProgress } from './trial-progress.js';
import { TurnedItem } from './turned-item.js';
import { useTrial } from './use-trial.js';
import type { Draft, ImpactNews } from '../../../wire/book/drafts.js';

/** Decides the log's newest decisions once more, under a draft, and shows which would come out otherwise, and what customers would gain and lose. */
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
  const [by, setBy] = useState('');
  const facts = (useWords(draft.id).data ?? []).filter(({ kind }) => kind === 'fact');
  const start = async (asIf: boolean): Promise<void> => {
    setAlready(asIf);
    const of = await flush();
    await trial.start(
      draftPath(draft.id, 'impact'),
      { newest, already: asIf, ...(by === '' ? {} : { by }) },
      of,
    );
  };
  const begun = trial.news.find((one) => one.kind === 'begun');
  const noCohort = trial.news.find((one) => one.kind === 'no-cohort');
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
        <NewestCount value={newest} choose={setNewest} />
        <SelectField
          label="Summed up by a fact, too"
          value={by}
          options={[['', 'None'], ...facts.map(({ word }) => [word, word] as const)]}
          choose={setBy}
        />
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
        {noCohort === undefined ? null : (
          <p className="badge badge-bad">
            {noCohort.fact} makes no table: {noCohort.why}.
          </p>
        )}
        {over === undefined ? null : <ImpactSum done={over.done} impact={over.impact} told={turned.length} />}
        {over === undefined || begun === undefined || begun.later.length === 0 ? null : (
          <Later later={begun.later} already={already} start={() => void start(true)} />
        )}
        {over === undefined ? null : <ImpactCohorts draft={draft} impact={over.impact} />}
        {over === undefined ? null : <LargestCases impact={over.impact} />}
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
