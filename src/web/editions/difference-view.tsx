import type { ReactElement } from 'react';
import { useDifference, useEffectDifference } from '../api/difference.js';
import { countOf, wordsOfName } from '../parts/values/formats.js';
import { NotYet } from '../parts/not-yet.js';
import { ClauseChanges } from './clause-changes.js';
import { DecisionChanges } from './decision-changes.js';
import { ItemChanges } from './item-changes.js';
import type { DecisionChange, DifferenceBook, EffectBook } from '../../wire/book/difference.js';
import type { EditionSummary } from '../../wire/editions.js';

/** What differs between two editions: in words, in effect, in what is written. The words are there first. */
export const DifferenceView = ({
  left,
  right,
}: {
  readonly left: EditionSummary;
  readonly right: EditionSummary;
}): ReactElement => {
  const words = useDifference(left.digest, right.digest);
  const effect = useEffectDifference(left.digest, right.digest);
  if (!words.isSuccess) return <NotYet of={words} what="the difference" />;
  const { clauses, headings, unchanged, items } = words.data;
  return (
    <>
      <p className="compare-sum" role="status">
        {wordsSum(words.data)} {effect.data === undefined ? null : effectSum(effect.data)}
      </p>
      <section>
        <h3>In words</h3>
        <p className="hint">
          {countOf(unchanged, 'clause')} of the later edition stand as they stood in the earlier one.
        </p>
        <ClauseChanges
          changes={clauses}
          claims={effect.data?.claims ?? []}
          headings={headings}
          left={left}
          right={right}
        />
      </section>
      <section>
        <h3>In effect</h3>
        {!effect.isSuccess ? (
          <NotYet
            of={effect}
            what="the effect. Hundreds of cases are decided under both editions, which takes some seconds"
          />
        ) : (
          <DecisionChanges decisions={effect.data.decisions} left={left.revision} right={right.revision} />
        )}
      </section>
      <section>
        <h3>In what is written</h3>
        <ItemChanges items={items} />
      </section>
    </>
  );
};

const wordsSum = ({ clauses }: DifferenceBook): string =>
  clauses.length === 0
    ? 'No clause differs.'
    : `${countOf(clauses.length, 'clause')} ${clauses.length === 1 ? 'differs' : 'differ'}.`;

const effectSum = ({ decisions, sameInEffect }: EffectBook): string => {
  if (sameInEffect) return 'The same in effect, proven for every decision.';
  const different = decisions.filter(({ verdict }) => verdict !== 'same' && verdict !== 'none-found');
  const open = decisions.filter(({ verdict }) => verdict === 'none-found');
  return [
    different.length === 0 ? '' : `Different in effect: ${namesOf(different)}.`,
    open.length === 0
      ? ''
      : `No difference was found in ${namesOf(open)}, which is no proof that there is none.`,
  ].join(' ');
};

const namesOf = (decisions: readonly DecisionChange[]): string =>
  decisions.map(({ decision }) => wordsOfName(decision)).join(', ');
