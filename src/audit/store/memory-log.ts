import { makeAdmission } from './admission.js';
import { noDigest } from '../record/canonical.js';
import type { Checkpoint } from '../chain/checkpoint.js';
import type { Random } from '../record/commitment.js';
import {
  NotRecordedError,
  type DecisionLog,
  type Query,
  type Release,
  type StoredLine,
} from './decision-log.js';
import {
  chainPlaceOf,
  isDecision,
  isStub,
  linkEvent,
  makeEventDraft,
  type LogEvent,
  type LogLine,
  type StoredEvent,
} from '../record/log-line.js';
import { isAbout } from '../record/opening.js';
import type { PersonalStorage } from '../record/personal-storage.js';
import { lineText, link, makeDraft, type Draft, type StoredRecord } from '../record/record.js';
import {
  erasureEvent,
  makeRemoveText,
  recordsOf,
  retentionEvent,
  type Removed,
  type RemovalRequest,
} from '../removal/removal.js';
import { tallyRecords } from './tally.js';
import { verifyLine } from '../verify/verification.js';

/** What a decision log in memory needs. */
export interface MemoryLogOptions {
  readonly random: Random;
  /** How personal values are kept; default: open. */
  readonly personal?: PersonalStorage;
  /** How long a key (`once.key`) stays in use, in milliseconds, by a clock in epoch milliseconds. Left out: as long as the log. */
  readonly keys?: { readonly lifeMs: number; readonly now: () => number };
}

