import type { Digest } from '../../record/canonical.js';
import type { LogLine, Stub } from '../../record/log-line.js';
import type { StoredRecord } from '../../record/record.js';
import type { Queries as Port, Release, StoredLine } from '../decision-log.js';
import type { Read } from './messages.js';
import type { Queries } from './queries.js';

/** Asks the queries of a log, wherever they are. */
export type AskQueries = (asked: Read) => Promise<unknown>;

/** What finds records in a log, over its queries. */
export interface Reading extends Omit<Port, 'health'> {
  /** Those made under a key at or after a time, epoch milliseconds. */
  readonly once: (key: Digest, since: number) => Promise<readonly StoredRecord[]>;
}

/** So many lines are read at once, and held in memory. */
const linesAtOnce = 500;

/** Makes what reads a log. */
export const makeReading = (askQueries: AskQueries): Reading => {
  const ask = async <Name extends keyof Queries>(
    read: Name,
    ...args: Parameters<Queries[Name]>
  ): Promise<ReturnType<Queries[Name]>> => (await askQueries({ read, args })) as ReturnType<Queries[Name]>; // the method of that name answers

  async function* lines(): AsyncGenerator<StoredLine> {
    const last = await ask('records');
    for (let place = 0; ;) {
      const found = await ask('linesAfter', place, last, linesAtOnce);
      for (const line of found) yield { at: `line ${line.place}`, text: line.text };
      if (found.length < linesAtOnce) return;
      place = found.at(-1)?.place ?? last;
    }
  }

  return {
    get: async (id) => recordOf(await ask('get', id)),
    dropped: async (id) => {
      const text = await ask('dropped', id);
      return text === null ? undefined : (JSON.parse(text) as Stub); // verified
    },
    once: async (key, since) => (await ask('once', key, since)).map(recordIn),
    search: async (query) => {
      const page = await ask('search', query);
      return page === 'bad-cursor'
        ? { code: 'bad-cursor' }
        : { items: page.lines.map(recordIn), next: page.next };
    },
    tally: (query) => ask('tally', query),
    around: async (id) => {
      const around = await ask('around', id);
      return around === null ? undefined : { before: lineOf(around.before), after: lineOf(around.after) };
    },
    release: async (digest): Promise<Release | undefined> => {
      const kept = await ask('release', digest);
      if (kept === null) return undefined;
      const { document, revision, files } = kept;
      const texts = JSON.parse(files) as Readonly<Record<string, string>>; // `keepRelease`
      return { identity: { document, revision, digest }, files: new Map(Object.entries(texts)) };
    },
    lines,
    heads: () => ask('heads'),
    checkpoints: () => ask('checkpoints'),
  };
};

// The queries verify what they give.
const recordIn = (text: string): StoredRecord => JSON.parse(text) as StoredRecord;
const recordOf = (text: string | null): StoredRecord | undefined =>
  text === null ? undefined : recordIn(text);
const lineOf = (text: string | null): LogLine | undefined =>
  text === null ? undefined : (JSON.parse(text) as LogLine);
