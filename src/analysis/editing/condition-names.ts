import type { Edition } from '../../edition/model/edition.js';
import { ownNames } from '../../edition/names/names.js';
import { operatorInWords, operators, type OperatorName } from '../../language/operators.js';
import { withoutNull } from '../../language/types/type-relations.js';
import type { Type } from '../../language/types/types.js';
import { nounOf, sentenceOf } from '../words/name-words.js';

/** A name that a condition may compare. */
export interface ConditionName {
  /** Dotted, as it is written. */
  readonly name: string;
  /** As sentences tell it; of a boolean what is so where it is true. */
  readonly words: string;
  readonly from: 'fact' | 'definition' | 'figure' | 'decision';
  /** Its kind of value, which says what operators it takes. */
  readonly type: string;
  /** The kind of value that stands beside it: of a list that of its items. */
  readonly literal: string;
  /** The values that there are, where they are listed. */
  readonly values: readonly string[];
}

/** Operators by kind of value, each in words. */
export type ConditionOperators = Readonly<
  Record<string, readonly { readonly operator: OperatorName; readonly words: string }[]>
>;

/** So deep names are offered; who needs a deeper one writes it in the YAML. */
const deepest = 4;

/** Every name that conditions may compare, and the operators that there are for each kind of value. */
export const conditionNames = (
  edition: Edition,
): { readonly names: readonly ConditionName[]; readonly operators: ConditionOperators } => {
  const names: ConditionName[] = [];
  const known: Record<string, ConditionOperators[string]> = {};
  const add = (from: ConditionName['from'], name: string, type: Type, depth: number): void => {
    const present = withoutNull(type);
    const literal = present.kind === 'list' ? withoutNull(present.of) : present;
    const key = present.kind === 'list' ? `list of ${literal.kind}` : present.kind;
    known[key] ??= operatorsOf(type);
    names.push({
      name,
      words: present.kind === 'boolean' ? sentenceOf(edition, name) : nounOf(edition, name, present),
      from,
      type: key,
      literal: literal.kind,
      values: literal.kind === 'text' ? (literal.values ?? []) : [],
    });
    if (present.kind === 'record' && depth < deepest)
      for (const [field, of] of Object.entries(present.fields)) add(from, `${name}.${field}`, of, depth + 1);
  };
  for (const { name, shape } of edition.facts.values()) add('fact', name, shape.type, 1);
  for (const { term, is } of edition.definitions.values()) add('definition', term, is.type, 1);
  for (const { name, type } of edition.parameters.values()) add('figure', name, type, 1);
  for (const [name, type] of ownNames) if (name === 'asOf') add('decision', name, type, 1);
  return { names, operators: known };
};

/** The operators that a type takes with a literal beside it. */
const operatorsOf = (type: Type): ConditionOperators[string] =>
  (Object.keys(operators) as OperatorName[]) // the keys of the closed table
    .filter((operator) => operators[operator].accepts(type, operators[operator].literal(type)) === null)
    .map((operator) => ({
      operator,
      words: operator === 'present' ? 'is given or not:' : operatorInWords(operator, withoutNull(type)),
    }));
