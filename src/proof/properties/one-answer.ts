import type { Answer } from '../../engine/evaluation.js';
import type { CaseFormula } from '../cases/case-formula.js';
import type { Property } from '../property.js';
import type { DecisionFormula } from '../rules.js';
import { or } from '../terms/term.js';

/** That there is exactly one answer: some rule stands, those that stand agree, and what is computed is a value of its type. */
export const oneAnswer = (of: CaseFormula, decision: DecisionFormula): readonly Property[] => {
  const { failures } = of;
  const kinds = new Map<string, (typeof failures)[number][]>();
  for (const failure of failures) {
    const key = `${failure.kind === 'undefined' ? 'no-failure' : 'no-misfit'} ${failure.what}`;
    kinds.set(key, [...(kinds.get(key) ?? []), failure]);
  }
  return [
    {
      id: 'no-gap',
      kind: 'no-gap',
      clauses: [],
      wanted: 'no-case',
      term: decision.gap,
      isConfirmedBy: ([answer]) => isUnresolved(answer) && conflictOf(answer).length === 0,
    },
    ...decision.disagreements.map(({ rules: [one, other], about, when }): Property => ({
      id: `no-conflict ${one.id}/${other.id} ${about}`,
      kind: 'no-conflict',
      clauses: [...new Set([...one.clauses, ...other.clauses])],
      wanted: 'no-case',
      term: when,
      isConfirmedBy: ([answer]) =>
        isUnresolved(answer) && [one.id, other.id].every((id) => conflictOf(answer).includes(id)),
    })),
    ...[...kinds].map(([id, some]): Property => ({
      id,
      kind: some[0]?.kind === 'undefined' ? 'no-failure' : 'no-misfit',
      clauses: [],
      wanted: 'no-case',
      term: or(...some.map(({ when }) => when)),
      isConfirmedBy: ([answer]) => answer?.code === 'out-of-range',
      ...(some[0] === undefined ? {} : { about: some[0].what }),
    })),
  ];
};

const isUnresolved = (answer: Answer | undefined): boolean =>
  answer?.code === 'decided' && answer.decision.outcome === 'unresolved';

const conflictOf = (answer: Answer | undefined): readonly string[] =>
  answer?.code === 'decided' ? (answer.decision.conflict ?? []) : [];
