import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';
import type { Counts } from '../../api/log.js';
import { formatCount } from '../../parts/values/formats.js';

const mostShown = 8;

/** The most frequent names as bars, each the way to its decisions. */
export const CountBars = ({
  title,
  counts,
  chosen,
  tell,
  choose,
}: {
  readonly title: string;
  readonly counts: Counts;
  readonly chosen: string | undefined;
  readonly tell: (name: string) => string;
  readonly choose: (name: string | undefined) => void;
}): ReactElement | null => {
  const all = Object.entries(counts);
  if (all.length === 0) return null;
  const most = Math.max(1, ...all.map(([, count]) => count));
  return (
    <section className="bars" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {all.slice(0, mostShown).map(([name, count]) => (
          <li key={name}>
            <Button
              className="count"
              aria-pressed={chosen === name}
              onPress={() => {
                choose(chosen === name ? undefined : name);
              }}
            >
              <span className="count-name">{tell(name)}</span>
              <span className="count-number figure">{formatCount(count)}</span>
              <span className="count-bar" style={{ width: `${(count / most) * 100}%` }} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      {all.length > mostShown ? <p className="hint">and {all.length - mostShown} more</p> : null}
    </section>
  );
};
