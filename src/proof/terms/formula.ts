import { hexDigest } from '../hex-digest.js';
import { monthFunctions } from './months.js';
import { list, nothing, scalar, type Symbolic } from './symbolic.js';
import { named, type Sort, type Term } from './term.js';

/** What is declared, defined and asserted for one decision, in SMT-LIB. */
export interface Formula {
  /** An unknown: the same one where its name was declared. Names are quoted symbols, so that any name of a fact can stand in them. */
  readonly declare: (name: string, sort: Sort) => Term;
  /** A term by a name, where it is long: what is used in several places is written once. */
  readonly share: (term: Term) => Term;
  readonly shareAll: (value: Symbolic) => Symbolic;
  readonly assert: (term: Term) => void;
  /** The names of all unknowns. */
  readonly unknowns: () => readonly string[];
  /** All of it as text, in an order in which each needs only what stands before it. */
  readonly text: () => string;
  /**
   * The digest of each term together with all that is asserted so far, SHA-256 in hex. A defined name counts as what it stands for, and nothing else is in it: not how
   * definitions are numbered, nor those that neither the term nor an assertion comes to. Such definitions say nothing of any unknown, so that a term
   * with the same digest has a case in this formula exactly where it has one in the other.
   */
  readonly digests: (terms: readonly Term[]) => readonly string[];
}

/** Up to so many characters a term is repeated where it is used. */
const shortTerm = 40;

/** Makes an empty formula. */
export const makeFormula = (): Formula => {
  const lines: string[] = [];
  const declared = new Map<string, Sort>();
  const shared = new Map<string, Term>();
  const asserted = new Set<string>();
  const share = (term: Term): Term => {
    if (term.text.length <= shortTerm) return term;
    const known = shared.get(term.text);
    if (known !== undefined) return known;
    const name: Term = { ...term, text: `s${shared.size}` };
    lines.push(`(define-fun ${name.text} () ${term.sort} ${term.text})`);
    shared.set(term.text, name);
    return name;
  };
  const shareAll = (value: Symbolic): Symbolic => {
    if (value.kind === 'nothing') return nothing;
    const absent = share(value.absent);
    if (value.kind === 'unsaid') return { ...value, absent };
    if (value.kind === 'scalar') return scalar(share(value.term), absent);
    if (value.kind === 'list')
      return list(
        value.items.map((item) => ({ there: share(item.there), value: shareAll(item.value) })),
        absent,
      );
    const fields = [...value.fields].map(([name, field]): [string, Symbolic] => [name, shareAll(field)]);
    return { kind: 'record', fields: new Map(fields), absent };
  };
  return {
    declare: (name, sort) => {
      const quoted = `|${name.replaceAll('|', '!').replaceAll('\\', '!')}|`;
      if (!declared.has(quoted)) {
        declared.set(quoted, sort);
        lines.push(`(declare-const ${quoted} ${sort})`);
      }
      return named(quoted, sort);
    },
    share,
    shareAll,
    assert: (term) => {
      if (term.text === 'true') return;
      lines.push(`(assert ${term.text})`);
      asserted.add(term.text);
    },
    unknowns: () => [...declared.keys()],
    text: () => `${monthFunctions}${lines.join('\n')}\n`,
    digests: (terms) => {
      const standsFor = new Map([...declared].map(([name, sort]) => [name, `${name}:${sort}`]));
      const digestOf = (text: string): string =>
        hexDigest(text.replaceAll(names, (name) => standsFor.get(name) ?? name));
      // Each definition stands below those that it names.
      for (const [text, { text: name, sort }] of shared) standsFor.set(name, `${sort}:${digestOf(text)}`);
      const base = hexDigest([monthFunctions, ...[...asserted].map(digestOf).sort()].join('\n'));
      return terms.map(({ text }) => hexDigest(`${base} ${digestOf(text)}`));
    },
  };
};

/** The names of unknowns, and of what is shared. */
const names = /\|[^|]*\||\bs\d+\b/g;
