import { isDecision, isEvent, isStub, type LogEvent } from '../../audit/record/log-line.js';
import { parseLine } from '../../audit/record/log-line-shape.js';
import { openMetadata } from '../../audit/record/metadata.js';
import { closedBy, openFacts } from '../../audit/record/opening.js';
import { makePersonalKey, type PersonalKey } from '../../audit/record/personal-storage.js';
import type { StoredRecord } from '../../audit/record/record.js';
import type { Edition } from '../../edition/model/edition.js';
import type { Digest } from '../../language/canonical.js';
import type { Pointer } from '../../language/values.js';
import {
  recordedColumns,
  type ColumnType,
  type RecordedColumns,
} from '../../sql/columns/recorded-columns.js';
import type { Cells } from '../../sql/columns/typed-value.js';

/** How lines become rows; plain data that each thread is started with. */
export interface RowsPlan {
  readonly withPersonal: boolean;
  /** 32 bytes, base64: opens encrypted values. */
  readonly personalKey: string | undefined;
}

/** Lines that become rows together. */
export interface LinesOfChain {
  readonly lines: readonly string[];
  /** Of the line at a place, values that are erased, whatever it still holds. */
  readonly erased?: ReadonlyMap<number, readonly Pointer[]>;
}

/** Rows of one decision under one release that were decided on one day. */
export interface Rows {
  readonly decision: string;
  readonly release: Digest;
  /** In UTC, `2027-01-31`. */
  readonly day: string;
  readonly rows: number;
  /** A JSON object a line, in UTF-8. */
  readonly text: Uint8Array<ArrayBuffer>;
  /** UTF-16 characters of the longest of them. */
  readonly longest: number;
  /** The columns of the release, and those that files have: those of the record, and such as a row has a value in. */
  readonly types: readonly ColumnType[];
  readonly filled: readonly string[];
}

/** What lines came to. */
export interface RowsOfLines {
  readonly rows: readonly Rows[];
  readonly events: readonly LogEvent[];
  /** Records that lost their content. */
  readonly dropped: number;
  /** Of the last line. */
  readonly hash: Digest | null;
  /** What can't be a row: the place of the line, and why. */
  readonly problem: { readonly place: number; readonly why: string } | null;
}

/** The columns that every record has. */
export const recordTypes = (withPersonal: boolean): readonly ColumnType[] => [
  ['id', 'VARCHAR'],
  ['asOf', 'BIGINT'],
  ['decided.at', 'TIMESTAMP'],
  ['decided.chain', 'VARCHAR'],
  ['decided.sequence', 'BIGINT'],
  ['decided.hash', 'VARCHAR'],
  ['decided.document', 'VARCHAR'],
  ['decided.revision', 'VARCHAR'],
  ['decided.release', 'VARCHAR'],
  ['decided.decision', 'VARCHAR'],
  ['decided.outcome', 'VARCHAR'],
  ['decided.rules', 'VARCHAR[]'],
  ['decided.clauses', 'VARCHAR[]'],
  ['decided.readings', 'VARCHAR[]'],
  ['decided.effects', 'VARCHAR'],
  ['decided.discretion', 'VARCHAR'],
  ['decided.invalid', 'VARCHAR'],
  ['decided.facts', 'VARCHAR'],
  ['decided.personal', 'VARCHAR'],
  ...(withPersonal
    ? ([
        ['decided.subject', 'VARCHAR'],
        ['decided.metadata', 'VARCHAR'],
      ] as const)
    : []),
];

