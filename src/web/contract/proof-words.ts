import { wordsOfName } from '../parts/values/formats.js';
import type { ProofSummary } from '../../wire/registry-entry.js';

/** What was proved of one decision that concerns a clause, in plain words. */
export interface ProvedOfDecision {
  readonly decision: string;
  readonly properties: readonly ProvedLine[];
}

/** A property in plain words. */
export interface ProvedLine {
  readonly id: string;
  readonly words: string;
  readonly verdict: Verdict;
}

/** `elsewhere`: a figure makes no difference to this decision that could be shown, and does to another. */
type Verdict = 'proved' | 'shown' | 'elsewhere' | 'not-proved';

/**
 * The properties that rest on a clause, and those of its decisions as a whole, by decision; in each, what is not proved comes first. `undefined` where the
 * evidence keeps counts alone. What is declared to hold of every case is none of them.
 */
export const provedOfClause = (
  { each, invariants }: ProofSummary,
  clause: string,
  decisions: readonly string[],
): readonly ProvedOfDecision[] | undefined => {
  if (each === undefined) return undefined;
  const concerned = each.filter(
    ({ of, clauses }) =>
      !invariants.includes(of) &&
      (clauses.includes(clause) || (clauses.length === 0 && decisions.includes(of))),
  );
  return [...new Set(concerned.map(({ of }) => of))].map((decision) => ({
    decision,
    properties: concerned
      .filter(({ of }) => of === decision)
      .flatMap(({ verdict, properties }) =>
        properties.map((id): ProvedLine => ({ id, words: wordsOfProperty(id), verdict: verdictOf(verdict) })),
      )
      .sort((one, other) => order.indexOf(one.verdict) - order.indexOf(other.verdict)),
  }));
};

const order: readonly Verdict[] = ['not-proved', 'elsewhere', 'proved', 'shown'];

const verdictOf = (verdict: string): Verdict => order.find((one) => one === verdict) ?? 'not-proved';

/** A property by its id, in a sentence; the id itself where its kind is not known. */
const wordsOfProperty = (id: string): string => {
  const [kind = '', name = '', ...rest] = id.split(' ');
  const more = rest.join(' ');
  const [one = '', other = ''] = name.split('/');
  switch (kind) {
    case 'no-gap':
      return 'Whatever the case, some rule decides it.';
    case 'no-conflict':
      return `Where ${told(one)} and ${told(other)} both decide, they agree on ${more === 'outcome' ? 'the outcome' : told(more)}.`;
    case 'no-failure':
      return `${told(name, true)} can be computed in every case.`;
    case 'no-misfit':
      return `${told(name, true)} is a value of its type in every case.`;
    case 'rule-fires':
      return `There is a case in which the conditions of ${told(name)} hold.`;
    case 'rule-stands':
      return `There is a case that ${told(name)} decides.`;
    case 'override-matters':
      return `There is a case in which ${told(name)} goes before ${told(more.replace(/^over /, ''))}.`;
    case 'condition-matters': {
      const [, place = '', fact = '', side = ''] = /^#(\d+) (\S+), (.*)$/.exec(more) ?? [];
      return `Condition ${place} of ${told(name)}, on ${told(fact)}, makes a difference in a case ${side === 'where it holds' ? side : 'where it does not hold'}.`;
    }
    case 'fact-matters':
      return `There are two cases that differ in ${told(name)} alone and are decided otherwise.`;
    case 'parameter-matters':
      return `There are two cases that another value of ${told(name)} alone decides otherwise.`;
    default:
      return id;
  }
};

const told = (name: string, isFirst = false): string => {
  const words = wordsOfName(name).replaceAll('.', ' ');
  return `“${isFirst ? words.charAt(0).toUpperCase() + words.slice(1) : words}”`;
};
