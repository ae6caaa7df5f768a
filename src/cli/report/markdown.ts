/** What became of a part of a report. */
export type Verdict = 'fine' | 'failed' | 'could not be run' | 'off' | 'told';

/** A part of a report. */
export interface Part {
  readonly name: string;
  readonly verdict: Verdict;
  /** In a line: what came of it. */
  readonly line: string;
  /** What was printed, as it was; empty where nothing was. */
  readonly text: string;
}

/** A report for people who read a change, before it is written down. */
export interface Report {
  /** What it is held against, in words; `null` where nothing is. */
  readonly against: string | null;
  /** What proves the rules. */
  readonly parts: readonly Part[];
  /** What differs from before. */
  readonly differences: readonly Part[];
}

/** Whether nothing of a report was found wrong. */
export const isFine = ({ parts, differences }: Report): boolean =>
  [...parts, ...differences].every(
    ({ verdict }) => verdict === 'fine' || verdict === 'off' || verdict === 'told',
  );

/**
 * A report in the Markdown of GitHub. Where it would be longer than `most` characters, what was printed is cut, and it says so.
 * @param most characters; a comment on GitHub may have 65,536
 */
export const reportMarkdown = (report: Report, most = Infinity): string => {
  for (const each of [Infinity, 12_000, 4_000, 1_000, 0]) {
    const text = written(report, each);
    if (text.length <= most || each === 0) return text;
  }
  return written(report, 0);
};

const written = (report: Report, most: number): string => {
  const { against, parts, differences } = report;
  return [
    `## Contract rules: ${isFine(report) ? 'everything is fine' : 'something is wrong'}`,
    '',
    ...(against === null ? [] : [`Held against ${against}.`, '']),
    '| | | |',
    '| --- | --- | --- |',
    ...parts.map(({ name, verdict, line }) => `| ${name} | ${signs[verdict]} | ${inCell(line)} |`),
    '',
    ...parts.flatMap((part) => blockOf(part, most)),
    ...(differences.length === 0 ? [] : ['### What differs', '']),
    ...differences.flatMap(({ name, verdict, line, text }) => [
      `- **${inCell(name)}**${verdict === 'told' ? '' : ` (${verdict})`}: ${inCell(line)}`,
      '',
      ...blockOf({ name, verdict, line, text }, most),
    ]),
  ].join('\n');
};

const signs: Readonly<Record<Verdict, string>> = {
  fine: '✅ fine',
  failed: '❌ failed',
  'could not be run': '❌ could not be run',
  off: 'off',
  told: '',
};

/** What was printed, folded in where nothing is wrong. */
const blockOf = ({ name, verdict, text }: Part, most: number): readonly string[] => {
  const whole = text.trim();
  if (whole === '') return [];
  const isCut = whole.length > most;
  const shown = isCut ? whole.slice(0, most) : whole;
  const fence = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  const isOpen = verdict === 'failed' || verdict === 'could not be run';
  return [
    `<details${isOpen ? ' open' : ''}><summary>${inCell(name)}</summary>`,
    '',
    ...(shown === '' ? [] : [`${fence}text`, shown, fence]),
    ...(isCut ? ['', `Cut: the log of the run has the other ${whole.length - most} characters.`] : []),
    '',
    '</details>',
    '',
  ];
};

/** A line in which nothing is a mark, a tag or a mention. */
const inCell = (line: string): string =>
  line
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\|`*_<>[\]#]/g, '\\$&')
    .replaceAll('@', '@\u200b');
