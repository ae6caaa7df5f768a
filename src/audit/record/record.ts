import { formatInstant } from '../../language/instants.js';
import type { ClauseId } from '../../contract/contract.js';
import type { EditionIdentity } from '../../edition/model/edition.js';
import type { ToldGoverning } from '../../edition/model/governing.js';
import type { Decision } from '../../engine/evaluation.js';
import type { InvalidClause } from '../../engine/severability.js';
import { canonical, noDigest, sha256, type Digest } from '../../language/canonical.js';
import { type Commitment, makeSealing, type Random, sealFacts, type Sealing } from './sealing.js';
import type { Pointer } from '../../language/values.js';
import { type Asked, type Metadata, metadataPlace, termOf } from './asked.js';
import { keepOpenings, type KeptOpening, type PersonalStorage, type Sealed } from './personal-storage.js';

/** What a decision was made from, before personal values are sealed. */
export interface Inputs {
  readonly decision: string;
  /** Epoch milliseconds. */
  readonly asOf: number;
  /** Whom the decision is about; always personal. */
  readonly subject?: string;
  /** As they came. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly edition: EditionIdentity;
  /** Why this edition governed; left out where its document does not say. */
  readonly governing?: ToldGoverning;
  /** Clauses that a court or law holds invalid; left out where the request names none. */
  readonly invalid?: readonly InvalidClause[];
  /** Ids of the other records of the same request; left out where it asked for one decision. */
  readonly with?: readonly string[];
  /** What was said with the request; left out where nothing was. Kept as personal values are. */
  readonly metadata?: Metadata;
  /** Keys of the metadata by which the record is to be found, and places of such facts (`/facts/package/id`); left out where there are none. */
  readonly searchable?: readonly string[];
}

/** By what a request that comes again is known: both are digests, so that neither the key nor the request is kept. */
export interface Once {
  /** Over the caller and the `Idempotency-Key`. */
  readonly key: Digest;
  /** Over what was asked. */
  readonly request: Digest;
}

/** What is to be recorded. */
export interface Entry {
  /** Unique in the log. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly decidedAt: number;
  readonly inputs: Inputs;
  readonly decision: Decision;
  /** The clauses that the standing rules cite. */
  readonly cites: readonly ClauseId[];
  /** When it would be decided otherwise, in epoch milliseconds; `null` for never, left out where that is not known. */
  readonly holdsUntil?: number | null;
  /** Places in the inputs that hold personal values, besides the subject (`personalPointers`). */
  readonly personal: readonly Pointer[];
  /** Left out where the request had no `Idempotency-Key`. The records of one request share it. */
  readonly once?: Once;
  /** Left out where nobody said. */
  readonly asked?: Asked;
}

/** The inputs as a record keeps them: RFC 3339 instants, commitments in place of personal values. */
export interface SealedInputs {
  readonly decision: string;
  readonly asOf: string;
  readonly subject?: Commitment;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly edition: EditionIdentity;
  readonly governing?: ToldGoverning;
  readonly invalid?: readonly InvalidClause[];
  readonly with?: readonly string[];
  readonly metadata?: Readonly<Record<string, Commitment>>;
  readonly searchable?: readonly string[];
}

/** What a record's hash is over. */
export interface RecordBody {
  readonly format: 1;
  /** Which chain, where a store has several; left out where it has one. */
  readonly chain?: string;
  /** Place in the chain, from 1. */
  readonly sequence: number;
  readonly id: string;
  /** Hash of the record before; `noDigest` in the first. */
  readonly previous: Digest;
  /** RFC 3339 with milliseconds, UTC. */
  readonly decidedAt: string;
  readonly inputs: SealedInputs;
  readonly decision: Decision;
  readonly cites: readonly ClauseId[];
  /** RFC 3339; `null` for never. */
  readonly holdsUntil?: string | null;
  readonly once?: Once;
  readonly asked?: Asked;
  /** How its personal values are kept; left out where they are open. */
  readonly sealing?: Sealed;
}

/** One record of the decision log; a journal's line is its canonical JSON. */
export interface StoredRecord {
  readonly body: RecordBody;
  /** SHA-256 over the canonical body. */
  readonly hash: Digest;
  /** Personal values by their place in the inputs; outside the hash, so that they can be erased and the chain still holds. */
  readonly open: Readonly<Record<Pointer, KeptOpening>>;
}

/** What the body of a line that is sealed has, whatever it is about. */
interface SealedBody {
  readonly previous: Digest;
  readonly sequence: number;
  readonly sealing?: Sealed;
}

/** The record of a decision that lacks only its place in the chain. */
export type UnchainedRecord = UnchainedLine<RecordBody>;

/** A line that lacks only its place in the chain. Made once, while the lines before it are still being written. */
export interface UnchainedLine<Body extends SealedBody> {
  readonly body: Omit<Body, 'previous' | 'sequence'>;
  /** The canonical body up to `previous`, which sorts last with `sealing` and `sequence`; in UTF-8, of which hash and line are made. */
  readonly bodyStart: Buffer;
  readonly open: StoredRecord['open'];
  /** `open` as canonical JSON in UTF-8. */
  readonly openText: Buffer;
  /** At most so many UTF-8 bytes with its line end. */
  readonly bytes: number;
}

/** More than what `link` adds: two hashes, a sequence, the keys, a line end. */
export const linkedBytes = 256;

