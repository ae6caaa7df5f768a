import { canonical, type Digest, isDigest, sha256 } from '../../language/canonical.js';
import type { Edition } from '../../edition/model/edition.js';
import type { FactShape } from '../../edition/model/declarations.js';
import { below, type Pointer, valueAt } from '../../language/values.js';
import { replaceAt, rewriteFields } from './pointer.js';

/** Stands in place of a value that may be erased: it fixes the value without showing it. */
export interface Commitment {
  /** SHA-256 over the canonical JSON of `[salt, value]`. */
  readonly commitment: Digest;
}

/** What opens a commitment. Without it, the value is erased. */
export interface Opening {
  /** 16 random bytes, base64url. */
  readonly salt: string;
  readonly value: unknown;
}

/** A source of that many random bytes. */
export type Random = (bytes: number) => Uint8Array;

const saltBytes = 16;

/** Draws from a source in larger portions, since each call to the system's costs as much as a hash. No byte is given twice. */
export const inPortions = (source: Random, portionBytes = 4096): Random => {
  let portion: Uint8Array = new Uint8Array(0);
  let used = 0;
  return (bytes) => {
    if (bytes > portionBytes) return source(bytes);
    if (used + bytes > portion.length) {
      portion = source(portionBytes);
      used = 0;
    }
    used += bytes;
    return portion.subarray(used - bytes, used);
  };
};

/** Commits to a value under a salt of its own. */
export const commit = (
  value: unknown,
  random: Random,
): { readonly commitment: Commitment; readonly opening: Opening } => {
  const salt = Buffer.from(random(saltBytes)).toString('base64url');
  return { commitment: { commitment: digestOf({ salt, value }) }, opening: { salt, value } };
};

/** Whether a value is a commitment: a record with the single field `commitment`, a digest. */
export const isCommitment = (value: unknown): value is Commitment => {
  if (typeof value !== 'object' || value === null) return false;
  const { commitment }: { readonly commitment?: unknown } = value;
  return isDigest(commitment) && Object.keys(value).length === 1;
};

/** Whether this opening is the one that was committed to. */
export const opens = (opening: Opening, { commitment }: Commitment): boolean =>
  digestOf(opening) === commitment;

const digestOf = ({ salt, value }: Opening): Digest => sha256(canonical([salt, value]));

/**
 * The places in a record's inputs (`/facts/grounds/misuse/0/basis`) that hold personal values: those facts that came
 * and that the edition marks as personal. A personal record or list is one place, whatever is in it.
 */
export const personalPointers = (
  { facts: vocabulary }: Pick<Edition, 'facts'>,
  facts: Readonly<Record<string, unknown>>,
): readonly Pointer[] => {
  let branches = known.get(vocabulary);
  if (branches === undefined) {
    branches = branchesOf([...vocabulary.values()].map(({ name, shape }) => [name, shape]));
    known.set(vocabulary, branches);
  }
  const found: Pointer[] = [];
  collect(facts, branches, '/facts', found);
  return found;
};

/** The part of a vocabulary that leads to personal values: by name, the branches below it, or that it is personal itself. */
type Branches = ReadonlyMap<string, Branches | 'personal'>;

/** Of each vocabulary once; an edition is never changed. */
const known = new WeakMap<Edition['facts'], Branches>();

const branchesOf = (fields: Iterable<readonly [string, FactShape]>): Branches => {
  const branches = new Map<string, Branches | 'personal'>();
  for (const [name, shape] of fields) {
    const inside = shape.personal ? 'personal' : branchesOf(shape.fields);
    if (inside === 'personal' || inside.size > 0) branches.set(name, inside);
  }
  return branches;
};

const collect = (value: unknown, branches: Branches, pointer: Pointer, found: Pointer[]): void => {
  if (typeof value !== 'object' || value === null) return;
  const item = Array.isArray(value) ? branches.get('[]') : undefined;
  if (Array.isArray(value) && item === undefined) return;
  for (const name of Object.keys(value)) {
    const inside = item ?? branches.get(name);
    if (inside === undefined) continue;
    const place = below(pointer, name);
    if (inside === 'personal') found.push(place);
    else collect((value as Readonly<Record<string, unknown>>)[name], inside, place, found); // an object that has the name
  }
};

type Fields = Readonly<Record<string, unknown>>;

/** Commits to values, and keeps what opens each by its place in the inputs. */
export interface Sealing {
  readonly seal: (value: unknown, pointer: Pointer) => Commitment;
  readonly open: Readonly<Record<Pointer, Opening>>;
}

/** Begins the sealing of one record. */
export const makeSealing = (random: Random): Sealing => {
  const open: Record<Pointer, Opening> = {};
  return {
    open,
    seal: (value, pointer) => {
      const { commitment, opening } = commit(value, random);
      open[pointer] = opening;
      return commitment;
    },
  };
};

/**
 * Facts with commitments in place of personal values; the same facts where none is personal. A fact that looks like a commitment is
 * sealed too: what looks like one in a record is one. Throws a RangeError where a pointer leads to nothing.
 * @param personal places below `/facts`, none twice and none inside another (`personalPointers`)
 */
export const sealFacts = (facts: Fields, personal: readonly Pointer[], { seal }: Sealing): Fields => {
  for (const pointer of personal)
    if (valueAt({ facts }, pointer) === undefined)
      throw new RangeError(`The personal value \`${pointer}\` is not among the inputs.`);
  if (holdsCommitment(facts)) {
    const places = new Set(personal);
    return rewriteFields(facts, '/facts', (value, pointer) =>
      places.has(pointer) || isCommitment(value) ? { by: seal(value, pointer) } : undefined,
    );
  }
  let root: unknown = { facts };
  for (const pointer of personal) root = replaceAt(root, pointer, seal(valueAt({ facts }, pointer), pointer));
  return (root as { readonly facts: Fields }).facts; // places below `/facts` were replaced, and not it itself
};

const holdsCommitment = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  return isCommitment(value) || Object.values(value).some(holdsCommitment);
};
