import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { BookDataParts } from '../book/book-data.js';
import type { Evaluators } from '../../decide/evaluate.js';
import type { DraftShadow } from '../../decide/shadow/draft-shadow.js';
import type { DraftRoutesParts } from '../drafts/draft-routes.js';
import type { Editions } from '../../decide/editions/editions.js';
import type { Metrics } from '../monitoring/metrics.js';
import type { Releasing } from '../../publishing/releasing.js';
import type { PublishedEditions } from '../../decide/editions/published-editions.js';
import type { Witnesses } from '../../audit/witness/witnesses.js';
import type { Webhooks } from '../events/webhooks/webhooks.js';
import type { Tracing } from '../monitoring/tracing/tracing.js';
import type { Signing } from '../http/routes/checkpoint-routes.js';

/** What the service is made of. */
export interface ServiceParts {
  readonly editions: Editions;
  readonly log: DecisionLog;
  readonly evaluators: Evaluators;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  /** A new id, unique in the log. */
  readonly newId: () => string;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect: (error: unknown) => void;
  /** Keys of the metadata by which records are to be found; default: none. */
  readonly searchableMetadata?: readonly string[] | undefined;
  /** What signs checkpoints of the log; left out where nothing does. */
  readonly signing?: Signing | undefined;
  /** A draft of an edition that evaluates decisions too, and answers none. */
  readonly draftShadow?: DraftShadow;
  /** Left out where nobody may read them. */
  readonly metrics?: Pick<Metrics, 'text' | 'contentType'>;
  /** What the registry of releases says; left out where there is none. */
  readonly published?: Pick<PublishedEditions, 'registered' | 'failure'> | undefined;
  /** Publishes, withdraws and restores releases; left out where nothing is published here. */
  readonly releasing?: Releasing | undefined;
  /** Makes spans of what is done; left out where none are made. */
  readonly tracing?: Tracing | undefined;
  /** Those who are told of events; left out where nobody is. */
  readonly webhooks?: Pick<Webhooks, 'states'> | undefined;
  /** Those who are told of checkpoints; left out where nobody is. */
  readonly witnesses?: Pick<Witnesses, 'states' | 'timeStampOf'> | undefined;
  /** The book in the browser; left out where there is none. */
  readonly book?: BookServing | undefined;
  /** Tools for agents at `/mcp`; nothing is there where they are left out. */
  readonly mcp?: McpServing | undefined;
  /** Drafts of editions; nothing is at their addresses where they are left out. */
  readonly drafts?: DraftServing | undefined;
}

/** Where the built book is, and what its data is worked out from. */
export interface BookServing extends Pick<BookDataParts, 'work' | 'featuresDirectory'> {
  readonly directory: string;
}

/** What agents may do. */
export interface McpServing {
  /** Whether they may have decisions recorded, where their key has the scope. */
  readonly allowDecide: boolean;
}

/** Where drafts are kept, what works on them, where the scenarios are, and how many have to approve what is published. */
export type DraftServing = Pick<
  DraftRoutesParts,
  'store' | 'work' | 'featuresDirectory' | 'releaseWork' | 'approvals'
>;
