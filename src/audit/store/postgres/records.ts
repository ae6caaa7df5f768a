import type { Digest } from '../../record/canonical.js';
import type { ChainHead } from '../../chain/checkpoint.js';
import type { DecisionLog, StoredLine } from '../decision-log.js';
import { BrokenChainError } from '../failures.js';
import { chainPlaceOf, isDecision, isStub, type LogLine } from '../../record/log-line.js';
import { isAbout } from '../../record/opening.js';
import type { PersonalKey } from '../../record/personal-storage.js';
import type { StoredRecord } from '../../record/record.js';
import { verifyLine } from '../../verify/verification.js';
import type { Reader } from './reader.js';
import { lineOf, type RecordRow } from './record-row.js';
import { countStatement, cursorOf, positionOf, searchStatement } from './search.js';
import { tallyStatement, type TallyRow } from './tally-statement.js';

/** The records of the database, whoever wrote them. */
export interface Records extends Pick<
  DecisionLog,
  'get' | 'dropped' | 'search' | 'tally' | 'around' | 'lines' | 'heads'
> {
  /** Those made under a key at or after a time (RFC 3339). */
  readonly once: (key: Digest, since: string) => Promise<readonly StoredRecord[]>;
}

type LineRow = Pick<RecordRow, 'body' | 'hash' | 'open'>;
/** A row with its place. */
export interface PlacedRow extends LineRow {
  readonly decided_at: Date;
  readonly chain: number;
  /** A bigint, as text. */
  readonly sequence: string;
}
interface HeadRow {
  readonly number: number;
  readonly name: string;
  readonly sequence: string;
  readonly hash: string;
}

/** So many lines are read at once, and held in memory. */
const linesAtOnce = 500;

const byId = `SELECT record.chain, record.sequence, record.decided_at, record.body, record.hash, record.open
  FROM unnest($1::text[]) WITH ORDINALITY AS wanted (id, at)
  JOIN clausebook.place USING (id)
  JOIN clausebook.record ON record.chain = place.chain AND record.sequence = place.sequence
    AND record.decided_at = place.decided_at
  ORDER BY wanted.at`;

/** Reads records; each is verified by itself. Rejects with `BrokenChainError` where one was altered. */
export const makeRecords = ({ rows }: Reader, salt: string, key?: PersonalKey): Records => {
  const headRows = () =>
    rows<HeadRow>(
      'SELECT number, name, sequence, hash FROM clausebook.chain WHERE sequence > 0 ORDER BY number',
    );

  async function* lines(): AsyncGenerator<StoredLine> {
    for (const { number, name, sequence } of await headRows()) {
      for (let read = 0, last = Number(sequence); read < last;) {
        const found = await rows<PlacedRow>(
          `SELECT sequence, body, hash, open FROM clausebook.record
           WHERE chain = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence LIMIT $4`,
          [number, read, last, linesAtOnce],
        );
        for (const row of found) yield { at: placeName(name, row.sequence), text: lineOf(row) };
        const end = found.at(-1);
        if (end === undefined) break;
        read = Number(end.sequence);
      }
    }
  }

  const lineOfId = async (id: string): Promise<LogLine | undefined> => {
    if (isUnknownToSql(id)) return undefined;
    const [row] = await rows<PlacedRow>(byId, [[id]]);
    return row === undefined ? undefined : readRow(row);
  };

  return {
    get: async (id) => {
      const line = await lineOfId(id);
      return line !== undefined && isDecision(line) ? line : undefined;
    },
    dropped: async (id) => {
      const line = await lineOfId(id);
      return line !== undefined && isStub(line) ? line : undefined;
    },
    once: async (key, since) => {
      const [made] = await rows<{ readonly ids: readonly string[] }>(
        'SELECT ids FROM clausebook.once WHERE key = $1 AND made_at >= $2',
        [key, since],
      );
      return made === undefined
        ? []
        : (await rows<PlacedRow>(byId, [made.ids])).map(readRow).filter(isDecision);
    },
    search: async (query) => {
      const after = query.cursor === undefined ? undefined : positionOf(query.cursor);
      if (query.cursor !== undefined && after === undefined) return { code: 'bad-cursor' };
      if ([query.decision, query.outcome].some((text) => text !== undefined && isUnknownToSql(text)))
        return { items: [], next: null };
      const counting = countStatement(query, after, salt, key);
      const [counts] =
        counting === undefined
          ? []
          : await rows<Readonly<Record<string, number>>>(counting.text, counting.values);
      const { text, values } = searchStatement(query, after, salt, Object.values(counts ?? {}), key);
      const found = await rows<PlacedRow>(text, values);
      const shown = found.slice(0, query.limit);
      const isMeant = (record: StoredRecord): boolean =>
        query.subject === undefined || isAbout(record, query.subject, key);
      const last = found.length > query.limit ? shown.at(-1) : undefined;
      const next =
        last === undefined
          ? null
          : cursorOf({
              decidedAt: last.decided_at.getTime(),
              chain: last.chain,
              sequence: Number(last.sequence),
            });
      return { items: shown.map(readRow).filter(isDecision).filter(isMeant), next };
    },
    tally: async (query) => {
      if ([query.decision, query.outcome, query.clause, query.rule].some(isAskedInVain)) return [];
      const { text, values } = tallyStatement(query, salt, key);
      return (await rows<TallyRow>(text, values)).map(({ slot, records, ...kind }) => ({
        ...kind,
        slot: Number(slot),
        records: Number(records),
      }));
    },
    around: async (id) => {
      if (isUnknownToSql(id)) return undefined;
      const [own] = await rows<PlacedRow>(byId, [[id]]);
      if (own === undefined) return undefined;
      const near = await rows<PlacedRow>(
        `SELECT chain, sequence, decided_at, body, hash, open FROM clausebook.record
         WHERE chain = $1 AND sequence IN ($2::bigint - 1, $2::bigint + 1)`,
        [own.chain, own.sequence],
      );
      const at = (place: number): LogLine | undefined =>
        near.filter(({ sequence }) => Number(sequence) === place).map(readRow)[0];
      return { before: at(Number(own.sequence) - 1), after: at(Number(own.sequence) + 1) };
    },
    lines,
    heads: async () =>
      (await headRows()).map(({ name, sequence, hash }): ChainHead => ({
        chain: name === '' ? null : name,
        sequence: Number(sequence),
        hash,
      })),
  };
};

const placeName = (chain: string, sequence: string): string => `chain ${chain}:${sequence}`;

/** The line of a row, verified by itself. */
export const readRow = (row: PlacedRow): LogLine => {
  const verified = verifyLine(lineOf(row), null);
  const at = placeName(String(row.chain), row.sequence);
  if (verified.code !== 'verified') throw new BrokenChainError({ at, problem: verified });
  const { sequence } = chainPlaceOf(verified.record);
  if (sequence !== Number(row.sequence))
    throw new BrokenChainError({
      at,
      problem: { code: 'sequence-mismatch', found: sequence, expected: Number(row.sequence) },
    });
  return verified.record;
};

const isAskedInVain = (text: string | undefined): boolean => text !== undefined && isUnknownToSql(text);

/** PostgreSQL has no text with this character, so nothing can have it. */
const isUnknownToSql = (text: string): boolean => text.includes('\0');
