import { editionsOption } from '../arguments/edition-options.js';
import { personalKeyOption, sourceOptions } from '../arguments/log-options.js';
import { readingOption } from '../arguments/reading-option.js';
import { workersOption } from '../arguments/workers-option.js';
import { flag, instant, list, number, text, type ValuesOf } from '../shell/options.js';

/** What may be said to `clausebook impact`. */
export const impactOptions = {
  to: text({
    value: 'EDITION',
    means: 'the other edition: its folder, or the digest (`sha256:…`) of a release that the log keeps',
  }),
  reading: readingOption,
  ...sourceOptions,
  requests: text({
    value: 'FILE',
    means: 'requests in place of a log, one a line, as POST /decide takes them; - for standard input',
    insteadOf: ['data', 'store'],
  }),
  on: text({
    value: 'DIR|URL',
    means:
      'the columns of a log, as `log export --to parquet` writes them, or the log in a database (postgres://…), in place of it; by DuckDB',
    insteadOf: ['data', 'store', 'requests'],
  }),
  sample: number({
    value: 'N',
    means: 'with --on: so many cases of each decision are decided by the evaluator too, and compared',
    otherwise: 1000,
    needs: 'on',
    min: 1,
    max: 1_000_000,
  }),
  editions: editionsOption,
  decision: text({ value: 'NAME', means: 'only cases of this decision' }),
  from: instant({ means: 'only records decided at or after; of requests, their asOf' }),
  until: instant({ means: 'only records decided before; of requests, their asOf' }),
  cohort: list({
    value: 'FACT,…',
    means: 'tell apart by the values of these facts, by dotted names; always by month of asOf',
  }),
  gains: list({ value: 'NAMES', means: 'effects that customers gain by: refund.amount,…' }),
  pays: list({ value: 'NAMES', means: 'effects that customers pay: purchase.charge,…' }),
  overlook: flag({ means: 'leave out facts for which the edition has no name, do not refuse them' }),
  personalKey: personalKeyOption,
  workers: workersOption,
  json: text({ value: 'FILE', means: 'write the report as JSON; - prints it in place of the text' }),
  page: text({ value: 'FILE', means: 'write the report as a page with charts' }),
};

/** What a call says. */
export type ImpactValues = ValuesOf<typeof impactOptions>;
