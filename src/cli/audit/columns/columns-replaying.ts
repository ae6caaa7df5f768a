import type { ReplayPlan } from '../../../audit/replay/replay-batch.js';
import type { Edition } from '../../../edition/model/edition.js';
import type { DuckDb } from '../../../sql/duckdb/open-duckdb.js';
import type { LogColumns } from '../../columns/read-columns.js';

/** How recorded decisions in columns are decided again. */
export interface ColumnsReplaying extends LogColumns {
  readonly duckdb: Pick<DuckDb, 'ask' | 'rows' | 'run'>;
  /** `shares.compiled` above 0: a query decides all; the compiled evaluator what it leaves, and a sample. */
  readonly plan: ReplayPlan;
  /** A release that decided, by its digest. */
  readonly editionOf: (digest: string) => Promise<Edition | undefined>;
  /** So many records of each decision are evaluated by the compiled evaluator too. */
  readonly sample: number;
  readonly tell: (message: string) => void;
}
