import type { Answer } from '../engine/evaluation.js';
import { caseOf } from './cases/model.js';
import type { Case, Property, Questions } from './property.js';
import { readValues } from './solver/read-values.js';
import type { Said, Solver } from './solver/solver.js';
import type { SolverShelf } from './solver/solver-shelf.js';
import { and, compare, integer, isNo, or, type Term } from './terms/term.js';
import type { Verdicts } from './verdicts.js';

/** What is needed to put properties to a solver. */
export interface Asking {
  readonly solvers: SolverShelf;
  /** The most steps of the solver's for one question (Z3's `rlimit`): the same question needs as many on any machine. */
  readonly mostSteps: number;
  /** How long a question may take on top of that, in milliseconds; then the solver is ended. */
  readonly deadlineMs: number;
  /** Both evaluators' answers to a case. */
  readonly answers: (one: Case) => Promise<readonly Answer[]>;
}

/**
 * Puts to a solver all at once that has no case: where there is none in which any of it happens, each is proved. Nothing is said where there is one.
 * Each property has its share of the time.
 */
export const askTogether = async (
  questions: Questions,
  verdicts: Verdicts,
  asking: Asking,
): Promise<void> => {
  const open = questions.properties.filter(
    (one) => one.wanted === 'no-case' && verdicts.isOpen(one) && questions.saysAll(one),
  );
  if (open.length === 0) return;
  const session = makeSession(questions, asking, true);
  const began = Date.now();
  const said = await session.check(or(...open.map(({ term }) => term)));
  session.end();
  const ms = Math.round((Date.now() - began) / open.length);
  if (said === 'unsat') for (const property of open) verdicts.settle({ property, ms, code: 'proved' });
};

/**
 * Puts to a solver what is open still of properties, over more cases than there are: what has no case there has none at all.
 * @param isAnew whether it begins anew for each, as in {@link askSolver}
 */
export const askLoosely = async (
  questions: Questions,
  verdicts: Verdicts,
  asking: Asking,
  isAnew = false,
): Promise<void> => {
  const session = makeSession(questions, asking, isAnew);
  for (const property of questions.properties.filter(verdicts.isOpen)) {
    const began = Date.now();
    // What is decided there is decided here; any case there may be none here.
    if ((await session.check(property.term)) === 'unsat')
      verdicts.settle({ property, ms: Date.now() - began, code: withoutCase(property) });
  }
  session.end();
};

/**
 * Puts to a solver what is open still of properties, one after the other; what it does not know of some of all cases stays open.
 * @param isAnew whether it begins anew for each: it simplifies a formula then as a whole, which is quicker where there are few
 */
export const askSolver = async (
  questions: Questions,
  verdicts: Verdicts,
  asking: Asking,
  isAnew = false,
): Promise<void> => {
  const session = makeSession(questions, asking, isAnew);
  for (const property of questions.properties) {
    const saysAll = questions.saysAll(property);
    if (property.unsaid !== undefined && verdicts.isOpen(property))
      verdicts.settle({ property, ms: 0, code: 'unknown', why: `${property.unsaid} cannot be said to it` });
    if (!verdicts.isOpen(property) || (!saysAll && property.wanted === 'no-case')) continue;
    const began = Date.now();
    const easily =
      property.wanted === 'a-case' ? await session.check(and(property.term, questions.easily)) : undefined;
    const said = easily === 'sat' ? easily : await session.check(property.term);
    const common = { property, ms: Date.now() - began };
    if (said === 'sat' && property.wanted === 'a-case') {
      verdicts.settle({ ...common, code: 'shown' });
      // The case at hand may show others, too.
      const others = questions.properties.filter((one) => one.wanted === 'a-case' && verdicts.isOpen(one));
      const values = await session.values(others.map(({ term }) => term));
      for (const [place, other] of others.entries())
        if (values?.[place] === 'true') verdicts.settle({ property: other, ms: 0, code: 'shown' });
    } else if (said === 'sat')
      verdicts.settle({ ...common, ...(await refutationInForce(property, questions, session, asking)) });
    else if (!saysAll) continue;
    else if (said === 'unsat') verdicts.settle({ ...common, code: withoutCase(property) });
    else verdicts.settle({ ...common, code: 'unknown', why: said });
  }
  session.end();
};

const withoutCase = ({ wanted }: Property): 'proved' | 'idle' => (wanted === 'no-case' ? 'proved' : 'idle');

