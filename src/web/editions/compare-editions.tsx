import type { ReactElement } from 'react';
import { useSearchParams } from 'wouter';
import { DifferenceView } from './difference-view.js';
import { shortDigest } from '../parts/values/formats.js';
import { Zone } from '../parts/values/zone.js';
import { Select } from '../parts/select.js';
import type { EditionSummary } from '../../wire/editions.js';

/** Chooses two editions, which stand in the address, and shows what differs. The last two where none is chosen. */
export const CompareEditions = ({
  editions,
}: {
  readonly editions: readonly EditionSummary[];
}): ReactElement | null => {
  const [params, setParams] = useSearchParams();
  const named = (name: string): EditionSummary | undefined =>
    editions.find(({ digest }) => digest === params.get(name));
  const left = named('left') ?? editions.at(-2);
  const right = named('right') ?? editions.at(-1);
  if (left === undefined || right === undefined) return null;
  const choose = (name: 'left' | 'right', digest: string): void => {
    const { document } = right;
    setParams({ document, left: left.digest, right: right.digest, [name]: digest });
  };
  return (
    <div className="compare">
      <div className="compare-choice no-print">
        <Choice
          name="Earlier"
          chosen={left}
          editions={editions}
          choose={(digest) => {
            choose('left', digest);
          }}
        />
        <span aria-hidden="true" className="compare-arrow">
          →
        </span>
        <Choice
          name="Later"
          chosen={right}
          editions={editions}
          choose={(digest) => {
            choose('right', digest);
          }}
        />
      </div>
      {left === right ? (
        <p className="hint">It is the same edition twice. Choose another one.</p>
      ) : (
        <Zone value={right.zone}>
          <DifferenceView key={left.digest + right.digest} left={left} right={right} />
        </Zone>
      )}
    </div>
  );
};

const Choice = ({
  name,
  chosen,
  editions,
  choose,
}: {
  readonly name: string;
  readonly chosen: EditionSummary;
  readonly editions: readonly EditionSummary[];
  readonly choose: (digest: string) => void;
}): ReactElement => (
  <label className="field">
    {name}
    <Select
      value={chosen.digest}
      options={editions.map(({ digest, revision }) => [
        digest,
        editions.filter((one) => one.revision === revision).length === 1
          ? revision
          : `${revision}, ${shortDigest(digest)}`,
      ])}
      choose={choose}
    />
  </label>
);
