import { escaped } from '../pages/html.js';

/** A row of a chart: two amounts from the middle, one to each side, of which the longest of all rows reaches the end. */
export interface BarRow {
  readonly label: string;
  /** From 0 on; to the right, and to the left. */
  readonly right: number;
  readonly left: number;
  /** What the row says, in words: also to whoever does not see it. */
  readonly told: string;
}

const rowHeight = 26;
const labelWidth = 150;
const barsWidth = 300;
const toldWidth = 340;

/** A chart of bars as SVG, which needs no script and prints; its title and each row's words are read aloud. */
export const barChart = (title: string, rows: readonly BarRow[]): string => {
  const width = labelWidth + barsWidth + toldWidth;
  const height = rows.length * rowHeight + 8;
  const isTwoSided = rows.some(({ left }) => left > 0);
  const middle = labelWidth + (isTwoSided ? barsWidth / 2 : 0);
  const room = isTwoSided ? barsWidth / 2 : barsWidth;
  const longest = Math.max(1e-9, ...rows.flatMap(({ left, right }) => [left, right]));
  const bar = (kind: 'gain' | 'loss', length: number, top: number): string => {
    const size = (room * length) / longest;
    const x = kind === 'gain' ? middle : middle - size;
    return length === 0
      ? ''
      : `<rect class="${kind}" x="${x.toFixed(1)}" y="${top}" width="${Math.max(1, size).toFixed(1)}" height="${rowHeight - 10}"/>`;
  };
  return [
    `<figure><figcaption>${escaped(title)}</figcaption>`,
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(`${title}. ${rows.map(({ label, told }) => `${label}: ${told}`).join('. ')}`)}">`,
    ...rows.map((row, i) => {
      const top = i * rowHeight + 4;
      const base = top + rowHeight - 14;
      return [
        `<text class="label" x="${labelWidth - 8}" y="${base}" text-anchor="end">${escaped(shortened(row.label))}</text>`,
        bar('gain', row.right, top),
        bar('loss', row.left, top),
        `<text x="${labelWidth + barsWidth + 10}" y="${base}">${escaped(row.told)}</text>`,
      ].join('');
    }),
    `<line x1="${middle}" x2="${middle}" y1="0" y2="${height}"/>`,
    '</svg></figure>',
  ].join('\n');
};

const mostLabel = 22;

const shortened = (label: string): string =>
  label.length <= mostLabel ? label : `${label.slice(0, mostLabel - 1)}…`;