/** Makes rows of batches of lines. @param editionOf a release by its digest; `undefined` where it is not kept as it was */
export const makeRowsOfLines = (
  { withPersonal, personalKey }: RowsPlan,
  editionOf: (digest: Digest) => Promise<Edition | undefined>,
): ((batch: LinesOfChain) => Promise<RowsOfLines>) => {
  const key = personalKey === undefined ? undefined : makePersonalKey(Buffer.from(personalKey, 'base64'));
  const made = new Map<string, Promise<RecordedColumns | string>>();
  const columnsOf = (decision: string, digest: Digest): Promise<RecordedColumns | string> => {
    const name = `${decision} ${digest}`;
    const known = made.get(name);
    if (known !== undefined) return known;
    const making = editionOf(digest).then((edition) => {
      const ruleSet = edition?.decisions.get(decision);
      return edition === undefined || ruleSet === undefined
        ? `the release ${digest} that it cites is not kept as it was`
        : recordedColumns(edition, ruleSet, withPersonal);
    });
    made.set(name, making);
    return making;
  };
  return async ({ lines, erased }) => {
    const gathered = new Map<string, Omit<Rows, 'text' | 'rows' | 'longest' | 'filled'> & Gathered>();
    const events: LogEvent[] = [];
    let dropped = 0;
    let hash: Digest | null = null;
    const end = (problem: RowsOfLines['problem']): RowsOfLines => ({
      rows: [...gathered.values()].map(({ texts, filled, ...rest }) => ({
        ...rest,
        rows: texts.length,
        text: new TextEncoder().encode(`${texts.join('\n')}\n`),
        longest: texts.reduce((most, one) => Math.max(most, one.length), 0),
        filled: [...filled],
      })),
      ...{ events, dropped, hash, problem },
    });
    for (const [place, text] of lines.entries()) {
      const line = parseLine(text);
      if (line === undefined) return end({ place, why: 'is no record' });
      ({ hash } = line);
      if (isEvent(line)) events.push(line.body.event);
      else if (isStub(line)) dropped += 1;
      if (!isDecision(line)) continue;
      const { decision, edition } = line.body.inputs;
      const columns = await columnsOf(decision, edition.digest);
      if (typeof columns === 'string') return end({ place, why: columns });
      const cells = cellsOf(withoutValues(line, erased?.get(place)), columns, {
        ...{ withPersonal, key },
        hasCommitment: text.includes('{"commitment":'),
      });
      const json = JSON.stringify(cells);
      // Half of a pair of UTF-16 is no character: JSON can write it, and no column can hold it.
      if (json.includes('\\ud') && halfCharacter.test(json))
        return end({ place, why: 'holds a character that no column can hold' });
      const day = line.body.decidedAt.slice(0, 'YYYY-MM-DD'.length);
      const name = `${decision} ${edition.digest} ${day}`;
      let bucket = gathered.get(name);
      if (bucket === undefined) {
        const own = recordTypes(withPersonal);
        const types = [...own, ...columns.types];
        bucket = {
          decision,
          release: edition.digest,
          day,
          types,
          texts: [],
          filled: new Set(own.map(([column]) => column)),
        };
        gathered.set(name, bucket);
      }
      bucket.texts.push(json);
      for (const column in cells) bucket.filled.add(column);
    }
    return end(null);
  };
};

interface Gathered {
  readonly texts: string[];
  readonly filled: Set<string>;
}

const halfCharacter = /(?:^|[^\\])(?:\\\\)*\\ud[89a-f]/i;

/** What is opened of a record. */
interface Opening {
  readonly withPersonal: boolean;
  readonly key: PersonalKey | undefined;
  readonly hasCommitment: boolean;
}

const cellsOf = (record: StoredRecord, columns: RecordedColumns, opening: Opening): Cells => {
  const { withPersonal, key } = opening;
  const { body, hash } = record;
  const { inputs, decision, cites } = body;
  const { facts, subject, personal } = personalOf(record, opening);
  const metadata = withPersonal ? openMetadata(record, key) : undefined;
  // What is JSON in its column stands here as it is: DuckDB makes a text of it.
  const cells: Cells = {
    id: body.id,
    asOf: Date.parse(inputs.asOf),
    'decided.at': body.decidedAt.slice(0, -1),
    ...(body.chain === undefined ? {} : { 'decided.chain': body.chain }),
    'decided.sequence': body.sequence,
    'decided.hash': hash,
    'decided.document': inputs.edition.document,
    'decided.revision': inputs.edition.revision,
    'decided.release': inputs.edition.digest,
    'decided.decision': inputs.decision,
    'decided.outcome': decision.outcome,
    'decided.rules': decision.standing,
    'decided.clauses': cites,
    'decided.readings': decision.readings,
    'decided.effects': decision.effects,
    ...(decision.discretion === null ? {} : { 'decided.discretion': decision.discretion }),
    ...(inputs.invalid === undefined ? {} : { 'decided.invalid': inputs.invalid }),
    'decided.facts': facts,
    ...(personal === null ? {} : { 'decided.personal': personal }),
    ...(subject === undefined || !withPersonal ? {} : { 'decided.subject': subject }),
    ...(metadata === undefined ? {} : { 'decided.metadata': metadata }),
  };
  columns.put(facts, decision.effects, cells);
  return cells;
};

/** The facts as they are exported, and what became of the personal values among them. */
const personalOf = (
  record: StoredRecord,
  { withPersonal, key, hasCommitment }: Opening,
): {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly subject?: string;
  readonly personal: string | null;
} => {
  // Every personal value is committed to, the subject too: most records are not looked through.
  if (!hasCommitment) return { facts: record.body.inputs.facts, personal: null };
  const { facts, subject, missing } = openFacts(record, withPersonal ? key : undefined);
  const closed = missing.filter((place) => place !== '/subject');
  const personal =
    closed.length > 0
      ? closedBy(record, closed)
      : Object.keys(record.open).some((place) => place.startsWith('/facts/'))
        ? withPersonal
          ? 'kept'
          : 'left-out'
        : null;
  return {
    facts: withPersonal ? facts : record.body.inputs.facts,
    ...(subject === undefined ? {} : { subject }),
    personal,
  };
};

const withoutValues = (record: StoredRecord, places: readonly Pointer[] = []): StoredRecord =>
  places.length === 0
    ? record
    : {
        ...record,
        open: Object.fromEntries(Object.entries(record.open).filter(([place]) => !places.includes(place))),
      };
