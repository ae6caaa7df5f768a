import type { EffectDeclaration } from '../../edition/model/rule-set.js';
import type { Type } from '../../language/types/types.js';

/** What an answer says under a name: one column, or one for each field where it is a record. */
export interface AnswerPart {
  readonly name: string;
  readonly type: Type;
}

const text: Type = { kind: 'text' };
const texts: Type = { kind: 'list', of: text };
/** The most that a discretion comes to is money, or a number. */
const limit: Type = { kind: 'record', fields: { minor: { kind: 'integer' }, currency: text } };

/** The parts of the answers to a decision, in the order of their columns. @param leavesChoice whether a rule leaves something to discretion */
export const answerParts = (
  effects: readonly Pick<EffectDeclaration, 'name' | 'type'>[],
  leavesChoice: boolean,
): readonly AnswerPart[] => [
  { name: 'refused', type: text },
  { name: 'left', type: text },
  { name: 'outcome', type: text },
  ...effects.map(({ name, type }) => ({ name: `effects.${name}`, type })),
  ...(leavesChoice
    ? [
        { name: 'discretion.upTo', type: limit },
        { name: 'discretion.recommended', type: text },
      ]
    : []),
  { name: 'rules', type: texts },
  { name: 'clauses', type: texts },
  { name: 'readings', type: texts },
  { name: 'fired', type: { kind: 'integer' } },
];

/** The columns of a part. @param path names of the fields that lead to the column's value */
export const leavesOf = (
  { name, type }: AnswerPart,
  path: readonly string[] = [],
): readonly (AnswerPart & { readonly path: readonly string[] })[] =>
  type.kind === 'record'
    ? Object.entries(type.fields).flatMap(([field, inner]) =>
        leavesOf({ name: `${name}.${field}`, type: inner }, [...path, field]),
      )
    : [{ name, type, path }];
