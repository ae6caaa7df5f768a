import type { CheckpointInterval } from './audit/chain/checkpointing.js';
import type { Report } from './audit/store/failures.js';
import type { PersonalStorage } from './audit/record/personal-storage.js';
import type { EngineName } from './engine/engines.js';
import type { AccessOptions } from './service/access/open-access.js';
import type { Refusal } from './service/access/access-gate.js';
import type { DifferenceNote } from './decide/shadow/differences.js';
import type { TellAnswer } from './service/http/gate.js';
import type { PublishingFailure } from './decide/editions/published-editions.js';

/** Where the editions are, and where decisions are recorded. */
export interface ClausebookOptions {
  /** Editions as `<document>/<revision>/`, or one of these folders. */
  readonly editionsDirectory: string;
  /** The data directory, made where it is not there; `null` records in memory, until closed. */
  readonly dataDirectory: string | null;
  /** `postgres://…`: a database that several processes may share records in place of the data directory. */
  readonly store?: string | undefined;
  /** What evaluates; both say the same. Default: compiled. */
  readonly engine?: EngineName;
  /** Told of what the store found when it opened: a half-written tail that was set aside, a missing release. */
  readonly report?: (report: Report) => void;
  /** How personal values of new records are kept; default: open. */
  readonly personal?: PersonalStorage | undefined;
  /** Keys of the metadata by which records are to be found; default: none. */
  readonly searchableMetadata?: readonly string[] | undefined;
}

/** Where to listen besides. */
export interface ServiceOptions extends ClausebookOptions {
  /** Default: loopback. */
  readonly host?: string;
  /** Default 0: any free one. */
  readonly port?: number;
  /**
   * The share of decisions and traces, 0 to 1, that the reference evaluates too, and then answers; for the compiled engine. Default 0.
   */
  readonly shadow?: number;
  /** The folder of a draft of an edition, which evaluates decisions too and answers none; default: no draft. */
  readonly draftFolder?: string | undefined;
  /** The share of decisions that the draft evaluates too, more than 0 to 1; default 1. */
  readonly draftShare?: number;
  /** Told of each difference between the two, once its case is kept. */
  readonly reportDifference?: (note: DifferenceNote) => void;
  /** The file of the key that signs checkpoints of the log; default: one in the data directory, made at the first start. */
  readonly signingKeyFile?: string | undefined;
  /** How often a checkpoint is made; default: every 10,000 records, and every hour in which something was recorded. */
  readonly checkpointEvery?: CheckpointInterval;
  /** Told where a checkpoint could not be made; the next one covers the same records. */
  readonly reportCheckpoint?: (cause: unknown) => void;
  /** Whether to start though the log or the registry ends before what its last checkpoint vouches for; default: no. */
  readonly acceptLoss?: boolean;
  /** Whether to start with another signing key than all checkpoints of the log are signed by; default: no. */
  readonly acceptKey?: boolean;
  /** How long an `Idempotency-Key` stays in use after its decision, in milliseconds; default: a day. */
  readonly onceLifeMs?: number;
  /** How long records keep their content, in milliseconds; default: for ever. */
  readonly retainMs?: number | undefined;
  /** Whether spans are made by `@opentelemetry/api`, which has to be installed; default: no. */
  readonly telemetry?: boolean;
  /** The file that names who is told of events; default: nobody is. */
  readonly webhooksFile?: string | undefined;
  /** Told when a receiver of events begins to fail, and why, and when it takes all again (`null`). */
  readonly reportWebhook?: (name: string, reason: string | null) => void;
  /** Addresses of those who are told of checkpoints (docs/receipts.md); default: nobody is. */
  readonly witnesses?: readonly string[] | undefined;
  /** Told when a witness begins to fail, and why, and when it has all checkpoints again (`null`). */
  readonly reportWitness?: (name: string, reason: string | null) => void;
  /** How long a connection stays open after an answer, for the next request, in milliseconds; default: 5 seconds. */
  readonly keepAliveMs?: number | undefined;
  /** Told of each defect that was answered with `internal`. */
  readonly reportDefect?: (error: unknown) => void;
  /** Who may ask, and how much; default: whoever has a key of `keys.json` in the data directory, or everybody on this machine where there is none. */
  readonly access?: AccessOptions;
  /** Told of each request that was refused before it was looked at. */
  readonly tellRefusal?: (refusal: Refusal) => void;
  /** Told of each answer. */
  readonly tellAnswer?: TellAnswer;
  /** Where the built book in the browser is; default: what the build of this package made. */
  readonly bookDirectory?: string;
  /** Where `<document>/` has scenarios; default: those that come with this package. */
  readonly featuresDirectory?: string | undefined;
  /** How many besides its author have to approve a draft that is published; default: one. */
  readonly approvals?: number | undefined;
  /** Tools for agents at `/mcp`, and whether they may have decisions recorded; default: none. */
  readonly mcp?: { readonly allowDecide: boolean } | undefined;
  /** Told once when what the registry says can't be served; what was served before still is. */
  readonly reportPublishing?: (failure: PublishingFailure) => void;
  /** Told once when the keys can't be read, until they can be again. */
  readonly reportUnreadableKeys?: (cause: unknown) => void;
}
