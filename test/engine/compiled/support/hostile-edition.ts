import { createHash } from 'node:crypto';

/** Names that every object has, and that the loader admits as names of facts, fields, definitions and parameters. */
export const inheritedNames = [
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
] as const;

/** The files of an edition that has a text wherever an edition takes any text, and inherited names wherever it takes a name. */
export const hostileFiles = (hostile: string): ReadonlyMap<string, string> => {
  const contract = 'Hostile Agreement\nIt is hostile.\n1. Rules\nWhat is decided.\n';
  const digest = `sha256:${createHash('sha256').update(contract).digest('hex')}`;
  const feel = JSON.stringify(hostile).replace(
    /[\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16)}`,
  );
  const words = `${hostile}.`;
  const from = '2026-01-01T00:00:00Z';
  const written: Readonly<Record<string, unknown>> = {
    'edition.yaml': {
      document: 'hostile',
      revision: '1',
      title: words,
      effectiveFrom: from,
      text: { file: 'contract.txt', digest },
    },
    'ledger.yaml': {
      clauses: [
        { clause: '0.1', disposition: 'statement', reason: words },
        { clause: '1.1', disposition: 'rule', decisions: ['outcome'] },
      ],
    },
    'facts.yaml': {
      facts: {
        constructor: { type: 'text', describes: words },
        toString: {
          type: 'text',
          describes: words,
          values: [words, 'plain'],
          default: JSON.stringify('plain'),
        },
        valueOf: {
          type: 'record',
          describes: words,
          default: 'null',
          fields: {
            constructor: { type: 'text', default: feel },
            hasOwnProperty: { type: 'text', default: 'null' },
          },
        },
      },
      constraints: [
        { holds: 'constructor != "refused"', pointer: '/constructor', code: 'refused', message: words },
      ],
    },
    'definitions.yaml': {
      definitions: [
        { term: 'hasOwnProperty', clauses: ['1.1'], is: `constructor = ${feel}`, describes: words },
        { term: 'isPrototypeOf', clauses: ['1.1'], is: `{ constructor: ${feel}, valueOf: constructor }` },
      ],
    },
    'parameters.yaml': {
      parameters: [
        {
          parameter: 'propertyIsEnumerable',
          clauses: ['1.1'],
          describes: words,
          changedBy: words,
          type: 'record',
          fields: { constructor: { type: 'text' } },
          values: [{ from, published: from, value: { constructor: hostile } }],
        },
      ],
    },
    'readings.yaml': { readings: [] },
    'reviews.yaml': { reviews: [] },
    'outcome.yaml': {
      decision: 'outcome',
      question: words,
      outcomes: ['yes', 'no'],
      facts: ['constructor', 'toString', 'valueOf'],
      effects: {
        constructor: { type: 'text', merge: 'equal', default: feel },
        valueOf: { type: 'list', of: { type: 'text' }, merge: 'union', default: `[${feel}]` },
        toString: {
          type: 'text',
          values: [words, 'plain'],
          merge: { strongest: [words, 'plain'] },
          default: '"plain"',
        },
      },
      choices: ['none', 'full'],
      rules: [
        {
          id: 'rule-0',
          clauses: ['1.1'],
          modality: 'must',
          when: {
            any: [
              { fact: 'constructor', operator: 'equal', value: hostile },
              { fact: 'constructor', operator: 'in', value: [hostile, words] },
              { fact: 'toString', operator: 'equal', value: words },
              { fact: 'hasOwnProperty', operator: 'equal', value: true },
              { fact: 'valueOf.constructor', operator: 'notEqual', value: { fact: 'constructor' } },
              { fact: 'valueOf.hasOwnProperty', operator: 'present', value: true },
            ],
          },
          then: {
            outcome: 'yes',
            effects: { constructor: 'isPrototypeOf.constructor', valueOf: '[isPrototypeOf.valueOf]' },
            because: 'It is {constructor}, {valueOf.constructor} and {propertyIsEnumerable.constructor}.',
            discretion: {
              decider: words,
              choices: ['full'],
              recommended: '"full"',
              policy: 'propertyIsEnumerable',
            },
          },
        },
        {
          id: 'rule-1',
          clauses: ['1.1'],
          modality: 'must',
          when: { not: { fact: 'hasOwnProperty', operator: 'equal', value: true } },
          then: { outcome: 'no', because: words.replace(/[{}]/g, '') },
          overrides: ['rule-0'],
        },
      ],
    },
  };
  return new Map([
    ['contract.txt', contract],
    ...Object.entries(written).map(([name, part]): [string, string] => [name, JSON.stringify(part)]),
  ]);
};
