import { createHash } from 'node:crypto';
import type { Property, Questions } from './property.js';

/** SHA-256 in hex, which also names a file. */
export const hexDigest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Properties as a formula. */
export interface Formulated {
  /** What holds of every case, and what is to be shown, in SMT-LIB, to be kept and asked again. */
  readonly smt: string;
  /** SHA-256 of that, in hex: what has the same one is proved alike. */
  readonly digest: string;
  readonly properties: readonly Property[];
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

/** All of it as a file that any solver of SMT-LIB reads: each property with what it must answer. */
const smtOf = ({ cases, properties }: Questions): string =>
  [
    cases[0]?.unknowns.formula.text() ?? '',
    ...properties.map(({ id, wanted, term, unsaid }) =>
      unsaid !== undefined
        ? `; ${id}: ${unsaid} cannot be said\n`
        : `; ${id}: ${wanted === 'no-case' ? 'unsat' : 'sat'}\n(push)\n(assert ${term.text})\n(check-sat)\n(pop)\n`,
    ),
  ].join('\n');