interface Refutation {
  readonly code: 'refuted';
  readonly cases: readonly Case[];
  readonly isConfirmed: boolean;
}

/** A refutation from when the edition is in effect, where there is one: a request of such a case need not name the edition. */
const refutationInForce = async (
  property: Property,
  questions: Questions,
  session: Session,
  asking: Asking,
): Promise<Refutation> => {
  const first = await refutationOf(property, questions, session, asking);
  const since = Math.max(...questions.cases.map(({ edition }) => edition.effectiveFrom));
  if (first.cases.every(({ asOf }) => asOf >= since)) return first;
  const inForce = questions.cases.map(({ asOf }) => compare('>=', asOf, integer(since)));
  const said = await session.check(and(property.term, ...inForce));
  return said === 'sat' ? refutationOf(property, questions, session, asking) : first;
};

const refutationOf = async (
  property: Property,
  { cases: formulas }: Questions,
  session: Session,
  { answers }: Asking,
): Promise<Refutation> => {
  const names = [...new Set(formulas.flatMap((of) => of.unknowns.formula.unknowns()))];
  const values = (await session.values(names.map((text): Term => ({ sort: 'Int', text })))) ?? [];
  const known = new Map(names.map((name, place) => [name, values[place]]));
  const valueOf = ({ text }: Term): string | undefined => {
    const inner = /^\(not (.*)\)$/s.exec(text)?.[1];
    if (inner === undefined) return known.get(text);
    return known.get(inner) === 'true' ? 'false' : 'true';
  };
  const cases = formulas.map((of) => caseOf(of, valueOf));
  const answered = await Promise.all(cases.map((one) => answers(one)));
  // Each evaluator by itself.
  const [first = []] = answered;
  const isConfirmed = first.every((_, evaluator) =>
    property.isConfirmedBy(answered.flatMap((both) => both[evaluator] ?? [])),
  );
  return { code: 'refuted', cases, isConfirmed: isConfirmed && first.length > 0 };
};

interface Session {
  /** `sat`, `unsat`, or why neither. The model stays until the next question. */
  readonly check: (term: Term) => Promise<string>;
  readonly values: (terms: readonly Term[]) => Promise<readonly string[] | undefined>;
  readonly end: () => void;
}

/** A solver that knows what holds of every case; it is started anew after a deadline. */
const makeSession = (
  { cases }: Questions,
  { solvers, mostSteps, deadlineMs }: Asking,
  isAnew = false,
): Session => {
  const text = `(reset)\n${cases[0]?.unknowns.formula.text() ?? ''}`;
  let solver: Solver | undefined;
  let isOpen = false;
  const ask = async (what: string): Promise<Said> => {
    if (solver === undefined) {
      solver = solvers.take();
      isOpen = false;
      const said = await solver.ask(text, deadlineMs + startMs);
      if (said.code !== 'said' || said.text.trim() !== '') {
        drop();
        return said.code === 'said' ? failed(said.text) : said;
      }
    }
    const said = await solver.ask(what, deadlineMs);
    if (said.code !== 'said') drop();
    return said;
  };
  const drop = (): void => {
    solver?.end();
    solver = undefined;
  };
  const session: Session = {
    check: async (term) => {
      if (isNo(term)) return 'unsat';
      const before = isAnew ? (isOpen ? text : '') : `${isOpen ? '(pop)' : ''}(push)`;
      const said = await ask(
        `${before}(assert ${term.text})(set-option :rlimit ${mostSteps})(check-sat)(set-option :rlimit 0)`,
      );
      isOpen = solver !== undefined;
      if (said.code === 'said') {
        const verdict = said.text.trim().split('\n').at(-1) ?? '';
        // After an error what was pushed and asserted is not known: the next question begins anew.
        if (said.text.includes('(error')) drop();
        return verdict === 'unknown' ? `no answer in ${mostSteps} steps` : said.text.trim();
      }
      return said.code === 'deadline' ? `no answer in ${deadlineMs / 1000} s` : said.why;
    },
    values: async (terms) => {
      if (terms.length === 0) return [];
      const said = await ask(`(get-value (${terms.map(({ text: one }) => one).join(' ')}))`);
      return said.code === 'said' ? readValues(said.text) : undefined;
    },
    end: () => {
      if (solver !== undefined) solvers.give(solver);
      solver = undefined;
    },
  };
  return session;
};

/** For loading the solver and the formula. */
const startMs = 30_000;

const failed = (why: string): Said => ({ code: 'ended', why: why.slice(0, 500) });
