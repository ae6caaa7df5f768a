import { noDigest } from './canonical.js';
import type { Random } from './commitment.js';
import { NotRecordedError, type DecisionLog, type Release, type StoredLine } from './decision-log.js';
import { link, makeDraft, type Draft, type Entry, type StoredRecord } from './record.js';
import { RecordIndex } from './record-index.js';
import { verifyLine } from './verification.js';

/** A decision log that lasts as long as the process: for tests and for decisions that nobody keeps. */
export const makeMemoryLog = ({ random }: { readonly random: Random }): DecisionLog => {
  const lines: string[] = [];
  const index = new RecordIndex();
  const releases = new Map<string, Release>();
  let head = noDigest;
  let closed = false;

  const record = (sequence: number): StoredRecord => {
    const line = verifyLine(lines[sequence - 1] ?? '', null);
    if (line.code !== 'verified') throw new TypeError(`Record ${sequence} in memory is ${line.code}.`);
    return line.record;
  };

  const draft = (entry: Entry): Draft => {
    if (closed) throw new NotRecordedError('The decision log is closed.');
    if (!releases.has(entry.inputs.edition.digest))
      throw new NotRecordedError(`The release ${entry.inputs.edition.digest} is not kept.`);
    if (index.sequenceOf(entry.id) !== undefined)
      throw new NotRecordedError(`A record with the id ${entry.id} exists.`);
    return makeDraft(entry, random);
  };
  const add = (drafted: Draft): StoredRecord => {
    const linked = link(drafted, { sequence: lines.length + 1, previous: head });
    lines.push(linked.line);
    index.add(linked.record);
    head = linked.record.hash;
    return linked.record;
  };
  const append: DecisionLog['append'] = (entry) =>
    new Promise((resolve) => {
      resolve(add(draft(entry)));
    });
  const appendTogether: DecisionLog['appendTogether'] = (entries) =>
    new Promise((resolve) => {
      if (new Set(entries.map(({ id }) => id)).size < entries.length)
        throw new NotRecordedError('Two of the records have one id.');
      resolve(entries.map(draft).map(add));
    });

  const search: DecisionLog['search'] = (query) => {
    const selection = index.select(query);
    if (selection.code === 'bad-cursor') return Promise.resolve(selection);
    return Promise.resolve({ items: selection.sequences.map(record), next: selection.next });
  };

  async function* stored(): AsyncGenerator<StoredLine> {
    const records = lines.length;
    for (const [place, text] of lines.slice(0, records).entries())
      yield await Promise.resolve({ at: `memory:${place + 1}`, text });
  }

  return {
    append,
    appendTogether,
    get: (id) => {
      const sequence = index.sequenceOf(id);
      return Promise.resolve(sequence === undefined ? undefined : record(sequence));
    },
    search,
    keepRelease: (release) => {
      if (closed) return Promise.reject(new NotRecordedError('The decision log is closed.'));
      if (!releases.has(release.identity.digest)) releases.set(release.identity.digest, release);
      return Promise.resolve();
    },
    release: (digest) => Promise.resolve(releases.get(digest)),
    lines: stored,
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
