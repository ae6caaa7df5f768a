import { isDecision } from '../../record/log-line.js';
import { leavesChoice } from '../../record/choice.js';
import { hasMetadata } from '../../record/metadata.js';
import { isAbout } from '../../record/opening.js';
import type { StoredRecord } from '../../record/record.js';
import { BrokenChainError } from '../failures.js';
import type { Query } from '../query.js';
import type { SearchParts } from './lists.js';
import { asksForChoices } from './record/kinds.js';
import { cursorOf, positionOf } from './record/place.js';
import type { SubjectSecrets } from './record/index-keys.js';
import { newest } from './search.js';
import { textOf, type SqlRow, type Steps } from './statement.js';
import { lineIn, rowsAt } from './verified-line.js';

/** A page of a search; the records are lines. */
export interface LinePage {
  readonly lines: readonly string[];
  readonly next: string | null;
  /** Places of lines that are meant and were altered; left out where there are none. */
  readonly altered?: readonly string[];
}

/** A page has no further records once it has so many characters; so many records are read by one statement. */
const mostPageBytes = 2 * 1024 * 1024;
const rowsAtOnce = 25;

/** A page of the records that a query means, each verified and held against the query once more. */
export function* searchPage(parts: SearchParts, query: Query): Steps<LinePage | 'bad-cursor'> {
  const after = query.cursor === undefined ? undefined : positionOf(query.cursor);
  if (query.cursor !== undefined && after === undefined) return 'bad-cursor';
  const meant = yield* newest(parts, query, after, query.limit + 1);
  const lines = new Map<number, SqlRow>();
  let [bytes, read] = [0, 0];
  // A page of large records ends early.
  for (; read < Math.min(query.limit, meant.length) && bytes < mostPageBytes; read += rowsAtOnce) {
    const some = meant.slice(read, Math.min(query.limit, read + rowsAtOnce)).map(({ place }) => place);
    for (const [place, row] of yield* rowsAt(parts.dialect, some)) {
      lines.set(place, row);
      bytes += textOf(row[1]).length;
    }
  }
  const page = meant.slice(0, Math.min(query.limit, read));
  const last = meant.length > page.length ? page.at(-1) : undefined;
  const altered: string[] = [];
  const found = page.flatMap(({ place }) => {
    const row = lines.get(place);
    const line = row === undefined ? undefined : lineIn(row);
    if (line instanceof BrokenChainError) altered.push(line.at);
    if (line === undefined || line instanceof BrokenChainError || !isDecision(line.record)) return [];
    return isMeant(line.record, query, parts.secrets) ? [line.text] : [];
  });
  return {
    lines: found,
    next: last === undefined ? null : cursorOf(last),
    ...(altered.length === 0 ? {} : { altered }),
  };
}

/** Whether a record, read whole, is what a query means: hashes of the index may agree where values do not. */
const isMeant = (record: StoredRecord, query: Query, { key }: SubjectSecrets): boolean => {
  const { subject, metadata } = query;
  const { id, decision, inputs } = record.body;
  const { document, revision } = inputs.edition;
  const asOf = Date.parse(inputs.asOf);
  return (
    id.startsWith(query.id ?? '') &&
    asOf >= (query.asOfFrom ?? -Infinity) &&
    asOf < (query.asOfTo ?? Infinity) &&
    document === (query.document ?? document) &&
    revision === (query.revision ?? revision) &&
    (!asksForChoices(query) || leavesChoice(decision)) &&
    (subject === undefined || isAbout(record, subject, key)) &&
    (metadata === undefined || hasMetadata(record, metadata, key))
  );
};
