import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { useAlongTime } from '../api/trying.js';
import type { TriedCase } from './case-address.js';
import { ErrorState } from '../parts/error-state.js';
import { formatDate, formatInstant, titleOfName, wordsOfName } from '../parts/values/formats.js';
import { Loading } from '../parts/loading.js';
import { Outcome, toneOf } from '../parts/values/outcome.js';
import { isMoney, tellValue } from '../../language/tell-value.js';
import { shadesOf } from './span-shades.js';
import { useZone } from '../parts/values/zone.js';
import type { AlongTime, Span } from '../../wire/book/trying.js';

/** How the decision changes along the life of the case: a strip of outcomes, and a slider over asOf. */
export const TimeStrip = ({
  decision,
  outcomes,
  tried,
  asOf,
  changeAsOf,
}: {
  readonly decision: string;
  readonly outcomes: readonly string[];
  readonly tried: TriedCase | null;
  readonly asOf: string;
  readonly changeAsOf: (instant: string) => void;
}): ReactElement => {
  const [anchor, setAnchor] = useState(asOf);
  const along = useAlongTime(decision, tried, anchor);
  const [first, last] = [along.data?.spans[0], along.data?.spans.at(-1)];
  const at = Date.parse(asOf);
  const isOutside =
    first !== undefined && last !== undefined && (at < Date.parse(first.from) || at > Date.parse(last.to));
  if (isOutside && anchor !== asOf && !along.isFetching) setAnchor(asOf);
  if (along.isError) return <ErrorState error={along.error} retry={along.refetch} />;
  if (along.data === undefined || first === undefined || last === undefined)
    return <Loading what="the life of the case" />;
  return (
    <Strip
      along={along.data}
      outcomes={outcomes}
      from={Date.parse(first.from)}
      to={Date.parse(last.to)}
      asOf={asOf}
      changeAsOf={changeAsOf}
    />
  );
};

const hourMs = 3_600_000;

const Strip = ({
  along: { spans, boundaries },
  outcomes,
  from,
  to,
  asOf,
  changeAsOf,
}: {
  readonly along: AlongTime;
  readonly outcomes: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly asOf: string;
  readonly changeAsOf: (instant: string) => void;
}): ReactElement => {
  const share = (at: number): string => `${((at - from) / (to - from)) * 100}%`;
  const at = Math.min(Math.max(Date.parse(asOf), from), to);
  const here = spans.find((span) => at >= Date.parse(span.from) && at < Date.parse(span.to)) ?? spans.at(-1);
  const shades = shadesOf(spans);
  const zone = useZone();
  return (
    <div className="strip">
      <div className="strip-line" aria-hidden="true">
        {spans.map((span, place) => (
          <span
            key={span.from}
            className={`strip-span tone-${toneOf(span.outcome, outcomes)}`}
            data-shade={shades[place]}
            style={{
              left: share(Date.parse(span.from)),
              width: share(from + Date.parse(span.to) - Date.parse(span.from)),
            }}
          />
        ))}
        {boundaries.map((boundary) => (
          <span
            key={boundary.at}
            className="strip-boundary"
            style={{ left: share(Date.parse(boundary.at)) }}
          />
        ))}
        <span className="strip-now" style={{ left: share(at) }} />
      </div>
      <input
        type="range"
        className="strip-slider"
        aria-label="Instant of the decision"
        aria-valuetext={`${formatInstant(asOf, zone)}: ${here?.outcome === null || here === undefined ? 'refused' : titleOfName(here.outcome)}`}
        min={from}
        max={to - 1}
        step={hourMs}
        value={at}
        onChange={({ target }) => {
          changeAsOf(new Date(Number(target.value)).toISOString());
        }}
      />
      <div className="strip-ends hint">
        <span>{formatDate(new Date(from).toISOString(), zone)}</span>
        <strong>{formatInstant(asOf, zone)}</strong>
        <span>{formatDate(new Date(to).toISOString(), zone)}</span>
      </div>
      <ol className="spans">
        {spans.map((span) => (
          <li key={span.from} aria-current={span === here ? 'time' : undefined}>
            <Button
              className="span"
              onPress={() => {
                changeAsOf(span.from);
              }}
            >
              <span className="span-time">
                <span className="visually-hidden">From </span>
                {formatInstant(span.from, zone)}
              </span>
              <Outcome outcome={span.outcome} outcomes={outcomes} />
              <span className="span-effects">{tellSpan(span, zone)}</span>
              {span.begins.length === 0 ? null : (
                <span className="hint span-begins">{span.begins.map(wordsOfPath).join(', ')}</span>
              )}
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
};

const wordsOfPath = (path: string): string => path.split('.').map(wordsOfName).join(' ');

const tellSpan = (span: Span, zone: string): string =>
  span.refused ??
  Object.entries(span.effects)
    .filter(
      ([, value], place) =>
        value !== null && typeof value !== 'boolean' && (place === 0 || !isMoney(value) || value.minor > 0),
    )
    .slice(0, 3)
    .map(([name, value]) => `${wordsOfName(name)} ${tellValue(value, 'none', zone)}`)
    .join(' · ');
