import { useEffect, useId, useRef, useState, type ReactElement, type RefObject } from 'react';
import { formatCount, formatDate, formatInstant, titleOfName } from '../../parts/values/formats.js';
import { TableHead } from '../../parts/table-head.js';
import { seriesOf, topOf, type Series, type SeriesKind } from './series.js';
import type { LogCounts } from '../../../wire/book/log.js';

const height = 220;
const kinds = {
  documents: 'contract',
  decisions: 'decision',
  outcomes: 'outcome',
  clauses: 'clause',
} as const;
const ofOneContract: readonly SeriesKind[] = ['decisions', 'outcomes', 'clauses'];
const ofSeveral: readonly SeriesKind[] = ['documents'];
const [left, bottom, top] = [64, 26, 8];

/** How many decisions there were over time, of one contract by decision, outcome or clause, of several by contract; the same as a table for who cannot see it. */
export const TimeChart = ({
  counts,
  first,
  titles,
  chooseSlot,
}: {
  readonly counts: LogCounts;
  /** By what it is shown at first. */
  readonly first: SeriesKind;
  /** The titles of several contracts by their names, whose decisions, outcomes and clauses are not to be mixed; `null` for those of one. */
  readonly titles: ReadonlyMap<string, string> | null;
  /** Told where a slot of time is chosen. */
  readonly chooseSlot: (from: string, to: string) => void;
}): ReactElement => {
  const [chosen, setBy] = useState<SeriesKind>();
  const offered = titles === null ? ofOneContract : ofSeveral;
  const by =
    chosen !== undefined && offered.includes(chosen) ? chosen : offered.includes(first) ? first : 'documents';
  const tell = (name: string): string =>
    by === 'documents'
      ? (titles?.get(name) ?? name)
      : by === 'clauses'
        ? `Clause ${name}`
        : titleOfName(name);
  const [figure, width] = useWidth();
  const titleId = useId();
  const series = seriesOf(counts.slots, by, counts[by]);
  const sums = counts.slots.map((_, place) => series.reduce((sum, one) => sum + (one.counts[place] ?? 0), 0));
  const most = topOf(Math.max(1, ...sums));
  const step = (width - left) / Math.max(1, counts.slots.length);
  const y = (count: number): number => height - bottom - (count / most) * (height - bottom - top);
  const labelEvery = Math.max(1, Math.ceil((counts.slots.length * 76) / Math.max(76, width - left)));
  return (
    <figure className="chart" ref={figure}>
      <figcaption className="chart-head">
        <span id={titleId}>
          {by === 'clauses' ? 'Citations of clauses' : 'Decisions'} for each {counts.width}
          {by === 'documents' ? ', by contract' : ''}
        </span>
        {offered.length < 2 ? null : (
          <span className="switch" role="group" aria-label="Shown by">
            {offered.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={by === one}
                onClick={() => {
                  setBy(one);
                }}
              >
                by {kinds[one]}
              </button>
            ))}
          </span>
        )}
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={titleId} className="chart-area">
        {[0, most / 2, most].filter(Number.isInteger).map((count) => (
          <g key={count}>
            <line x1={left} x2={width} y1={y(count)} y2={y(count)} className="chart-grid" />
            <text x={left - 8} y={y(count) + 4} textAnchor="end" className="chart-label">
              {formatCount(count)}
            </text>
          </g>
        ))}
        {counts.slots.map((slot, place) => (
          <g
            key={slot.from}
            className="chart-slot"
            onClick={() => {
              chooseSlot(slot.from, slot.to);
            }}
          >
            <title>{`${labelOf(slot.from, counts.width)}: ${formatCount(sums[place] ?? 0)}`}</title>
            <rect
              x={left + place * step}
              y={top}
              width={step}
              height={height - bottom - top}
              className="chart-hit"
            />
            {stackOf(series, place).map(({ nth, from, to }) => (
              <rect
                key={nth}
                x={left + place * step + Math.min(2, step * 0.12)}
                width={Math.max(0.5, step - 2 * Math.min(2, step * 0.12))}
                y={y(to)}
                height={Math.max(0, y(from) - y(to))}
                className={`chart-bar series-${series[nth]?.isRest === true ? 'rest' : nth}`}
              />
            ))}
            {place % labelEvery === 0 ? (
              <text x={left + place * step} y={height - 8} className="chart-label">
                {labelOf(slot.from, counts.width)}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <ul className="legend">
        {series.map(({ name, isRest, counts: each }, nth) => (
          <li key={name}>
            <span className={`legend-mark series-${isRest ? 'rest' : nth}`} aria-hidden="true" />
            {isRest ? name : tell(name)}{' '}
            <span className="hint">{formatCount(each.reduce((sum, count) => sum + count, 0))}</span>
          </li>
        ))}
      </ul>
      <details className="chart-table">
        <summary>The same as a table</summary>
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Decisions over time">
          <table>
            <TableHead columns={['From', ...series.map(({ name }) => name)]} />
            <tbody>
              {counts.slots.map((slot, place) => (
                <tr key={slot.from}>
                  <th scope="row">{labelOf(slot.from, counts.width)}</th>
                  {series.map((one) => (
                    <td key={one.name} className="figure">
                      {formatCount(one.counts[place] ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
};

/** The width of the chart as it stands on the page, in pixels, so that its letters keep their size. */
const useWidth = (): readonly [RefObject<HTMLElement | null>, number] => {
  const place = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(900);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.max(240, Math.round(entry.contentRect.width)));
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return [place, width];
};

const labelOf = (instant: string, slot: LogCounts['width']): string =>
  slot === 'hour'
    ? formatInstant(instant).replace(/ \d{4},/, ',')
    : formatDate(instant).replace(/ \d{4}$/, '');

const stackOf = (
  series: readonly Series[],
  place: number,
): readonly { readonly nth: number; readonly from: number; readonly to: number }[] => {
  let sum = 0;
  return series.map(({ counts }, nth) => {
    const from = sum;
    sum += counts[place] ?? 0;
    return { nth, from, to: sum };
  });
};
