import type { Formulated } from './formulated.js';
import type { Property, Verdict } from './property.js';
import type { Proved, ProvedProperty } from './proved.js';
import { Untranslatable } from './untranslatable.js';

/** What became of a property, as it is kept: by a key, for which any property with that key counts as proved. */
export interface KeptProperty {
  /** SHA-256 in hex of all that it rests on. */
  readonly key: string;
  readonly proved: Omit<ProvedProperty, 'id' | 'kind' | 'clauses'>;
}

/** Where proofs are kept: under a name, which only says where to look; what is known is known by its key. */
export interface KeptProofs {
  /** Nothing where nothing was kept. */
  readonly read: (name: string) => Promise<readonly KeptProperty[]>;
  readonly write: (name: string, properties: readonly KeptProperty[]) => Promise<void>;
}

/** What is put to a solver under a name. */
export interface Subject {
  /** How it is told, and the name under which it is kept. */
  readonly name: string;
  readonly keptAs: string;
  /** Throws {@link Untranslatable}. */
  readonly translate: () => Formulated & {
    readonly prove: (open: readonly Property[], tell: () => void) => Promise<readonly Verdict[]>;
  };
}

/** So many times as many properties are kept under a name as there are: those of an edition that was proved before, or of another document. */
const mostKept = 4;

/**
 * Proves what was not proved before of the very same questions.
 * @param before what was kept of it
 */
export const proveFormula = async (
  { name, keptAs, translate }: Subject,
  before: readonly KeptProperty[],
  kept: Pick<KeptProofs, 'write'>,
  tell: (name: string, done: number, all: number) => void,
): Promise<Proved> => {
  let translated: ReturnType<Subject['translate']>;
  try {
    translated = translate();
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    return { code: 'untranslatable', why: error.message };
  }
  const { smt, digest, bounded, rounded, properties, keysFor } = translated;
  const byKey = new Map(before.map((one) => [one.key, one]));
  const known = new Map<string, KeptProperty>();
  for (const property of properties)
    for (const key of keysFor(property)) {
      const found = byKey.get(key);
      if (found !== undefined && !known.has(property.id)) known.set(property.id, found);
    }
  const open = properties.filter(({ id }) => !known.has(id));
  let done = known.size;
  const verdicts =
    open.length === 0
      ? []
      : await translated.prove(open, () => {
          done += 1;
          tell(name, done, properties.length);
        });
  const made = new Map(verdicts.map((verdict) => [verdict.property.id, asKept(verdict)]));
  // Another try may know more of what is unknown.
  const all = [...made.values(), ...known.values()].filter(
    ({ key, proved: { verdict } }) => key !== '' && verdict !== 'unknown',
  );
  if (made.size > 0) {
    const keys = new Set(all.map(({ key }) => key));
    const older = before.filter(({ key }) => !keys.has(key));
    await kept.write(keptAs, [...all, ...older].slice(0, properties.length * mostKept));
  }
  return {
    code: 'tried',
    digest,
    smt,
    bounded,
    rounded,
    properties: properties.flatMap(({ id, kind, clauses }): readonly ProvedProperty[] => {
      const found = known.get(id) ?? made.get(id);
      return found === undefined ? [] : [{ id, kind, clauses, ...found.proved }];
    }),
    kept: known.size,
    isKept: open.length === 0,
  };
};

const asKept = (verdict: Verdict): KeptProperty => ({ key: verdict.key ?? '', proved: becameOf(verdict) });

const becameOf = (verdict: Verdict): KeptProperty['proved'] => {
  const { ms } = verdict;
  if (verdict.code === 'refuted')
    return { ms, verdict: verdict.isConfirmed ? 'refuted' : 'not-confirmed', cases: verdict.cases };
  if (verdict.code === 'unknown') return { ms, verdict: 'unknown', why: verdict.why };
  if (verdict.code === 'proved' && verdict.from !== undefined)
    return { ms, verdict: 'proved', from: verdict.from };
  return { ms, verdict: verdict.code };
};
