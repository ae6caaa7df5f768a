import type { Digest } from '../../../language/canonical.js';
import type { StoredChoice } from '../../record/choice.js';
import type { LogLine, Stub } from '../../record/log-line.js';
import type { StoredRecord } from '../../record/record.js';
import type { Queries as Port, Release } from '../decision-log.js';
import type { StoredLine } from '../lines.js';
import { BrokenChainError } from '../failures.js';
import { placeName } from './record/place.js';
import type { Queries } from './queries.js';
import type { Steps } from './statement.js';

/** What a question to the queries is answered with. */
type Answer<Name extends keyof Queries> = Queries[Name] extends (...args: never) => Steps<infer Result>
  ? Result
  : never;

/** A method of the queries and its arguments. */
export interface Read {
  readonly read: keyof Queries;
  readonly args: readonly unknown[];
}

/** Asks the queries of a log, wherever they are. */
export type AskQueries = (asked: Read) => Promise<unknown>;

/** The steps that answer a question. */
export const stepsOf = (queries: Queries, { read, args }: Read): Steps<unknown> =>
  (queries[read] as (...given: readonly unknown[]) => Steps<unknown>).apply(queries, [...args]); // whoever asks knows the method

/** What finds records in a log, over its queries. */
export interface Reading extends Omit<Port, 'health'> {
  /** Those made under a key at or after a time, epoch milliseconds. */
  readonly once: (key: Digest, since: number) => Promise<readonly StoredRecord[]>;
  /** How many lines the log has. */
  readonly records: () => Promise<number>;
}

/** So many lines are read at once, and held in memory. */
const linesAtOnce = 500;

/** Makes what reads a log. @param foundAltered told of each line that was altered, by its place, as often as it is met */
export const makeReading = (
  askQueries: AskQueries,
  foundAltered: (at: string) => void = () => undefined,
): Reading => {
  const ask = async <Name extends keyof Queries>(
    read: Name,
    ...args: Parameters<Queries[Name]>
  ): Promise<Answer<Name>> => {
    try {
      return (await askQueries({ read, args })) as Answer<Name>; // the method of that name answers
    } catch (error) {
      if (error instanceof BrokenChainError) foundAltered(error.at);
      throw error;
    }
  };

  async function* lines(): AsyncGenerator<StoredLine> {
    for (const { number, name, last } of await ask('extents'))
      for (let read = 0; read < last;) {
        const found = await ask('linesAfter', number, read, last, linesAtOnce);
        for (const { sequence, text, indexed } of found)
          yield { at: placeName(name, sequence), text, indexed };
        read = found.at(-1)?.sequence ?? last;
      }
  }

  return {
    get: async (id) => recordOf(await ask('get', id)),
    choices: async (ids) => {
      const found = new Map<string, StoredChoice[]>();
      for (const text of ids.length === 0 ? [] : await ask('choices', ids)) {
        const choice = JSON.parse(text) as StoredChoice; // verified
        const { id } = choice.body.inputs.decision;
        found.set(id, [...(found.get(id) ?? []), choice]);
      }
      return found;
    },
    dropped: async (id) => {
      const text = await ask('dropped', id);
      return text === null ? undefined : (JSON.parse(text) as Stub); // verified
    },
    once: async (key, since) => (await ask('once', key, since)).map(recordIn),
    search: async (query) => {
      const page = await ask('search', query);
      if (page === 'bad-cursor') return { code: 'bad-cursor' };
      const { lines: found, ...rest } = page;
      page.altered?.forEach(foundAltered);
      return { items: found.map(recordIn), ...rest };
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
      return { identity: { document, revision, digest }, files: filesIn(files) };
    },
    lines,
    ends: () => ask('extents'),
    linesAfter: (chain, after, last, most) => ask('linesAfter', chain, after, last, most),
    linesJoined: (chain, after, last, most) => ask('linesJoined', chain, after, last, most),
    heads: () => ask('heads'),
    records: () => ask('records'),
    checkpoints: () => ask('checkpoints'),
    unreadCheckpoints: () => ask('unreadCheckpoints'),
    nextNodes: (head) => ask('nextNodes', head),
    treeRoot: (head) => ask('treeRoot', head),
    nodesFrom: (chain, level, from, most) => ask('nodesFrom', chain, level, from, most),
    covered: async (id, thorough) => {
      const found = await ask('covered', id, thorough);
      return found === null ? null : { record: recordIn(found.line), cover: found.cover };
    },
  };
};

/** The files of a release; none where what is kept is damaged, so that its digest is another than its name. */
const filesIn = (text: string): ReadonlyMap<string, string> => {
  try {
    return new Map(Object.entries(JSON.parse(text) as Readonly<Record<string, string>>)); // `keepRelease`
  } catch {
    return new Map();
  }
};

// The queries verify what they give.
const recordIn = (text: string): StoredRecord => JSON.parse(text) as StoredRecord;
const recordOf = (text: string | null): StoredRecord | undefined =>
  text === null ? undefined : recordIn(text);
const lineOf = (text: string | null): LogLine | undefined =>
  text === null ? undefined : (JSON.parse(text) as LogLine);
