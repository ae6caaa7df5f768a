import type { Edition } from '../../../edition/model/edition.js';
import type { DuckDb } from '../../../sql/duckdb/open-duckdb.js';
import type { Sql } from '../../../sql/values/sql-text.js';
import type { ImpactPlan } from '../impact-batch.js';

/** Recorded decisions in columns, and what they are weighed by. */
export interface ColumnsWeighing {
  readonly duckdb: Pick<DuckDb, 'ask' | 'rows' | 'run'>;
  readonly plan: ImpactPlan;
  /** The one that is asked about. */
  readonly edition: Edition;
  /** A release that decided before, by its digest. */
  readonly before: (digest: string) => Promise<Edition | undefined>;
  /** The files of each decision, as SQL reads them. */
  readonly decisions: ReadonlyMap<string, Sql>;
  /** Of each decision, a part of its files from all over its time, which is sampled; left out where all are. */
  readonly portions?: ReadonlyMap<string, Sql>;
  /** A part that has fewer of the cases is no sample: all of them are. 50,000 where it is left out. */
  readonly fewRows?: number;
  /** In their order. */
  readonly chains: readonly string[];
  /** So many cases of each decision are decided by the evaluator too, and compared. */
  readonly sample: number;
  readonly tell: (message: string) => void;
}
