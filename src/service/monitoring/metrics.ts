import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { DecisionLog } from '../../audit/store/decision-log.js';
import { KeyInUseError } from '../../audit/store/failures.js';
import type { Hook } from '../../audit/store/hook.js';
import type { Entry } from '../../audit/record/record.js';
import type { EditionIdentity } from '../../edition/model/edition.js';
import type { Refusal } from '../access/access-gate.js';
import type { TellAnswer } from '../http/gate.js';
import type { Webhooks } from '../events/webhooks/webhooks.js';
import type { Witnesses } from '../../audit/witness/witnesses.js';
import { addWebhookMetrics } from './webhook-metrics.js';
import { addWitnessMetrics } from './witness-metrics.js';
import { addDraftMetrics } from './draft-metrics.js';
import type { DraftShadow } from '../../decide/shadow/draft-shadow.js';
import type { ShadowingCounts } from '../../decide/shadow/shadowing.js';

/** The figures of a service, for Prometheus. */
export interface Metrics {
  readonly answered: TellAnswer;
  readonly refused: (refusal: Refusal) => void;
  readonly defect: () => void;
  /** What the registry of releases says could not be served, by the code of the failure. */
  readonly publishingFailed: (code: string) => void;
  /** Counts what is recorded in a log, and what is not. */
  readonly hook: Hook;
  /** The log that is asked for its size at each scrape. */
  readonly watch: (log: Pick<DecisionLog, 'health'>) => void;
  /** Those who are told of events, asked at each scrape. */
  readonly watchWebhooks: (states: Webhooks['states']) => void;
  readonly watchWitnesses: (states: Witnesses['states']) => void;
  /** All of them, in the text format of Prometheus. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

/** What is read when somebody asks for the figures. */
export interface MetricsParts {
  readonly editions: () => readonly EditionIdentity[];
  readonly shadow: ShadowingCounts;
  /** Drafts in shadow; none where they are left out. */
  readonly drafts?: readonly DraftShadow[];
  /** What the log takes on disk, in bytes; `null` where that is not this process's to tell. */
  readonly logBytes: () => Promise<number | null>;
}

const requestSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const commitSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Makes the figures of one service. */
export const makeMetrics = ({ editions, shadow, drafts = [], logBytes }: MetricsParts): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Histogram({
    name: 'clausebook_request_duration_seconds',
    help: 'From the head of a request to the end of its answer, by route and class of status.',
    labelNames: ['route', 'status'],
    buckets: requestSeconds,
    registers,
  });
  const cut = new Counter({
    name: 'clausebook_answers_cut_total',
    help: 'Answers whose receiver went away before their end.',
    registers,
  });
  const refused = new Counter({
    name: 'clausebook_refused_total',
    help: 'Requests refused before they were looked at, by the code of the problem.',
    labelNames: ['code'],
    registers,
  });
  const defects = new Counter({
    name: 'clausebook_defects_total',
    help: 'Defects of the service.',
    registers,
  });
  const publishing = new Counter({
    name: 'clausebook_publishing_failures_total',
    help: 'Times that what the registry says could not be served, by the code of the failure.',
    labelNames: ['code'],
    registers,
  });
  const decisions = new Counter({
    name: 'clausebook_decisions_total',
    help: 'Decisions recorded, by decision and outcome.',
    labelNames: ['decision', 'outcome'],
    registers,
  });
  const notRecorded = new Counter({
    name: 'clausebook_not_recorded_total',
    help: 'Decisions that the log did not take, and that were not answered.',
    registers,
  });
  const commits = new Histogram({
    name: 'clausebook_commit_duration_seconds',
    help: 'From handing a record over to its being durable; many share one write.',
    buckets: commitSeconds,
    registers,
  });
  new Gauge({
    name: 'clausebook_edition_info',
    help: 'An edition that is here: 1.',
    labelNames: ['document', 'revision', 'digest'],
    registers,
    collect() {
      this.reset();
      for (const { document, revision, digest } of editions()) this.set({ document, revision, digest }, 1);
    },
  });
  const shadowed = (name: string, help: string, read: (counts: ShadowingCounts) => number): void => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read(shadow));
      },
    });
  };
  shadowed('clausebook_shadow_evaluated_total', 'Questions asked of both engines.', (all) => all.evaluated);
  shadowed(
    'clausebook_shadow_differed_total',
    'Of these, those on which they differed.',
    (all) => all.differed,
  );
  shadowed('clausebook_shadow_not_kept_total', 'Differences whose case is not kept.', (all) => all.notKept);

  addDraftMetrics(registers, drafts);

  // A child is found once: looking it up takes longer than counting.
  const routes = keptBy(({ route, status }: { readonly route: string; readonly status: string }) =>
    requests.labels(route, status),
  );
  const outcomes = keptBy(({ decision, outcome }: Outcome) => decisions.labels(decision, outcome));

  const hook: Hook = {
    recorded: (entries, ms) => {
      commits.observe(ms / 1000);
      for (const { decision } of entries) outcomes(decision.decision, decision.outcome, decision).inc();
    },
    refused: (entries, cause) => {
      // Whoever comes again under a key gets what is recorded.
      if (!(cause instanceof KeyInUseError)) notRecorded.inc(entries.length);
    },
  };
  const readLog = makeLogGauges(registers, logBytes);
  let watched: Pick<DecisionLog, 'health'> | undefined;
  const readOthers: (() => Promise<void>)[] = [];

  return {
    answered: ({ route, status, startedAt, complete }) => {
      const where = route ?? 'none';
      const kind = statusClasses[Math.floor(status / 100)] ?? 'none';
      routes(where, kind, { route: where, status: kind }).observe((performance.now() - startedAt) / 1000);
      if (!complete) cut.inc();
    },
    refused: ({ failure }) => {
      refused.inc({ code: failure.code });
    },
    defect: () => {
      defects.inc();
    },
    publishingFailed: (code) => {
      publishing.inc({ code });
    },
    hook,
    watch: (log) => {
      watched = log;
    },
    watchWebhooks: (states) => {
      const set = addWebhookMetrics(registers);
      readOthers.push(async () => {
        set(await states());
      });
    },
    watchWitnesses: (states) => {
      const set = addWitnessMetrics(registers);
      readOthers.push(async () => {
        set(await states());
      });
    },
    text: async () => {
      if (watched !== undefined) await readLog(watched);
      for (const read of readOthers) await read();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
};

type Outcome = Pick<Entry['decision'], 'decision' | 'outcome'>;

const statusClasses = ['none', '1xx', '2xx', '3xx', '4xx', '5xx'] as const;

/** Makes each thing once, by two names; both are of a closed set: routes, decisions, outcomes. */
const keptBy = <About, Thing>(make: (about: About) => Thing) => {
  const kept = new Map<string, Map<string, Thing>>();
  return (first: string, second: string, about: About): Thing => {
    let below = kept.get(first);
    if (below === undefined) kept.set(first, (below = new Map<string, Thing>()));
    let thing = below.get(second);
    if (thing === undefined) below.set(second, (thing = make(about)));
    return thing;
  };
};

/** What the log tells of itself, to be asked before each scrape. */
const makeLogGauges = (registers: Registry[], logBytes: MetricsParts['logBytes']) => {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers });
  const writable = gauge('clausebook_log_writable', 'Whether the log can take a record: 1 or 0.');
  const waiting = gauge('clausebook_log_waiting', 'Records that wait to be written.');
  const records = gauge('clausebook_log_records', 'Records in the log.');
  const altered = gauge(
    'clausebook_log_altered',
    'What was met in the log since the start that is not what was recorded: records, checkpoints.',
  );
  const bytes = gauge('clausebook_log_bytes', 'What the log takes on disk; missing where it is elsewhere.');
  return async (log: Pick<DecisionLog, 'health'>): Promise<void> => {
    const [health, size] = await Promise.all([log.health(), logBytes()]);
    writable.set(health.writable ? 1 : 0);
    waiting.set(health.waiting);
    records.set(health.records);
    altered.set(health.altered.length);
    if (size === null) bytes.remove();
    else bytes.set(size);
  };
};
