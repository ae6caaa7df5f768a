import type { Edition } from '../../edition/model/edition.js';
import type { ClauseId } from '../../contract/contract.js';
import { invalidClausesName, paragraphOf } from '../../edition/model/invalid-clauses.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { mayMisfit } from '../../engine/facts/out-of-range.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import type { Type } from '../../language/types/types.js';
import { anyValue, hasList } from './any-value.js';
import { completeFacts } from './complete-facts.js';
import type { Failure, Rounding } from './failures.js';
import { misfits } from './misfits.js';
import { either, fieldsOf, list, literal, nothing, scalar, type Symbolic } from '../terms/symbolic.js';
import { and, compare, integer, isNo, no, or, yes, type Term } from '../terms/term.js';
import { translate } from '../expressions/translate.js';
import { type Translating } from '../expressions/translating.js';
import type { Unknowns } from './unknown-facts.js';
import { Untranslatable } from '../untranslatable.js';

/** Any case that decisions take: its facts, completed, the figures in force, what is defined. */
export interface CaseFormula {
  readonly edition: Edition;
  readonly unknowns: Unknowns;
  readonly asOf: Term;
  /** Whether a clause is held invalid. */
  readonly isInvalid: (clause: ClauseId) => Term;
  /** The facts that concern it, as they are given. */
  readonly given: ReadonlyMap<string, Symbolic>;
  readonly read: (root: string, fields: readonly string[]) => Symbolic;
  /** What an expression comes to. @param under where it is computed at all; a failure elsewhere is none */
  readonly translate: (expression: TypedExpression, what: string, under: Term) => Symbolic;
  /** The same, held to a type. @param isOwed true where money may not be negative */
  readonly compute: (
    expression: TypedExpression,
    type: Type,
    what: string,
    under: Term,
    isOwed: boolean,
  ) => Symbolic;
  /** Notes that a value is held to its type, where it is computed at all. */
  readonly hold: (value: Symbolic, type: Type, what: string, under: Term, isOwed: boolean) => void;
  /** Notes that something can't be computed. */
  readonly fails: (what: string, kind: Failure['kind'], when: Term) => void;
  /** Notes that the evaluators compute with fewer digits than a number has. */
  readonly rounds: (what: string, when: Term) => void;
  /** What can't be computed, of all that was asked for so far. */
  readonly failures: readonly Failure[];
  /**
   * Where a number on the way has more digits than the evaluators count, so that they go on with the nearest that has so many: the formula
   * says then what it comes to exactly, and they may differ.
   */
  readonly roundings: readonly Rounding[];
  /**
   * Asserts what must hold of the facts that were read; the last thing to be done with a case.
   * @returns whether no constraint says anything of facts that are given as left out
   */
  readonly close: () => { readonly isLeftOutFree: boolean };
}

/** What makes a case. */
export interface CaseOptions {
  readonly edition: Edition;
  /** The decisions that are asked of it. */
  readonly ruleSets: readonly RuleSet[];
  readonly unknowns: Unknowns;
  /** Epoch milliseconds. */
  readonly asOf: Term;
  /**
   * True where any values will do for facts and definitions, whatever these are computed of and whatever must hold of the facts. More cases
   * are possible so than there are: what is impossible among them is impossible, and easy to prove.
   */
  readonly isLoose: boolean;
  /** Definitions of which any value will do that is of their type, in the same way. */
  readonly open?: ReadonlySet<string>;
  /** True where any clauses that can be severed may be held invalid; else none is. */
  readonly mayBeInvalid?: boolean;
  /** Facts that are given as another case has them, or that are computed; any others are unknown. */
  readonly given?: ReadonlyMap<string, Symbolic>;
  /** Figures that are other than the edition has them. */
  readonly figures?: ReadonlyMap<string, Symbolic>;
}

