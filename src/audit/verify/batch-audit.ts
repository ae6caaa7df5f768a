import { hash as digest } from 'node:crypto';
import type { Digest } from '../../language/canonical.js';
import { auditLine, type LineProblem } from './line-audit.js';
import type { AuditedLines } from './line-batches.js';
import { wronglyIndexed } from '../store/sql/record/record-row.js';
import {
  chainPlaceOf,
  isDecision,
  isEvent,
  isSealedLine,
  isStub,
  type EventBody,
} from '../record/log-line.js';
import { unkeptReason } from '../record/choice.js';
import { unkeptPlaces } from '../record/opening.js';
import type { Pointer } from '../../language/values.js';

/** Records of one chain in a row, each after the one before it. */
export interface Run {
  readonly chain: string | null;
  /** Sequence numbers of the first and the last. */
  readonly from: number;
  readonly to: number;
  /** What the first has as hash of the record before it. */
  readonly previous: Digest;
  /** Hash of the last. */
  readonly hash: Digest;
  /** Places in the batch of the first and the last. */
  readonly first: number;
  readonly last: number;
  /** False for a single record whose body is not the one that was hashed. */
  readonly sound: boolean;
}

/** What a batch of lines says; places count from 0 in the batch. */
export interface BatchAudit {
  readonly records: number;
  /** In the order of their first lines. */
  readonly runs: readonly Run[];
  readonly problems: readonly { readonly place: number; readonly problem: LineProblem }[];
  /** Places of the lines that are no record. */
  readonly unread: readonly number[];
  /** 128 bits of each id, line by line: four numbers each; zeros for an unread line. */
  readonly ids: Uint32Array;
  /** The releases cited, and where first. */
  readonly releases: readonly { readonly digest: Digest; readonly place: number }[];
  /** Hashes of the records that were asked for. */
  readonly marks: readonly Mark[];
  /** Each record's place in its chain and its hash, in the order of the lines. */
  readonly links: readonly Pick<Mark, 'chain' | 'sequence' | 'hash'>[];
  /** Events, with where they stand. */
  readonly events: readonly { readonly place: number; readonly body: EventBody }[];
  /** Records that lost their content, those of one event that follow each other put together. */
  readonly dropped: readonly Dropped[];
  /** Records that do not keep all their personal values, though they were once kept. */
  readonly unkept: readonly {
    readonly place: number;
    readonly id: string;
    readonly pointers: readonly Pointer[];
  }[];
}

/** Records in a row that lost their content by one event, which may be there or not. */
export interface Dropped {
  readonly event: string;
  readonly chain: string | null;
  readonly from: number;
  readonly to: number;
  /** Of the first, in the batch. */
  readonly place: number;
}

/** The hash of a record that somebody vouches for. */
export interface Mark {
  readonly chain: string | null;
  readonly sequence: number;
  readonly hash: Digest;
  readonly place: number;
}

/** Sequence numbers whose hashes are wanted, by chain. */
export type WantedMarks = ReadonlyMap<string | null, ReadonlySet<number>>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID is its own 128 bits; of any other id they are the first of its SHA-256. */
const putId = (ids: Uint32Array, at: number, id: string): void => {
  const hex = uuid.test(id) ? id.replaceAll('-', '') : digest('sha256', id, 'hex');
  for (let word = 0; word < 4; word += 1)
    ids[at + word] = Number.parseInt(hex.slice(word * 8, word * 8 + 8), 16);
};

/** Audits a batch of lines: each by itself, and what hangs together within the batch. */
export const auditBatch = ({ lines, indexed }: AuditedLines, wanted: WantedMarks): BatchAudit => {
  const runs: Run[] = [];
  const current = new Map<string | null, number>();
  const problems: { readonly place: number; readonly problem: LineProblem }[] = [];
  const unread: number[] = [];
  const ids = new Uint32Array(lines.length * 4);
  const releases = new Map<Digest, number>();
  const marks: Mark[] = [];
  const links: BatchAudit['links'][number][] = [];
  const events: { readonly place: number; readonly body: EventBody }[] = [];
  const dropped: Dropped[] = [];
  const unkept: BatchAudit['unkept'][number][] = [];

  for (const [place, line] of lines.entries()) {
    const { record, sound, problem } = auditLine(line);
    if (problem !== undefined) problems.push({ place, problem });
    if (record === undefined) {
      unread.push(place);
      continue;
    }
    const beside = indexed[place];
    const columns = beside === undefined || !sound ? [] : wronglyIndexed(record, beside);
    if (columns.length > 0) problems.push({ place, problem: { code: 'wrongly-indexed', columns } });
    const { chain, id, sequence, previous, hash } = chainPlaceOf(record);
    putId(ids, place * 4, id);
    links.push({ chain, sequence, hash });
    if (isDecision(record)) {
      const { digest: release } = record.body.inputs.edition;
      if (!releases.has(release)) releases.set(release, place);
    }
    if (isSealedLine(record)) {
      const unkeptOf = isDecision(record) ? unkeptPlaces(record) : unkeptReason(record);
      const pointers = record.body.sealing === 'masked' ? [] : unkeptOf;
      if (pointers.length > 0) unkept.push({ place, id, pointers });
    }
    if (isEvent(record)) events.push({ place, body: record.body });
    if (isStub(record)) {
      const last = dropped.at(-1);
      if (last?.event === record.dropped && last.chain === chain && last.to + 1 === sequence)
        dropped[dropped.length - 1] = { ...last, to: sequence };
      else dropped.push({ event: record.dropped, chain, from: sequence, to: sequence, place });
    }
    if (wanted.get(chain)?.has(sequence) === true) marks.push({ chain, sequence, hash, place });

    const at = current.get(chain);
    const before = at === undefined ? undefined : runs[at];
    if (
      at !== undefined &&
      before?.sound === true &&
      sound &&
      before.to + 1 === sequence &&
      before.hash === previous
    ) {
      runs[at] = { ...before, to: sequence, hash, last: place };
      continue;
    }
    current.set(chain, runs.length);
    runs.push({ chain, from: sequence, to: sequence, previous, hash, first: place, last: place, sound });
  }
  return {
    records: lines.length - unread.length,
    runs,
    problems,
    unread,
    ids,
    releases: [...releases].map(([release, place]) => ({ digest: release, place })),
    marks,
    links,
    events,
    dropped,
    unkept,
  };
};