/** Seals personal values and makes the canonical text; `chain` where the store has several. A personal pointer to nothing is a defect. */
export const makeUnchained = (
  entry: Entry,
  random: Random,
  chain?: string,
  personal?: PersonalStorage,
): UnchainedRecord => {
  const { decision, asOf, subject, edition, metadata, searchable } = entry.inputs;
  const sealing = makeSealing(random);
  const facts = sealFacts(entry.inputs.facts, entry.personal, sealing);
  const start = {
    format: 1,
    ...(chain === undefined ? {} : { chain }),
    id: entry.id,
    decidedAt: formatInstant(entry.decidedAt),
    inputs: {
      decision,
      asOf: formatInstant(asOf),
      ...(subject === undefined ? {} : { subject: sealing.seal(subject, '/subject') }),
      facts,
      edition: { document: edition.document, revision: edition.revision, digest: edition.digest },
      ...(entry.inputs.governing === undefined ? {} : { governing: entry.inputs.governing }),
      ...(entry.inputs.invalid === undefined ? {} : { invalid: entry.inputs.invalid }),
      ...(entry.inputs.with === undefined ? {} : { with: entry.inputs.with }),
      ...(metadata === undefined ? {} : { metadata: sealMetadata(metadata, sealing) }),
      ...(searchable === undefined ? {} : { searchable }),
    },
    decision: entry.decision,
    cites: [...new Set(entry.cites)],
    ...(entry.holdsUntil === undefined
      ? {}
      : { holdsUntil: entry.holdsUntil === null ? null : formatInstant(entry.holdsUntil) }),
    ...(entry.once === undefined ? {} : { once: { key: entry.once.key, request: entry.once.request } }),
    ...(entry.asked === undefined ? {} : { asked: entry.asked }),
  } as const;
  const isOpen = personal === undefined || personal.mode === 'open';
  const body = isOpen ? start : { ...start, sealing: personal.mode };
  const open = isOpen
    ? sealing.open
    : keepOpenings(sealing.open, entry.id, random, { storage: personal, tagged: taggedTexts(entry.inputs) });
  const bodyStart = Buffer.from(canonical(start).slice(0, -1));
  const openText = Buffer.from(canonical(open));
  const bytes = bodyStart.length + openText.length + linkedBytes;
  return { body, bodyStart, open, openText, bytes };
};

const sealMetadata = (metadata: Metadata, { seal }: Sealing): Readonly<Record<string, Commitment>> =>
  Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, seal(value, metadataPlace(key))]));

/** By what texts a record is to be found; names that differ by their normal form alone are one subject. */
const taggedTexts = ({ subject, metadata = {}, searchable = [] }: Inputs): ReadonlyMap<Pointer, string> =>
  new Map([
    ...(subject === undefined ? [] : [['/subject', subject.normalize()] as const]),
    ...searchable.flatMap((key) => {
      const value = metadata[key];
      return value === undefined ? [] : [[metadataPlace(key), termOf(key, value)] as const];
    }),
  ]);

/** Where a record stands in its chain. */
export interface Link {
  readonly sequence: number;
  readonly previous: Digest;
}

/** A record in its place in the chain. */
export interface Linked<Body extends SealedBody = RecordBody> {
  readonly record: { readonly body: Body; readonly hash: Digest; readonly open: StoredRecord['open'] };
  /** Its canonical JSON in UTF-8, with a line end. */
  readonly line: Buffer;
}

/** Gives a record its place in the chain. */
export const link = <Body extends SealedBody>(unchained: UnchainedLine<Body>, at: Link): Linked<Body> => {
  const { bodyStart, openText, open } = unchained;
  const { sealing } = unchained.body as Pick<SealedBody, 'sealing'>; // it lacks its place alone
  const sealed = sealing === undefined ? '' : `,"sealing":"${sealing}"`;
  // Besides the two texts all is ASCII: a character is a byte.
  const bodyEnd = `,"previous":"${at.previous}"${sealed},"sequence":${at.sequence}}`;
  const bodyBytes = bodyStart.length + bodyEnd.length;
  const line = Buffer.allocUnsafe(
    lineStart.length + bodyBytes + hashMember(noDigest).length + openText.length + 2,
  );
  line.write(lineStart, 0, 'latin1');
  line.set(bodyStart, lineStart.length);
  line.write(bodyEnd, lineStart.length + bodyStart.length, 'latin1');
  const afterBody = lineStart.length + bodyBytes;
  const hash = sha256(line.subarray(lineStart.length, afterBody));
  line.write(hashMember(hash), afterBody, 'latin1');
  line.set(openText, line.length - openText.length - 2);
  line.write('}\n', line.length - 2, 'latin1');
  return {
    record: { body: { ...unchained.body, previous: at.previous, sequence: at.sequence } as Body, hash, open }, // with all that it lacked
    line,
  };
};

const lineStart = '{"body":';
const hashMember = (hash: Digest): string => `,"hash":"${hash}","open":`;

/** The text of a line without its line end. */
export const lineText = (line: Buffer): string => line.toString('utf8', 0, line.length - 1);

/** Seals an entry as the record at that place in the chain. */
export const seal = (entry: Entry, at: Link, random: Random): StoredRecord =>
  link(makeUnchained(entry, random), at).record;

/** The canonical body in a line, cut out and not made again; `undefined` where the line is not laid out so. */
export const bodyText = (
  line: string,
  record: { readonly hash: Digest; readonly open: Readonly<Record<string, unknown>> },
): string | undefined => {
  const end = `${hashMember(record.hash)}${canonical(record.open)}}`;
  return line.startsWith(lineStart) && line.endsWith(end)
    ? line.slice(lineStart.length, -end.length)
    : undefined;
};
