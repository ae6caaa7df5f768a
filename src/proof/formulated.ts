import { hexDigest } from './hex-digest.js';
import type { Property, Questions } from './property.js';

/** Properties as a formula. */
export interface Formulated {
  /** What holds of every case, and what is to be shown, in SMT-LIB, to be kept and asked again. */
  readonly smt: string;
  /** SHA-256 of that, in hex: what has the same one is proved alike. */
  readonly digest: string;
  readonly properties: readonly Property[];
  /** The keys, SHA-256 in hex, by which a verdict on a property may have been kept: what was kept by one of them is known of it. */
  readonly keysFor: (property: Property) => readonly string[];
  /** Lists of facts of which no more items than so many are looked at. */
  readonly bounded: readonly string[];
  /** What rests on products and sums of which 34 digits are counted; where there are more, nothing is proved. */
  readonly rounded: readonly string[];
}

/** The formula of what is asked. */
export const formulated = (questions: Questions): Pick<Formulated, 'smt' | 'digest' | 'properties'> => {
  const smt = smtOf(questions);
  return {
    smt,
    digest: hexDigest(smt),
    properties: questions.properties,
  };
};

/**
 * The key of each property's own question, by its id: of all that it comes to, and nothing else. Whether there is a case of it follows from that alone, whatever else
 * of the formula is another.
 */
export const ownKeys = ({ cases, properties }: Questions): ReadonlyMap<string, string> => {
  const digests = cases[0]?.unknowns.formula.digests(properties.map(({ term }) => term)) ?? [];
  return new Map(
    properties.map(({ id, wanted }, place) => [id, hexDigest(`${wanted} ${digests[place] ?? ''}`)]),
  );
};

/** All of it as a file that any solver of SMT-LIB reads: each property with what it must answer. */
const smtOf = (questions: Questions): string =>
  [questions.cases[0]?.unknowns.formula.text() ?? '', askedOf(questions)].join('\n');

/** What is asked of properties, below the formula itself. */
export const askedOf = ({ properties }: Questions): string =>
  properties
    .map(({ id, wanted, term, unsaid }) =>
      unsaid !== undefined
        ? `; ${id}: ${unsaid} cannot be said\n`
        : `; ${id}: ${wanted === 'no-case' ? 'unsat' : 'sat'}\n(push)\n(assert ${term.text})\n(check-sat)\n(pop)\n`,
    )
    .join('\n');
