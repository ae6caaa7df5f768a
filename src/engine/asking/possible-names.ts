import type { Edition } from '../../edition/model/edition.js';
import { invalidClausesName } from '../../edition/model/invalid-clauses.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { TableExpression } from '../../language/syntax/expression.js';
import { collected, dropsOut } from '../../language/tables/table-value.js';
import { datedName } from '../../language/types/type-special-calls.js';
import { datedValues, parametersInForce } from '../environment.js';
import { evaluatePossible, type PossibleScope } from './evaluate-possible.js';
import type { PossibleFacts } from './possible-facts.js';
import { depsOf, known, nothing, onlyValue, type Deps, type Possible } from './possible.js';
import { anyOf, fieldIn, joined } from './joined-possible.js';
import { allHold, isSure, truthOf } from './truth.js';

/** The rows of a table that may apply, from 1, and those of them that surely do. */
export interface PossibleRows {
  readonly possible: readonly number[];
  readonly sure: readonly number[];
  /** Whether in every case one applies. */
  readonly isSome: boolean;
  readonly deps: Deps;
}

/** What the names of a rule set may stand for. */
export interface PossibleNames {
  readonly scope: PossibleScope;
  /** Of the term of a table. */
  readonly rows: (term: string) => PossibleRows;
}

/** @param asOf epoch milliseconds. @param notInForce clauses that are held invalid */
export const makePossibleNames = (
  edition: Edition,
  ruleSet: RuleSet,
  factOf: PossibleFacts['of'],
  asOf: number,
  notInForce: readonly string[],
): PossibleNames => {
  const names = new Map<string, Possible>([
    ['asOf', known(asOf)],
    [invalidClausesName, known(notInForce)],
    ['edition', known({ ...edition.identity })],
    ...parametersInForce(ruleSet, asOf).flatMap(({ parameter, dated }): [string, Possible][] => [
      [parameter.name, known(dated.value)],
      [`${parameter.name}.since`, known(dated.from)],
      [datedName(parameter.name), known(datedValues(parameter))],
    ]),
  ]);
  const definitions = new Map(ruleSet.definitions.map((definition) => [definition.term, definition.is]));
  const rowsOf = new Map<string, PossibleRows>();
  const scope: PossibleScope = {
    read: (root, fields) => fields.reduce(fieldIn, nameOf(root)),
    variables: new Map(),
  };
  const nameOf = (root: string): Possible => {
    const before = names.get(root);
    if (before !== undefined) return before;
    const is = definitions.get(root);
    const value =
      is === undefined
        ? (factOf(root) ?? known(null))
        : is.kind === 'table'
          ? tableValueOf(is, rows(root), scope)
          : evaluatePossible(is, scope);
    names.set(root, value);
    return value;
  };
  const rows = (term: string): PossibleRows => {
    const before = rowsOf.get(term);
    if (before !== undefined) return before;
    const is = definitions.get(term);
    const found = is?.kind === 'table' ? rowsIn(is, scope, notInForce) : noRows;
    rowsOf.set(term, found);
    return found;
  };
  return { scope, rows };
};

const noRows: PossibleRows = { possible: [], sure: [], isSome: false, deps: 0n };

const rowsIn = (
  table: TableExpression,
  scope: PossibleScope,
  notInForce: readonly string[],
): PossibleRows => {
  const [possible, sure]: [number[], number[]] = [[], []];
  let isSome = false;
  let deps: Deps = 0n;
  for (const [at, row] of table.rows.entries()) {
    if (dropsOut(row, notInForce)) continue;
    // In any order: a test that is refused is refused in every case.
    const truth = allHold(
      row.tests.flatMap((test) => (test === null ? [] : [truthOf(evaluatePossible(test, scope))])),
    );
    if (!truth.mayHold) continue;
    deps |= truth.deps;
    possible.push(at + 1);
    if (!isSure(truth)) continue;
    isSome = true;
    if (table.hit !== 'first' || possible.length === 1) sure.push(at + 1);
    if (table.hit === 'first') break;
  }
  return { possible, sure, isSome, deps };
};

const tableValueOf = (
  table: TableExpression,
  { possible, sure, isSome, deps }: PossibleRows,
  scope: PossibleScope,
): Possible => {
  const outputs = possible.map((row) => {
    const then = table.rows[row - 1]?.then;
    return then === undefined ? nothing : evaluatePossible(then, scope);
  });
  const otherwise = (): Possible =>
    table.otherwise === null ? nothing : evaluatePossible(table.otherwise, scope);
  if (possible.length === 0) return otherwise();
  if (table.hit === 'unique' || table.hit === 'first') {
    const found = outputs.reduce((all, one) => joined(all, one, deps), nothing);
    return isSome ? found : joined(found, otherwise(), deps);
  }
  const values = outputs.map(onlyValue);
  if (possible.length === sure.length && values.every((value) => value !== undefined))
    return known(collected(table.hit, values));
  const all = outputs.reduce((sum, one) => sum | depsOf(one), deps);
  const any = anyOf(table.type, all);
  return isSome ? any : joined(any, otherwise(), all);
};
