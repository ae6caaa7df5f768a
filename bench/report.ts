/** `npm --prefix bench run report`: writes the tables of `docs/performance.md` from the results, between its two marks. */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { readResults, rowsByGroup } from './read-results.js';
import type { BenchResults, BenchRow } from './results.js';

const page = new URL('../docs/performance.md', import.meta.url);
const from = '<!-- results: written by bench/report.ts -->';
const until = '<!-- end of results -->';

const number = (value: number | undefined): string =>
  value === undefined
    ? ''
    : value >= 100
      ? Math.round(value).toLocaleString('en-US')
      : String(Number(value.toPrecision(3)));

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (group: string, rows: readonly BenchRow[]): string => {
  const bases = new Set(rows.flatMap(({ base }) => base ?? []));
  const [base] = bases;
  const has = (isThere: (row: BenchRow) => boolean): boolean => rows.some(isThere);
  const values = [
    ...new Set(rows.flatMap((row) => (row.values ?? []).map(({ name, unit }) => `${name}, ${unit}`))),
  ];
  const columns: readonly {
    readonly head: string;
    readonly of: (row: BenchRow) => string;
    readonly isShown?: boolean;
  }[] = [
    { head: group, of: ({ name }) => name },
    {
      head: 'per second',
      of: ({ perSecond }) => number(perSecond),
      isShown: has((row) => row.perSecond !== undefined),
    },
    {
      head: bases.size === 1 ? `times ${base ?? ''}` : 'times',
      of: (row) => `${number(row.ratio)}${bases.size > 1 && row.base !== undefined ? ` × ${row.base}` : ''}`,
      isShown: has((row) => row.ratio !== undefined),
    },
    {
      head: 'wanted',
      of: ({ target }) => number(target),
      isShown: has((row) => row.target !== undefined),
    },
    { head: 'p50, ms', of: ({ p50Ms }) => number(p50Ms), isShown: has((row) => row.p50Ms !== undefined) },
    { head: 'p99, ms', of: ({ p99Ms }) => number(p99Ms), isShown: has((row) => row.p99Ms !== undefined) },
    ...values.map((value) => ({
      head: value,
      of: (row: BenchRow) => {
        const found = row.values?.find(({ name, unit }) => `${name}, ${unit}` === value);
        return `${number(found?.value)}${found?.target === undefined ? '' : ` (at most ${number(found.target)})`}`;
      },
    })),
    { head: 'note', of: ({ note }) => note ?? '', isShown: has((row) => row.note !== undefined) },
  ];
  const shown = columns.filter(({ isShown }) => isShown !== false);
  return [
    line(shown.map(({ head }) => head)),
    line(shown.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(shown.map(({ of }) => of(row)))),
  ].join('\n');
};

const section = ({ bench, machine, node, measuredAt, rows }: BenchResults): string =>
  [
    `### ${bench}`,
    `\`npm --prefix bench run ${bench}\`, ${measuredAt.slice(0, 10)}, ${machine}, Node ${node}`,
    ...[...rowsByGroup(rows)].map(([group, some]) => table(group, some)),
  ].join('\n\n');

const text = await readFile(page, 'utf8');
const [before, rest] = text.split(from);
const after = rest?.split(until)[1];
if (before === undefined || after === undefined) throw new Error('docs/performance.md lacks its marks');
const written = [before.trimEnd(), from, ...(await readResults()).map(section), `${until}${after}`].join(
  '\n\n',
);
const options = (await resolveConfig(page)) ?? {};
await writeFile(page, await format(written, { ...options, parser: 'markdown' }));
