import type { Edition } from '../../edition/model/edition.js';
import type { ComparisonCondition, Condition } from '../../edition/model/rule-set.js';
import { formatValue } from '../../language/format-value.js';
import { operatorInWords, operators } from '../../language/operators.js';
import type { Type, Value } from '../../language/types/types.js';
import { isPlural, nounOf, sentenceOf } from './name-words.js';

/** A condition in words, to stand after “when”: “the package's plan is multi-period and …”. */
export const conditionInWords = (edition: Edition, condition: Condition): string => {
  const group = (of: readonly Condition[], word: ' and ' | ', or '): string =>
    of.map((part) => (of.length > 1 ? nested(edition, part) : conditionInWords(edition, part))).join(word);
  switch (condition.kind) {
    case 'always':
      return 'always';
    case 'all':
      return condition.of.length === 0 ? 'always' : group(condition.of, ' and ');
    case 'any':
      return condition.of.length === 0 ? 'never' : group(condition.of, ', or ');
    case 'not':
      return `it is not so that ${nested(edition, condition.of)}`;
    case 'comparison':
      return comparisonInWords(edition, condition);
  }
};

const nested = (edition: Edition, condition: Condition): string => {
  const told = conditionInWords(edition, condition);
  return (condition.kind === 'all' || condition.kind === 'any') && condition.of.length > 1
    ? `(${told})`
    : told;
};

const comparisonInWords = (
  edition: Edition,
  { left, name, operator, right }: ComparisonCondition,
): string => {
  const noun = nounOf(edition, name, left.type);
  const own = operators[operator].reversed ?? operatorInWords(operator, left.type);
  const words = operators[operator].reversed === undefined ? agreeing(noun, own, name) : own;
  if (right.kind === 'fact') {
    const other = nounOf(edition, right.name, right.expression.type);
    return operators[operator].reversed !== undefined
      ? `${other} ${words} ${noun}`
      : `${noun} ${words} ${other}`;
  }
  const { value } = right;
  if (operator === 'present')
    return `${noun} ${agreeing(noun, value === true ? 'is given' : 'is not given', name)}`;
  if (
    left.type.kind === 'boolean' &&
    typeof value === 'boolean' &&
    (operator === 'equal' || operator === 'notEqual')
  )
    return `“${sentenceOf(edition, name)}” ${value === (operator === 'equal') ? 'holds' : 'does not hold'}`;
  const told = valueInWords(value, left.type, name, edition.zone);
  return operators[operator].reversed !== undefined ? `${told} ${words} ${noun}` : `${noun} ${words} ${told}`;
};

/** A verb that agrees with its noun: “the late days are more than 0”; an amount of money is one. */
const agreeing = (noun: string, words: string, name: string): string =>
  isPlural(noun) && !name.endsWith('.minor') ? words.replace(/^is\b/, 'are') : words;

const valueInWords = (value: Value, type: Type, name: string, zone: string): string => {
  const of: Type = type.kind === 'list' ? type.of : type;
  if (!isList(value)) {
    const told = formatValue(value, of, zone);
    return name.endsWith('.minor') && value !== 0 ? `${told} minor units` : told;
  }
  const items = value.map((item) => formatValue(item, of, zone));
  const last = items.pop() ?? 'nothing';
  return items.length === 0 ? last : `${items.join(', ')} or ${last}`;
};

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
