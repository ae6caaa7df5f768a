import { commit, isCommitment, type Commitment, type Opening, type Random } from './commitment.js';
import type { Pointer } from '../../language/json-pointer.js';
import { replaceAt, rewriteFields, valueAt } from './pointer.js';

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