/** A decision log that lasts as long as the process: for tests and for decisions that nobody keeps. */
export const makeMemoryLog = ({ random, personal, keys }: MemoryLogOptions): DecisionLog => {
  const lines: string[] = [];
  const records: LogLine[] = [];
  const byId = new Map<string, number>();
  const releases = new Map<string, Release>();
  const checkpoints: Checkpoint[] = [];
  let head = noDigest;
  let closed = false;

  const record = (sequence: number): LogLine => {
    const line = verifyLine(lines[sequence - 1] ?? '', null);
    if (line.code !== 'verified') throw new TypeError(`Record ${sequence} in memory is ${line.code}.`);
    return line.record;
  };

  const withId = (id: string): LogLine | undefined => {
    const sequence = byId.get(id);
    return sequence === undefined ? undefined : record(sequence);
  };

  const admission = makeAdmission({
    withId: (id) => [byId.get(id) ?? []].flat(),
    withKey: (key) => {
      const since = keys === undefined ? -Infinity : keys.now() - keys.lifeMs;
      return records
        .filter(isDecision)
        .flatMap(({ body }) =>
          body.once?.key === key && Date.parse(body.decidedAt) >= since ? [body.sequence] : [],
        );
    },
    read: (sequences) => Promise.resolve(sequences.map(record)),
  });

  const put = <Line extends StoredRecord | StoredEvent>(linked: {
    readonly record: Line;
    readonly line: string;
  }): Line => {
    lines.push(linked.line);
    records.push(linked.record);
    byId.set(linked.record.body.id, lines.length);
    head = linked.record.hash;
    return linked.record;
  };
  const next = () => ({ sequence: lines.length + 1, previous: head });
  const add = (drafted: Draft): StoredRecord => {
    const { record, line } = link(drafted, next());
    return put({ record, line: lineText(line) });
  };
  const remove = (request: RemovalRequest, event: LogEvent | undefined): Promise<Removed> => {
    if (closed) return Promise.reject(new NotRecordedError('The decision log is closed.'));
    if (event === undefined) return Promise.resolve({ event: null, records: 0 });
    const removeText = makeRemoveText(put(linkEvent(makeEventDraft({ ...request, event }), next())));
    for (const [place, text] of lines.entries()) lines[place] = removeText(text);
    for (const place of records.keys()) records[place] = record(place + 1);
    return Promise.resolve({ event: request.id, records: recordsOf(event) });
  };
  const refuseClosed = (): void => {
    if (closed) throw new NotRecordedError('The decision log is closed.');
  };
  const appendTogether: DecisionLog['appendTogether'] = async (entries) => {
    refuseClosed();
    for (const { digest } of entries.map(({ inputs }) => inputs.edition))
      if (!releases.has(digest)) throw new NotRecordedError(`The release ${digest} is not kept.`);
    return admission.admit(entries, () =>
      Promise.resolve(entries.map((entry) => makeDraft(entry, random, undefined, personal)).map(add)),
    );
  };
  const append: DecisionLog['append'] = async (entry) => {
    const [only] = await appendTogether([entry]);
    if (only === undefined) throw new RangeError('A write of one record gave none.');
    return only;
  };

  const search: DecisionLog['search'] = (query) => {
    if (query.cursor !== undefined && !/^[1-9]\d{0,9}$/.test(query.cursor))
      return Promise.resolve({ code: 'bad-cursor' });
    const before = query.cursor === undefined ? Infinity : Number(query.cursor);
    const found = records
      .filter(isDecision)
      .filter((each) => each.body.sequence < before && isMeant(each, query, personal))
      .reverse();
    const page = found.slice(0, query.limit);
    const cursor = found.length > page.length ? String(page.at(-1)?.body.sequence) : null;
    return Promise.resolve({ items: page, next: cursor });
  };

  async function* stored(): AsyncGenerator<StoredLine> {
    for (const [place, text] of [...lines].entries())
      yield await Promise.resolve({ at: `memory:${place + 1}`, text });
  }

  return {
    append,
    appendTogether,
    get: (id) => {
      const line = withId(id);
      return Promise.resolve(line !== undefined && isDecision(line) ? line : undefined);
    },
    dropped: (id) => {
      const line = withId(id);
      return Promise.resolve(line !== undefined && isStub(line) ? line : undefined);
    },
    erase: (request) =>
      remove(
        request,
        erasureEvent(
          records.filter(isDecision).filter((each) => isAbout(each, request.subject, personal?.key)),
          request.reason,
        ),
      ),
    drop: (request) =>
      remove(
        request,
        retentionEvent(
          records
            .filter(isDecision)
            .filter(({ body }) => Date.parse(body.decidedAt) < request.before)
            .map(chainPlaceOf),
          request,
        ),
      ),
    once: admission.once,
    search,
    tally: (query) => tallyRecords(search, query),
    around: (id) => {
      const sequence = byId.get(id);
      if (sequence === undefined) return Promise.resolve(undefined);
      const at = (place: number): LogLine | undefined =>
        lines[place - 1] === undefined ? undefined : record(place);
      return Promise.resolve({ before: at(sequence - 1), after: at(sequence + 1) });
    },
    keepRelease: (release) => {
      if (closed) return Promise.reject(new NotRecordedError('The decision log is closed.'));
      if (!releases.has(release.identity.digest)) releases.set(release.identity.digest, release);
      return Promise.resolve();
    },
    release: (digest) => Promise.resolve(releases.get(digest)),
    lines: stored,
    heads: () =>
      Promise.resolve(lines.length === 0 ? [] : [{ chain: null, sequence: lines.length, hash: head }]),
    keepCheckpoint: (checkpoint) => {
      if (closed) return Promise.reject(new NotRecordedError('The decision log is closed.'));
      checkpoints.push(checkpoint);
      return Promise.resolve();
    },
    checkpoints: () => Promise.resolve([...checkpoints]),
    health: () =>
      Promise.resolve({
        writable: !closed,
        problem: closed ? 'The decision log is closed.' : null,
        records: lines.length,
        head,
        waiting: 0,
      }),
    close: () => {
      closed = true;
      return Promise.resolve();
    },
  };
};

const isMeant = (record: StoredRecord, query: Query, personal?: PersonalStorage): boolean => {
  const { cites, decision, decidedAt } = record.body;
  const at = Date.parse(decidedAt);
  return (
    (query.decision === undefined || decision.decision === query.decision) &&
    (query.clause === undefined || cites.includes(query.clause)) &&
    (query.rule === undefined || decision.standing.includes(query.rule)) &&
    (query.outcome === undefined || decision.outcome === query.outcome) &&
    (query.subject === undefined || isAbout(record, query.subject, personal?.key)) &&
    at >= (query.from ?? -Infinity) &&
    at < (query.to ?? Infinity)
  );
};
