/** What an evaluator answers, in the columns of a query's answer (`sql/query/outputs`). */
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { Answer } from '../../engine/evaluation.js';
import { stepsOf } from '../../language/values.js';
import type { Type } from '../../language/types/types.js';
import type { Sql } from '../values/sql-text.js';
import { cellOf, columnType, knownOfType } from './typed-value.js';

/** The columns of an answer, and what fills them. */
export interface AnswerColumns {
  readonly types: readonly (readonly [name: string, type: Sql])[];
  /** By column; one that says nothing is left out. */
  readonly rowOf: (answer: Answer) => Readonly<Record<string, unknown>>;
}

interface AnswerColumn {
  readonly name: string;
  readonly type: Type;
  /** The value itself, as outside. */
  readonly of: (answer: Extract<Answer, { code: 'decided' }>) => unknown;
}

const text: Type = { kind: 'text' };
const texts: Type = { kind: 'list', of: text };
/** The most that a discretion comes to is money. */
const limit: Readonly<Record<string, Type>> = { minor: { kind: 'integer' }, currency: text };

/** The columns of the answers to a decision, in their order. `left` is NULL, and so is `fired`: the evaluator tells what stands. */
export const answerColumns = (
  { constraints }: Pick<Edition, 'constraints'>,
  ruleSet: RuleSet,
): AnswerColumns => {
  const codes = constraints.map(({ code }) => code);
  const cited = (standing: readonly string[], of: 'clauses' | 'readings'): readonly string[] => [
    ...new Set(ruleSet.rules.filter(({ id }) => standing.includes(id)).flatMap((rule) => rule[of])),
  ];
  const columns: readonly AnswerColumn[] = [
    { name: 'outcome', type: text, of: ({ decision }) => decision.outcome },
    ...[...ruleSet.effects.values()].flatMap(({ name, type }) =>
      fieldsOf(`effects.${name}`, type, ({ decision }) => decision.effects[name]),
    ),
    ...(ruleSet.rules.every(({ then }) => then.discretion === null)
      ? []
      : [
          ...fieldsOf(
            'discretion.upTo',
            { kind: 'record', fields: limit },
            ({ decision }) => decision.discretion?.upTo,
          ),
          {
            name: 'discretion.recommended',
            type: text,
            of: ({ decision }: Decided) => decision.discretion?.recommended,
          },
        ]),
    { name: 'rules', type: texts, of: ({ decision }) => decision.standing },
    { name: 'clauses', type: texts, of: ({ decision }) => cited(decision.standing, 'clauses') },
    { name: 'readings', type: texts, of: ({ decision }) => decision.readings },
  ];
  const known = columns.map((column) => ({ ...column, known: knownOfType(column.type) }));
  return {
    types: [
      ['refused', 'VARCHAR'],
      ['left', 'VARCHAR'],
      ...known.map(({ name, known: of }) => [name, columnType(of)] as const),
      ['fired', 'BIGINT'],
    ],
    rowOf: (answer) =>
      answer.code === 'decided'
        ? Object.fromEntries(known.map(({ name, known: of, of: read }) => [name, cellOf(of, read(answer))]))
        : { refused: refusalOf(answer, codes) },
  };
};

type Decided = Extract<Answer, { code: 'decided' }>;

/** The columns of a value: those of a record by its fields. */
const fieldsOf = (name: string, type: Type, of: (answer: Decided) => unknown): readonly AnswerColumn[] =>
  type.kind === 'record'
    ? Object.entries(type.fields).flatMap(([field, inner]) =>
        fieldsOf(`${name}.${field}`, inner, (answer) => {
          const value = of(answer);
          return typeof value === 'object' && value !== null
            ? (value as Readonly<Record<string, unknown>>)[field] // of a record's own fields
            : undefined;
        }),
      )
    : [{ name, type, of }];

/** Why there is no decision: a code, and of what. The code of a constraint stands alone, as in a query. */
const refusalOf = (answer: Exclude<Answer, Decided>, constraints: readonly string[]): string => {
  const [first] = answer.errors;
  if (first === undefined) return answer.code;
  if (answer.code === 'out-of-range') return `${answer.code}: ${first.message}`;
  if (constraints.includes(first.code)) return first.code;
  return `${first.code} ${stepsOf(first.pointer).join('.')}`.trim();
};
