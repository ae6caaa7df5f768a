import { makeAdmission } from './admission.js';
import { noDigest } from './canonical.js';
import type { Checkpoint } from './checkpoint.js';
import type { Random } from './commitment.js';
import {
  NotRecordedError,
  type DecisionLog,
  type Query,
  type Release,
  type StoredLine,
} from './decision-log.js';
import { subjectOf } from './opening.js';
import { link, makeDraft, type Draft, type StoredRecord } from './record.js';
import { verifyLine } from './verification.js';

/** What a decision log in memory needs. */
export interface MemoryLogOptions {
  readonly random: Random;
  /** How long a key (`once.key`) stays in use, in milliseconds, by a clock in epoch milliseconds. Left out: as long as the log. */
  readonly keys?: { readonly lifeMs: number; readonly now: () => number };
}

/** A decision log that lasts as long as the process: for tests and for decisions that nobody keeps. */
export const makeMemoryLog = ({ random, keys }: MemoryLogOptions): DecisionLog => {
  const lines: string[] = [];
  const records: StoredRecord[] = [];
  const byId = new Map<string, number>();
  const releases = new Map<string, Release>();
  const checkpoints: Checkpoint[] = [];
  let head = noDigest;
  let closed = false;

  const record = (sequence: number): StoredRecord => {
    const line = verifyLine(lines[sequence - 1] ?? '', null);
    if (line.code !== 'verified') throw new TypeError(`Record ${sequence} in memory is ${line.code}.`);
    return line.record;
  };

  const admission = makeAdmission({
    withId: (id) => [byId.get(id) ?? []].flat(),
    withKey: (key) => {
      const since = keys === undefined ? -Infinity : keys.now() - keys.lifeMs;
      return records.flatMap(({ body }) =>
        body.once?.key === key && Date.parse(body.decidedAt) >= since ? [body.sequence] : [],
      );
    },
    read: (sequences) => Promise.resolve(sequences.map(record)),
  });

  const add = (drafted: Draft): StoredRecord => {
    const linked = link(drafted, { sequence: lines.length + 1, previous: head });
    lines.push(linked.line);
    records.push(linked.record);
    byId.set(linked.record.body.id, lines.length);
    head = linked.record.hash;
    return linked.record;
  };
  const refuseClosed = (): void => {
    if (closed) throw new NotRecordedError('The decision log is closed.');
  };
  const appendTogether: DecisionLog['appendTogether'] = async (entries) => {
    refuseClosed();
    for (const { digest } of entries.map(({ inputs }) => inputs.edition))
      if (!releases.has(digest)) throw new NotRecordedError(`The release ${digest} is not kept.`);
    return admission.admit(entries, () =>
      Promise.resolve(entries.map((entry) => makeDraft(entry, random)).map(add)),
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
    const found = records.filter((each) => each.body.sequence < before && isMeant(each, query)).reverse();
    const page = found.slice(0, query.limit).map(({ body }) => body.sequence);
    const next = found.length > page.length ? String(page.at(-1)) : null;
    return Promise.resolve({ items: page.map(record), next });
  };

  async function* stored(): AsyncGenerator<StoredLine> {
    for (const [place, text] of [...lines].entries())
      yield await Promise.resolve({ at: `memory:${place + 1}`, text });
  }

  return {
    append,
    appendTogether,
    get: (id) => {
      const sequence = byId.get(id);
      return Promise.resolve(sequence === undefined ? undefined : record(sequence));
    },
    once: admission.once,
    search,
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

const isMeant = (record: StoredRecord, query: Query): boolean => {
  const { cites, decision, decidedAt } = record.body;
  const at = Date.parse(decidedAt);
  return (
    (query.decision === undefined || decision.decision === query.decision) &&
    (query.clause === undefined || cites.includes(query.clause)) &&
    (query.rule === undefined || decision.standing.includes(query.rule)) &&
    (query.outcome === undefined || decision.outcome === query.outcome) &&
    (query.subject === undefined || subjectOf(record) === query.subject) &&
    at >= (query.from ?? -Infinity) &&
    at < (query.to ?? Infinity)
  );
};
