import type { Type } from '../../language/types/types.js';
import { isNeededFor, isWithin, rootOf } from '../names/dotted-names.js';
import { everyShape, typeOf } from '../read/shapes.js';
import type { Vocabulary } from './vocabulary.js';

/**
 * The types of all facts where some top-level facts may be left out: these may be absent, and so may whatever takes its default from
 * them.
 */
export const factTypes = (
  { written, defaultReads }: Vocabulary,
  optional: ReadonlySet<string>,
): ReadonlyMap<string, Type> => {
  const absent = new Set(optional);
  for (let before = -1; before !== absent.size;) {
    before = absent.size;
    for (const [name, reads] of defaultReads) {
      // Where the fact itself is absent, so is all that is below it: nothing is added by its own absence.
      const others = reads.filter((read) => rootOf(read) !== rootOf(name) || !optional.has(rootOf(read)));
      if (others.some((read) => [...absent].some((gone) => isWithin(read, gone)))) absent.add(name);
    }
  }
  return new Map([...written].map(([name, fact]) => [name, typeOf(fact, name, (path) => absent.has(path))]));
};

/** The dotted names of facts that are read where some are, through the defaults of what may be left out. */
export const readsWithDefaults = (vocabulary: Vocabulary, reads: Iterable<string>): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (read: string): void => {
    if (found.has(read)) return;
    found.add(read);
    for (const [name, needed] of vocabulary.defaultReads) {
      if (isNeededFor(name, read))
        needed.filter((other) => vocabulary.facts.has(rootOf(other))).forEach(visit);
    }
  };
  for (const read of reads) visit(read);
  return found;
};

/** The dotted names of everything personal in the vocabulary. */
export const personalNames = ({ written }: Vocabulary): readonly string[] =>
  [...written].flatMap(([name, fact]) =>
    everyShape(name, fact, [])
      .filter(({ shape }) => shape.personal === true)
      .map((shape) => shape.name),
  );
