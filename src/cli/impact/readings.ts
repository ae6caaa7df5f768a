import { makeReport, type CasesView } from '../../analysis/impact/report.js';
import { stakesOf } from '../../analysis/impact/stakes.js';
import { tellAmounts } from '../../analysis/impact/tell-impact.js';
import type { Edition, Reading } from '../../edition/model/edition.js';
import { command, WrongUse } from '../shell/command.js';
import { flag, text } from '../shell/options.js';
import { editionsOption } from '../arguments/edition-options.js';
import { personalKeyOption } from '../arguments/log-options.js';
import { openSource } from '../arguments/open.js';
import { withRejected } from '../arguments/reading-option.js';
import { expectedRecords, tellingProgress, workersOf, workersOption } from '../arguments/workers-option.js';
import { editionNamed, requestLines } from './impact.js';
import { planOf } from './impact-plan.js';
import { runImpact } from './run-impact.js';

/** `clausebook readings`: what was read how, who signed it, and what hangs on it. */
export const readingsCommand = command({
  name: 'readings',
  summary: 'each reading: who decided it, at what risk, and what hangs on it in a log',
  usage: '[--to EDITION] [--data DIR | --store URL | --requests FILE] [--workers N] [--json]',
  options: {
    to: text({
      value: 'EDITION',
      means: 'the edition: its folder, or a digest that the log keeps',
      told: 'the only one',
    }),
    editions: editionsOption,
    data: text({ value: 'DIR', means: 'the data directory; a service may be running on it' }),
    store: text({ value: 'URL', means: 'a PostgreSQL database (postgres://…) in place of a data directory' }),
    requests: text({
      value: 'FILE',
      means: 'requests in place of a log, one a line, as POST /decide takes them',
      insteadOf: ['data', 'store'],
    }),
    personalKey: personalKeyOption,
    workers: workersOption,
    json: flag({ means: 'print a JSON array of { id, clauses, risk, decidedBy, decidedOn, exposure }' }),
  },
  help: `
Lists the readings of an edition: the words, the reading taken and the one rejected, who decided it and when, at what risk. With a log or requests it
decides each case once more as if one reading after the other were read as it rejected, and tells how many decisions would change and what customers
would gain and lose: the exposure. A reading that does not say as data what it rejected (\`otherwise\`) has none.

  clausebook readings --data ./data`,
  names: { most: 0, say: 'Name the edition with `--to`.' },
  run: async (args, shell) => {
    const { requests, data = 'data', store } = args;
    if (requests === '-') throw new WrongUse('The requests are read once for each reading: name a file.');
    const isLog = (args.data ?? store) !== undefined;
    const source = isLog ? await openSource({ data, store }) : null;
    try {
      const edition = await editionNamed(args, source);
      const told: object[] = [];
      for (const reading of edition.readings.values()) {
        const exposure =
          reading.otherwise === undefined || (source === null && requests === undefined)
            ? null
            : await exposureOf(withRejected(edition, [reading.id]), reading.id);
        const { id, clauses, risk = null, decidedBy = null, decidedOn = null } = reading;
        told.push({ id, clauses, risk, decidedBy, decidedOn, exposure });
        if (!args.json) shell.out(tellReading(reading, exposure));
      }
      if (args.json) shell.out(`${JSON.stringify(told, plainNumbers, 2)}\n`);
      return 0;

      async function exposureOf(rejected: Edition, id: string): Promise<CasesView> {
        const plan = {
          ...(await planOf({ ...args, ...allCases }, shell, rejected)),
          rejected: [id],
        };
        const lines = source === null ? requestLines(requests ?? '', shell) : source.lines();
        const { tally } = await runImpact(lines, {
          plan,
          workers: workersOf(args.workers, source === null ? Infinity : await expectedRecords(source)),
          progress: tellingProgress(`reading ${id}`, shell),
        });
        const { compared, changed, amounts } = await makeReport({
          of: id,
          edition: rejected,
          stakes: stakesOf(rejected, plan.sides),
          tally,
          largest: new Map(),
          tell: () => Promise.resolve({ before: null, after: '' }),
        });
        return { compared, changed, amounts };
      }
    } finally {
      await source?.close();
    }
  },
});

/** No case is left out. */
const allCases = {
  ...{ reading: [], decision: undefined, from: undefined, until: undefined, overlook: false },
  ...{ cohort: [], gains: [], pays: [] },
} as const;

/** Sums are exact integers of any size. */
const plainNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;

const tellReading = (reading: Reading, exposure: CasesView | null): string => {
  const { id, clauses, words, taken, rejected, risk, decidedBy, decidedOn } = reading;
  const signed =
    decidedBy === undefined
      ? 'nobody signed it'
      : `decided by ${decidedBy}${decidedOn === undefined ? '' : ` on ${decidedOn}`}`;
  return [
    `${id} (${clauses.join(', ')}): ${signed}, risk ${risk ?? 'not said'}`,
    `  words: “${words}”`,
    `  taken: ${taken}`,
    `  rejected: ${rejected}`,
    ...(exposure === null
      ? []
      : [
          `  read the other way, ${exposure.changed} of ${exposure.compared} cases change`,
          ...tellAmounts(exposure, '    '),
        ]),
    '',
    '',
  ].join('\n');
};
