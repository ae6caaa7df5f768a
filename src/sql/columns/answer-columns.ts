/** What an evaluator answers, in the columns of a query's answer (`sql/query/outputs`). */
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Answer, Decision } from '../../engine/evaluation.js';
import { stepInto, stepsOf } from '../../language/values.js';
import { answerParts, leavesOf } from '../query/answer-parts.js';
import type { Sql } from '../values/sql-text.js';
import { cellOf, columnType, knownOfType } from './typed-value.js';

/** The columns of an answer, and what fills them. */
export interface AnswerColumns {
  readonly types: readonly (readonly [name: string, type: Sql])[];
  /** By column; one that says nothing is left out. */
  readonly rowOf: (answer: Answer) => Readonly<Record<string, unknown>>;
}

/** The columns of the answers to a decision, in their order. `left` is NULL, and so is `fired`: the evaluator tells what stands. */
export const answerColumns = (
  { constraints }: Pick<Edition, 'constraints'>,
  ruleSet: RuleSet,
): AnswerColumns => {
  const codes = constraints.map(({ code }) => code);
  const parts = answerParts(
    [...ruleSet.effects.values()],
    ruleSet.rules.some(({ then }) => then.discretion !== null),
  );
  const columns = parts.flatMap((part) =>
    leavesOf(part).map((leaf) => ({ ...leaf, of: part.name, known: knownOfType(leaf.type) })),
  );
  return {
    types: columns.map(({ name, known }) => [name, columnType(known)] as const),
    rowOf: (answer) => {
      if (answer.code !== 'decided') return { refused: refusalOf(answer, codes) };
      const said = saidBy(answer.decision, ruleSet);
      const told = columns.filter(({ of }) => Object.hasOwn(said, of));
      return Object.fromEntries(
        told.map(({ name, of, path, known }) => [name, cellOf(known, path.reduce(stepInto, said[of]))]),
      );
    },
  };
};

/** What a decision says by the parts of an answer; nothing of what only a query tells. */
const saidBy = (decision: Decision, ruleSet: RuleSet): Readonly<Record<string, unknown>> => {
  const stand = ruleSet.rules.filter(({ id }) => decision.standing.includes(id));
  return {
    outcome: decision.outcome,
    ...Object.fromEntries(
      [...ruleSet.effects.keys()].map((name) => [`effects.${name}`, decision.effects[name]]),
    ),
    'discretion.upTo': decision.discretion?.upTo,
    'discretion.recommended': decision.discretion?.recommended,
    rules: decision.standing,
    clauses: [...new Set(stand.flatMap(({ clauses }) => clauses))],
    readings: decision.readings,
  };
};

/** Why there is no decision: a code, and of what. The code of a constraint stands alone, as in a query. */
const refusalOf = (answer: Exclude<Answer, { code: 'decided' }>, constraints: readonly string[]): string => {
  const [first] = answer.errors;
  if (first === undefined) return answer.code;
  if (answer.code === 'out-of-range') return `${answer.code}: ${first.message}`;
  if (constraints.includes(first.code)) return first.code;
  return `${first.code} ${stepsOf(first.pointer).join('.')}`.trim();
};
