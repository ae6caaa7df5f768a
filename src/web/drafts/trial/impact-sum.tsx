import type { ReactElement } from 'react';
import { countOf, formatCount, wordsOfName } from '../../parts/values/formats.js';
import { Gains } from '../../parts/values/gains.js';
import { TableHead } from '../../parts/table-head.js';
import type { Impact } from '../../../wire/book/impact.js';

/** How many decisions would change, what customers would gain and lose by it, which outcomes turn, and what could not be compared. */
export const ImpactSum = ({
  done,
  impact,
  told,
}: {
  readonly done: number;
  readonly impact: Impact;
  /** How many of those that change are shown one by one. */
  readonly told: number;
}): ReactElement => {
  const { compared, changed, grounds, amounts, decisions, notCompared, errors } = impact;
  const turns = decisions.flatMap(({ decision, outcomes }) =>
    outcomes.filter(({ before, after }) => before !== after).map((turn) => ({ decision, ...turn })),
  );
  const unsaid = decisions.flatMap(({ decision, effects }) =>
    effects
      .filter(({ customer, units }) => customer === null && units.length > 0)
      .map(({ effect }) => `${wordsOfName(effect)} of ${wordsOfName(decision)}`),
  );
  if (done === 0) return <p role="status">The log has no decision of this revision among the newest.</p>;
  return (
    <>
      <p role="status" className="panel-sum">
        <span className={`badge ${changed === 0 ? 'badge-good' : 'badge-warn'}`}>
          {changed === 0 ? 'None would change' : `${formatCount(changed)} would change`}
        </span>{' '}
        of {countOf(compared, 'decision')}
        {grounds === 0 ? '' : `; ${formatCount(grounds)} would rest on other clauses`}.
      </p>
      {amounts.map((one) => (
        <Gains key={one.unit} amounts={one} />
      ))}
      {unsaid.length === 0 ? null : (
        <p className="hint">
          Not among these sums, since the draft does not say whose gain it is: {unsaid.join(', ')}.
        </p>
      )}
      {turns.length === 0 ? null : (
        <table>
          <caption className="visually-hidden">Outcomes that change</caption>
          <TableHead columns={['Decision', 'Before', 'Under the draft', 'How many']} />
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
      {notCompared.map(({ why, count }) => (
        <p key={why} className="hint">
          {countOf(count, 'decision')} not compared, which counts as no gain and no loss:{' '}
          {notComparedWords[why]}.
        </p>
      ))}
      {errors.length === 0 ? null : (
        <ul className="hint">
          {errors.map(({ error, count }) => (
            <li key={error}>
              <code>{error}</code> {formatCount(count)}×
            </li>
          ))}
        </ul>
      )}
      {told < changed ? (
        <p className="hint">Of those that change, the first {formatCount(told)} are shown.</p>
      ) : null}
    </>
  );
};

const notComparedWords: Readonly<Record<Impact['notCompared'][number]['why'], string>> = {
  erased: 'their facts are erased',
  masked: 'their facts were never kept',
  sealed: 'their facts are encrypted, and the service has no key for them here',
  dropped: 'their content was dropped by age',
  malformed: 'they cannot be read',
  'other-document': 'they are of another contract',
  'not-decided-before': 'they were not decided before either',
  'no-such-decision': 'the draft has no rules for them',
  refused: 'the draft refuses their facts',
  failed: 'the draft could not be evaluated on them',
};
