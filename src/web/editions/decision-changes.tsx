import type { ReactElement } from 'react';
import { DiscretionWords } from '../answer/discretion-words.js';
import { countOf, formatCount, titleOfName, wordsOfName } from '../parts/values/formats.js';
import { tellValue } from '../../language/tell-value.js';
import { useZone } from '../parts/values/zone.js';
import { TableHead } from '../parts/table-head.js';
import type { CaseSides, DecisionChange, CaseAnswer } from '../../wire/book/difference.js';

/** How each decision fares, those that differ first, with the cases that show it. */
export const DecisionChanges = ({
  decisions,
  left,
  right,
}: {
  readonly decisions: readonly DecisionChange[];
  /** The earlier revision. */
  readonly left: string;
  readonly right: string;
}): ReactElement => {
  const same = decisions.filter(({ verdict }) => verdict === 'same');
  const others = decisions.filter(({ verdict }) => verdict !== 'same');
  return (
    <div className="changes">
      {others.map((decision) => (
        <Decision
          key={decision.decision}
          change={decision}
          isOpen={others.length === 1}
          left={left}
          right={right}
        />
      ))}
      {same.length === 0 ? null : (
        <p>
          <span className="badge badge-good">The same, proven</span>{' '}
          {same.map(({ decision }) => wordsOfName(decision)).join(', ')}
        </p>
      )}
    </div>
  );
};

const Decision = ({
  change,
  isOpen,
  left,
  right,
}: {
  readonly change: DecisionChange;
  readonly isOpen: boolean;
  readonly left: string;
  readonly right: string;
}): ReactElement => {
  const { decision, verdict, cases, scenarioCases, changedScenarios, scenarios, ways, found } = change;
  const [name, badge] = verdicts[verdict];
  const zone = useZone();
  return (
    <details className="card effect" open={isOpen}>
      <summary>
        <span className="effect-name">{titleOfName(decision)}</span>
        <span className={`badge ${badge}`}>{name}</span>
        <span className="hint">
          {scenarioCases === 0
            ? ''
            : `${formatCount(changedScenarios)} of ${countOf(scenarioCases, 'scenario case')} answered otherwise. `}
          {cases === 0
            ? ''
            : `${countOf(cases, 'case')} looked at, ${countOf(ways, 'way')} found in which it differs.`}
        </span>
      </summary>
      {scenarios.length === 0 ? null : (
        <table className="effect-cases">
          <caption>
            Scenarios{changedScenarios > scenarios.length ? `, the first ${String(scenarios.length)}` : ''}
          </caption>
          <TableHead columns={['Case', left, right]} />
          <tbody>
            {scenarios.map(({ name: title, ...sides }) => (
              <CaseRow key={title} name={title} sides={sides} />
            ))}
          </tbody>
        </table>
      )}
      {found.length === 0 ? null : (
        <table className="effect-cases">
          <caption>
            Cases near a boundary{ways > found.length ? `, the first ${String(found.length)}` : ''}
          </caption>
          <TableHead columns={['Case', left, right]} />
          <tbody>
            {found.map(({ from, changes, ...sides }, place) => (
              <CaseRow
                key={place}
                name={
                  <>
                    {from}
                    {changes.map(({ path, from: was, to }) => (
                      <span key={path} className="effect-fact">
                        <code>{path}</code> {tellValue(was, 'nothing', zone)} →{' '}
                        {tellValue(to, 'nothing', zone)}
                      </span>
                    ))}
                  </>
                }
                sides={sides}
              />
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
};

const verdicts = {
  same: ['The same, proven', 'badge-good'],
  'same-where-accepted': ['The same where both accept the facts', 'badge-teal'],
  different: ['Different', 'badge-warn'],
  'none-found': ['No difference found; no proof', ''],
  added: ['New', 'badge-good'],
  removed: ['No longer decided', 'badge-bad'],
} as const;

const CaseRow = ({
  name,
  sides: { left, right, kinds },
}: {
  readonly name: React.ReactNode;
  readonly sides: CaseSides;
}): ReactElement => (
  <tr>
    <th scope="row">{name}</th>
    <td>
      <SaidCell said={left} other={right} kinds={kinds} />
    </td>
    <td>
      <SaidCell said={right} other={left} kinds={kinds} />
    </td>
  </tr>
);

/** What an edition says of a case: its outcome, of its effects those that the other one does not say, and what it leaves to choose where that differs. */
const SaidCell = ({
  said,
  other,
  kinds,
}: {
  readonly said: CaseAnswer;
  readonly other: CaseAnswer;
  readonly kinds: CaseSides['kinds'];
}): ReactElement => {
  const zone = useZone();
  if (said.code === 'failed') return <span>Its rules cannot be evaluated: {said.why}</span>;
  if (said.code === 'refused')
    return (
      <span>Facts refused: {said.errors.map(({ pointer, code }) => `${pointer} ${code}`).join(', ')}</span>
    );
  const elsewhere = other.code === 'decided' ? other.effects : {};
  const own = Object.entries(said.effects).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(elsewhere[name]),
  );
  return (
    <>
      <b>{wordsOfName(said.outcome)}</b>
      {kinds.includes('citation') ? <span className="hint"> by {said.clauses.join(', ')}</span> : null}
      {own.map(([name, value]) => (
        <span key={name} className="effect-fact">
          {wordsOfName(name)}: {tellValue(value, 'none', zone)}
        </span>
      ))}
      {kinds.includes('discretion') ? (
        <span className="effect-fact">
          {said.discretion === null ? (
            'Nothing is left to choose.'
          ) : (
            <DiscretionWords discretion={said.discretion} />
          )}
        </span>
      ) : null}
    </>
  );
};
