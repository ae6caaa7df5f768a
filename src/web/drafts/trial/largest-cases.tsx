import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { tellGain } from '../../../language/money/tell-amount.js';
import { decisionAddress } from '../../parts/addresses.js';
import { wordsOfName } from '../../parts/values/formats.js';
import { Instant } from '../../parts/values/instant.js';
import { toMinute } from '../../parts/values/coarser.js';
import { OutcomeTurn } from './turned-item.js';
import type { Impact, ImpactCase, ImpactSide } from '../../../wire/book/impact.js';

/** The cases in which most is gained or lost, each with both traces. */
export const LargestCases = ({ impact }: { readonly impact: Impact }): ReactElement | null =>
  impact.largest.length === 0 ? null : (
    <details className="more">
      <summary>The largest cases</summary>
      {impact.largest.map(({ unit, cases }) => (
        <ul key={unit} className="turned" aria-label={`The largest in ${unit}`}>
          {cases.map((one) => (
            <LargestCase key={one.at} one={one} />
          ))}
        </ul>
      ))}
    </details>
  );

const LargestCase = ({ one }: { readonly one: ImpactCase }): ReactElement => (
  <li className="turned-item">
    <p className="turned-title">
      {one.id === null ? (
        wordsOfName(one.decision)
      ) : (
        <Link href={decisionAddress(one.id)}>{wordsOfName(one.decision)}</Link>
      )}{' '}
      <b>{tellGain(BigInt(one.gain), one)}</b>{' '}
      <span className="hint">
        as of <Instant at={toMinute(one.asOf)} />
      </span>
    </p>
    <OutcomeTurn before={one.before.outcome} after={one.after.outcome} />
    <Trace title="Why it was decided so" side={one.before} />
    <Trace title="Why under the draft" side={one.after} />
  </li>
);

const Trace = ({ title, side }: { readonly title: string; readonly side: ImpactSide }): ReactElement =>
  side.trace === null ? (
    <p className="hint">{title}: another release decided it; its trace stands on the page of the decision.</p>
  ) : (
    <details className="more">
      <summary>{title}</summary>
      <pre className="source impact-trace" tabIndex={0} role="region" aria-label={title}>
        {side.trace}
      </pre>
    </details>
  );
