import type { Edition, EditionIdentity } from './edition.js';
import type { KnownInterval, Publication } from './publication.js';

/**
 * What an entry of the registry says of a release: that it was in force before there was a registry, that it is published, that it is
 * withdrawn, or that it counts again and goes before what was published meanwhile.
 */
export type RegistryKind = 'adopted' | 'published' | 'withdrawn' | 'restored';

/** What was proved of a release: all properties of all its decisions and invariants, without a finding. */
export interface ProofSummary {
  /** Name and version. */
  readonly solver: string;
  /** When it was proved; RFC 3339. */
  readonly at: string;
  readonly properties: number;
  /** No list was looked at with more items than this, where a schema lets one be longer; `null` where none is. */
  readonly items: number | null;
  /** How many of the properties rest on each clause. */
  readonly clauses: Readonly<Record<string, number>>;
  /** The invariants that hold, by their names. */
  readonly invariants: readonly string[];
  /** Each property; left out where an earlier version of the product entered it, which kept how many there are alone. */
  readonly each?: readonly ProvedGroup[];
}

/** Properties of one decision or invariant that rest on the same clauses, and of which the same became. */
export interface ProvedGroup {
  /** The name of the decision or invariant. */
  readonly of: string;
  /** `proved`, `shown`, or `elsewhere`, as the evidence has it. */
  readonly verdict: string;
  /** None where they are of the whole decision. */
  readonly clauses: readonly string[];
  /** Their ids, each of which begins with its kind: `no-conflict fees-are-not-refundable/law-requires-refund outcome`. */
  readonly properties: readonly string[];
}

/** One entry of the registry of releases, signed. Entries are only ever added. */
export interface RegistryEntry extends EditionIdentity {
  readonly format: 1;
  readonly kind: RegistryKind;
  /** When the edition takes effect; RFC 3339 with milliseconds, UTC. */
  readonly effectiveFrom: string;
  /** When it was entered; RFC 3339 with milliseconds, UTC, later than the entry before. */
  readonly at: string;
  readonly author: string;
  /** Who approved it besides the author. */
  readonly reviewers: readonly string[];
  readonly reason: string;
  /** SHA-256 of the evidence that every decision and invariant of the release was proved, where that was required: `sha256:` and hex. */
  readonly proof?: string;
  /** What that evidence says. */
  readonly proved?: ProofSummary;
  /** SHA-256 over the canonical JSON of the entry before; zeros in the first. */
  readonly previous: string;
  /** Which key signed: SHA-256 over the public key's DER (SubjectPublicKeyInfo). */
  readonly key: string;
  /** Ed25519 (RFC 8032) over the canonical JSON of all the other fields; base64url. */
  readonly signature: string;
}

/** A release that the registry names, and when it counted. */
export interface RegisteredRelease {
  readonly identity: EditionIdentity;
  /** Epoch milliseconds. */
  readonly effectiveFrom: number;
  /** From the oldest to the newest, without overlaps. */
  readonly known: readonly KnownInterval[];
  /** Its entries, oldest first; never empty. */
  readonly history: readonly RegistryEntry[];
}

/** Every release that the entries name, in the order of their first entries. */
export const registeredReleases = (entries: readonly RegistryEntry[]): readonly RegisteredRelease[] => {
  const histories = new Map<string, [RegistryEntry, ...RegistryEntry[]]>();
  for (const entry of entries) {
    const history = histories.get(entry.digest);
    if (history === undefined) histories.set(entry.digest, [entry]);
    else history.push(entry);
  }
  return [...histories.values()].map((history) => {
    const [{ document, revision, digest, effectiveFrom }] = history;
    return {
      identity: { document, revision, digest },
      effectiveFrom: Date.parse(effectiveFrom),
      known: intervalsOf(history),
      history,
    };
  });
};

/** Whether a release counts now: it is in the registry, and not withdrawn. */
export const isValid = ({ known }: Pick<RegisteredRelease, 'known'>): boolean => known.at(-1)?.until === null;

const intervalsOf = (history: readonly RegistryEntry[]): readonly KnownInterval[] => {
  const intervals: KnownInterval[] = [];
  for (const { kind, at: written } of history) {
    // What was in force before there was a registry was known before it was entered.
    const at = kind === 'adopted' ? -Infinity : Date.parse(written);
    const last = intervals.at(-1);
    if (last?.until === null) intervals[intervals.length - 1] = { from: last.from, until: at };
    if (kind !== 'withdrawn') intervals.push({ from: at, until: null });
  }
  return intervals;
};

/**
 * What a service serves: of each document that the registry names what the registry says, of the others the given editions as they stand.
 * A release whose edition is not among the loaded ones is left out.
 */
export const publicationsOf = (
  releases: readonly RegisteredRelease[],
  loaded: ReadonlyMap<string, Edition>,
  given: readonly Publication[],
): readonly Publication[] => {
  const documents = new Set(releases.map(({ identity }) => identity.document));
  return [
    ...given.filter(({ edition }) => !documents.has(edition.identity.document)),
    ...releases.flatMap(({ identity, known }) => {
      const edition = loaded.get(identity.digest);
      return edition === undefined ? [] : [{ edition, known }];
    }),
  ];
};
