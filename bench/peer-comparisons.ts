import { definitions, type Comparison } from './generated-rules.js';

/** The source of a definition over facts `f`; `undefined` for a fact. */
export const definitionOf = (name: string): string | undefined =>
  definitions.find(({ term }) => term === name)?.code;

/** A cell of a decision table. */
export const zenCell = (operator: Comparison['operator'], value: Comparison['value']): string => {
  if (Array.isArray(value)) return value.map((item: string) => JSON.stringify(item)).join(', ');
  if (operator === 'lessThan') return `< ${String(value)}`;
  if (operator === 'greaterThanInclusive') return `>= ${String(value)}`;
  return typeof value === 'string'
    ? JSON.stringify(value)
    : `== ${String(value)}`.replace(/^== (true|false)$/, '$1');
};

const symbols = { equal: '==', in: 'in', lessThan: '<', greaterThanInclusive: '>=' } as const;

/** A comparison as Cedar writes it. */
export const cedarComparison = (
  fact: string,
  operator: Comparison['operator'],
  value: Comparison['value'],
): string => {
  const code = definitionOf(fact)?.replaceAll('f.', 'context.') ?? `context.${fact}`;
  if (Array.isArray(value)) return `${JSON.stringify(value)}.contains(${code})`;
  return `(${code}) ${symbols[operator]} ${JSON.stringify(value)}`;
};

/** A comparison as JavaScript. */
export const handComparison = (
  fact: string,
  operator: Comparison['operator'],
  value: Comparison['value'],
): string => {
  const code = definitionOf(fact) ?? `f.${fact}`;
  if (Array.isArray(value))
    return `(${value.map((item: string) => `${code} === ${JSON.stringify(item)}`).join(' || ')})`;
  return `(${code}) ${operator === 'equal' ? '===' : symbols[operator]} ${JSON.stringify(value)}`;
};

const logicDefinitions: Readonly<Record<string, object>> = {
  creditsLeft: { '-': [{ var: 'credits' }, { var: 'consumed' }] },
  feeLeft: { '-': [{ var: 'feeMinor' }, { var: 'refundedMinor' }] },
  isRecent: { '<': [{ var: 'asOf' }, { '+': [{ var: 'startsAt' }, 2_592_000_000] }] },
  isPaidRecently: { '<': [{ var: 'asOf' }, { '+': [{ var: 'lastPaidAt' }, 5_184_000_001] }] },
};

/** A comparison as JSON Logic. */
export const logicComparison = (
  fact: string,
  operator: Comparison['operator'],
  value: Comparison['value'],
): object => ({
  [operator === 'equal' ? '===' : symbols[operator]]: [logicDefinitions[fact] ?? { var: fact }, value],
});
