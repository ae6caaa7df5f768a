import { counted } from '../../language/numbers/counted.js';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { TallyQuery } from '../../audit/store/query.js';
import { countLog } from '../../service/book/log-counts.js';
import { sourceOptions } from '../arguments/log-options.js';
import { openLog } from '../arguments/open.js';
import { command } from '../shell/command.js';
import { flag, instant, text } from '../shell/options.js';

type Counted = Awaited<ReturnType<typeof countLog>>;

/** `clausebook tally`: how many decisions a log has, by what was decided and what it rests on. */
export const tallyCommand = command({
  name: 'tally',
  summary: 'count recorded decisions by decision, outcome, clause and rule, over time',
  usage:
    '[--data DIR | --store URL | --on DIR] [--decision NAME] [--outcome NAME] [--clause ID] [--rule ID] [--from INSTANT] [--to INSTANT] [--json]',
  options: {
    ...sourceOptions,
    on: text({
      value: 'DIR',
      means: 'the columns of a log, as `log export --to parquet` writes them, in place of it; by DuckDB',
      insteadOf: ['data', 'store'],
    }),
    decision: text({ value: 'NAME', means: 'only records of this decision' }),
    outcome: text({ value: 'NAME', means: 'only records with this outcome' }),
    clause: text({ value: 'ID', means: 'only records that cite this clause' }),
    rule: text({ value: 'ID', means: 'only records in which this rule stands' }),
    document: text({ value: 'NAME', means: 'only records decided under an edition of this document' }),
    revision: text({ value: 'NAME', means: 'only records decided under this revision' }),
    from: instant({ means: 'only records decided at or after' }),
    to: instant({ means: 'only records decided before' }),
    json: flag({ means: 'print the counts as JSON, over time too' }),
  },
  help: `
Counts what the book counts: each decision once, and once for each clause that it cites and each rule that stands. As JSON the counts stand by hour, day,
week or month too, as the span has it; all in UTC. Records that lost their content by age are not counted. Of the columns that
\`log export --to parquet\` wrote (--on) the counts are the same.

  clausebook tally --data ./data --decision refund --from 2026-07-01T00:00:00Z
  clausebook tally --on columns --clause 6.3 --json`,
  names: { most: 0, say: 'Name no record: `explain` tells of one.' },
  run: async ({ on, json, data, store, ...asked }, shell) => {
    const given = Object.entries(asked).filter(([, value]) => value !== undefined);
    // Its own fields, as the options read them.
    const query = Object.fromEntries(given) as Omit<TallyQuery, 'widthMs'>;
    const tell = async (log: Pick<DecisionLog, 'tally'>): Promise<void> => {
      const counts = await countLog(log, query);
      shell.out(json ? `${JSON.stringify(counts, undefined, 2)}\n` : tellCounts(counts));
    };
    if (on !== undefined) {
      const { tallyOn } = await import('./columns/tally-on.js');
      await tallyOn(on, tell);
      return 0;
    }
    const log = await openLog({ data, store });
    try {
      await tell(log);
    } finally {
      await log.close();
    }
    return 0;
  },
});

const tellCounts = ({ total, decisions, outcomes, clauses, rules }: Counted): string => {
  const told = (title: string, counts: Counted['clauses']): readonly string[] => {
    const entries = Object.entries(counts);
    const width = Math.max(0, ...entries.map(([name]) => name.length));
    return entries.length === 0
      ? []
      : [title, ...entries.map(([name, count]) => `  ${name.padEnd(width)}  ${count.toLocaleString('en')}`)];
  };
  return `${[
    `${counted(total, 'record')}.`,
    ...told('By decision:', decisions),
    ...told('By outcome:', outcomes),
    ...told('By clause:', clauses),
    ...told('By rule:', rules),
  ].join('\n')}\n`;
};