/** Makes the formula of any case. Throws `Untranslatable`. */
export const makeCase = (options: CaseOptions): CaseFormula => {
  const { edition, ruleSets, unknowns, asOf, isLoose } = options;
  const { formula, texts } = unknowns;
  const failures: Failure[] = [];
  const fails = (what: string, kind: Failure['kind'], when: Term): void => {
    if (!isNo(when)) failures.push({ what, when: formula.share(when), kind });
  };
  const roundings: Rounding[] = [];
  const rounds = (what: string, when: Term): void => {
    if (!isNo(when)) roundings.push({ what, when: formula.share(when) });
  };
  const hold: CaseFormula['hold'] = (value, type, what, under, isOwed) => {
    fails(what, 'misfit', and(under, misfits(value, type, isOwed, texts)));
  };
  const isInvalid = (clause: ClauseId): Term =>
    options.mayBeInvalid === true
      ? or(...[...new Set([clause, paragraphOf(clause)])].map((one) => invalidTerm(edition, one, unknowns)))
      : no;
  const figures = new Map([...figuresAt(asOf, ruleSets, unknowns), ...(options.figures ?? [])]);
  const definitions = new Map<string, Symbolic>();
  const known = (root: string, fields: readonly string[]): Symbolic => {
    if (root === 'asOf') return scalar(asOf);
    if (root === invalidClausesName)
      return list(
        [...edition.contract.clauses.keys()].map((clause) => ({
          there: isInvalid(clause),
          value: scalar(integer(texts.code(clause))),
        })),
      );
    if (root === 'edition')
      return fieldsOf(literal({ ...edition.identity }, { kind: 'null' }, texts), fields);
    const value = figures.get(root) ?? definitions.get(root);
    if (value === undefined) throw new Untranslatable(`the name ${root}`);
    return fieldsOf(value, fields);
  };
  const facts = completeFacts({
    edition,
    ruleSets,
    unknowns,
    preset: options.given ?? new Map(),
    known,
    fails,
    rounds,
  });
  const loose = new Map<string, Symbolic>();
  const looseFact = (name: string, type: Type): Symbolic => {
    let value = loose.get(name);
    if (value === undefined) {
      const mayBeLeftOut = ruleSets.some((set) =>
        set.facts.some((fact) => fact.name === name && fact.optional),
      );
      value = anyValue(name, mayBeLeftOut ? { ...type, nullable: true } : type, unknowns);
      loose.set(name, value);
    }
    return value;
  };
  const read = (root: string, fields: readonly string[]): Symbolic => {
    const fact = edition.facts.get(root);
    if (fact === undefined) return known(root, fields);
    const isAny = isLoose && !hasList(fact.shape.type);
    return fieldsOf(isAny ? looseFact(root, fact.shape.type) : facts.fact(root), fields);
  };
  const translateHere: CaseFormula['translate'] = (expression, what, under) => {
    const given: Translating = {
      formula,
      texts,
      read,
      variables: new Map(),
      under,
      fails: (when) => {
        fails(what, 'undefined', when);
      },
      rounds: (when) => {
        rounds(what, when);
      },
    };
    try {
      return formula.shareAll(translate(expression, given));
    } catch (error) {
      if (!(error instanceof Untranslatable) || error.isPlaced) throw error;
      throw new Untranslatable(error.message, what);
    }
  };
  const compute: CaseFormula['compute'] = (expression, type, what, under, isOwed) => {
    const value = translateHere(expression, what, under);
    if (mayMisfit(expression, type, isOwed)) hold(value, type, what, under, isOwed);
    return value;
  };
  for (const { term, is } of definitionsOf(edition, ruleSets)) {
    const isOpen = options.open?.has(term) === true;
    const isAny = (isLoose || isOpen) && !hasList(is.type);
    const value = isAny ? anyValue(term, is.type, unknowns) : compute(is, is.type, term, yes, false);
    if (isAny && isOpen) hold(value, is.type, term, yes, false);
    definitions.set(term, value);
  }
  return {
    edition,
    unknowns,
    asOf,
    isInvalid,
    given: facts.given,
    read,
    translate: translateHere,
    compute,
    hold,
    fails,
    rounds,
    failures,
    roundings,
    close: () => (isLoose ? { isLeftOutFree: true } : facts.close()),
  };
};

/** What `severabilityErrors` lets a case say of a clause. */
const invalidTerm = (edition: Edition, clause: ClauseId, { formula }: Unknowns): Term => {
  const row = edition.ledger.get(clause);
  const isSeverable =
    edition.severability !== null &&
    row !== undefined &&
    clause !== edition.severability &&
    row.disposition !== 'definition';
  return isSeverable ? formula.declare(`invalid ${clause}`, 'Bool') : no;
};

const definitionsOf = (edition: Edition, ruleSets: readonly RuleSet[]): RuleSet['definitions'] => {
  const needed = new Set(ruleSets.flatMap(({ definitions }) => definitions.map(({ term }) => term)));
  return [...edition.definitions.values()].filter(({ term }) => needed.has(term));
};

/** The figures in force at an instant, and since when they are. */
const figuresAt = (
  asOf: Term,
  ruleSets: readonly RuleSet[],
  { formula, texts }: Unknowns,
): ReadonlyMap<string, Symbolic> => {
  const figures = new Map<string, Symbolic>();
  for (const { name, type, values } of ruleSets.flatMap(({ parameters }) => parameters)) {
    const inForce = (of: (dated: (typeof values)[number]) => Symbolic): Symbolic => {
      const [first, ...later] = values.map((dated) => ({ from: dated.from, value: of(dated) }));
      return formula.shareAll(
        later.reduce<Symbolic>(
          (before, { from, value }) => either(compare('>=', asOf, integer(from)), value, before),
          first?.value ?? nothing,
        ),
      );
    };
    figures.set(
      name,
      inForce(({ value }) => literal(value, type, texts)),
    );
    figures.set(
      `${name}.since`,
      inForce(({ from }) => scalar(integer(from))),
    );
  }
  return figures;
};
