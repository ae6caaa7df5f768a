import type { CheckpointInterval } from '../../audit/chain/checkpointing.js';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import type { RegistryStore } from '../../audit/registry/registry-store.js';
import type { SigningKey } from '../../audit/chain/signing-key.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Evaluator } from '../../engine/evaluation.js';
import type { DraftShadow } from '../../decide/shadow/draft-shadow.js';
import type { KeptReleases } from '../../decide/editions/editions.js';
import type { Gate, TellAnswer } from '../http/gate.js';
import type { Metrics } from '../monitoring/metrics.js';
import type { PublishedEditions, PublishingFailure } from '../../decide/editions/published-editions.js';
import type { RequestLimits } from '../http/request/request-limits.js';
import type { Address } from '../http/server.js';
import type { BookServing, DraftServing, McpServing } from './service-parts.js';
import type { Witnesses, WitnessesParts } from '../../audit/witness/witnesses.js';
import type { Webhooks, WebhooksParts } from '../events/webhooks/webhooks.js';
import type { Tracing } from '../monitoring/tracing/tracing.js';

/** What a service is started with. */
export interface StartOptions extends Address {
  /** At least one; loaded and valid. */
  readonly editions: readonly Edition[];
  /** Opens the decision log, which is the service's from then on, to be closed by it. */
  readonly openLog: () => Promise<DecisionLog>;
  /** Reads a release from the files that the log kept. */
  readonly loadRelease: KeptReleases['load'];
  readonly makeEvaluator: (edition: Edition) => Evaluator;
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  /** A new id, unique in the log. */
  readonly newId: () => string;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect: (error: unknown) => void;
  readonly limits?: Partial<RequestLimits>;
  /** Signs checkpoints of the log; nothing does where it is left out. */
  readonly signing?: Signing;
  /** Where releases are published; signed by the same key as checkpoints. Nothing is published where either is left out. */
  readonly registry?: RegistryServing;
  /** Begins to tell those who are told of events; nobody is where it is left out. Rejects with `WebhooksUnusableError`. */
  readonly startWebhooks?: (parts: Pick<WebhooksParts, 'log' | 'entries'>) => Promise<Webhooks>;
  /** Begins to tell those who are told of checkpoints; nobody is where it is left out. Rejects with `WitnessUnusableError`. */
  readonly startWitnesses?: (parts: Pick<WitnessesParts, 'log'>) => Promise<Witnesses>;
  /** Keys of the metadata by which records are to be found; default: none. */
  readonly searchableMetadata?: readonly string[] | undefined;
  /** Asked of every request first; admits everyone where it is left out. */
  readonly gate?: Gate;
  /** Makes spans of what is done; none are made where it is left out. Its hook is hung into the log by whoever opens that. */
  readonly tracing?: Tracing | undefined;
  /** Told of every answer. */
  readonly tellAnswer?: TellAnswer;
  /** A draft of an edition that evaluates decisions too, and answers none. */
  readonly draftShadow?: DraftShadow;
  /** Answered at `/metrics`; nothing is there where they are left out. */
  readonly metrics?: Pick<Metrics, 'text' | 'contentType'>;
  /** The book in the browser; nothing is at `/` where it is left out. */
  readonly book?: BookServing;
  /** Tools for agents; there are none where it is left out. */
  readonly mcp?: McpServing | undefined;
  /** Drafts of editions; there are none where it is left out. */
  readonly drafts?: DraftServing;
}

/** How checkpoints of the log are signed. */
export interface Signing {
  /** Reads the key, once the log is open. Rejects with `SigningKeyFileError`. */
  readonly openKey: () => Promise<SigningKey>;
  readonly every: CheckpointInterval;
  /** Told where a checkpoint could not be made; the next one covers the same records. */
  readonly reportFailure: (cause: unknown) => void;
  /** Told where the last checkpoint is signed by another key, by that and by its own; default: nobody is. */
  readonly reportOtherKey?: (key: string, own: string) => void;
  /** Whether it starts though it signed none of the checkpoints that are there, and signs by its own key from then on. Default: no. */
  readonly acceptKey?: boolean;
  /** Whether it starts though the log or the registry ends before what the last checkpoint vouches for. Default: no. */
  readonly acceptLoss?: boolean;
}

/** How the registry of releases is looked at. */
export interface RegistryServing {
  /** `null` where nothing lasts. */
  readonly open: () => Promise<RegistryStore | null>;
  /** Told once of each failure; what was served before is still served. */
  readonly reportFailure: (failure: PublishingFailure) => void;
  /** Told of the editions that are served, at the start. */
  readonly serving?: (editions: PublishedEditions) => void;
  /** Milliseconds between two looks; default 500. */
  readonly everyMs?: number;
}
