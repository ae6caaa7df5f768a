import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { Edition } from '../src/edition/model/edition.js';
import { loadEdition } from '../src/edition/build/load-edition.js';
import { reviewsFor } from '../src/edition/read/write-reviews.js';
import { booleans, definitions, instants, integers, texts, type GeneratedRule } from './generated-rules.js';

/** The one decision of a generated edition. */
export const generatedDecision = 'permission';

/** Loads the edition of some generated rules from its YAML, like any other. */
export const generatedEdition = (rules: readonly GeneratedRule[]): Edition => {
  const files = editionFiles(rules);
  const reviews = reviewsFor(files, { by: 'Benchmark', at: '2026-01-01T00:00:00Z' });
  const { edition, diagnostics } = loadEdition(new Map([...files, ['reviews.yaml', reviews ?? '']]));
  if (edition === undefined)
    throw new Error(`The generated edition does not load: ${JSON.stringify(diagnostics[0])}`);
  return edition;
};

/** The rules that a refusing rule names: those that allow and may apply with it. */
const overriddenBy = (refusing: GeneratedRule, rules: readonly GeneratedRule[]): readonly string[] =>
  rules
    .filter(({ outcome, all }) => outcome === 'allowed' && !areDisjoint(all, refusing.all))
    .map(({ id }) => id);

const areDisjoint = (some: GeneratedRule['all'], others: GeneratedRule['all']): boolean =>
  some.some((one) => {
    const other = others.find(({ fact, value }) => fact === one.fact && typeof value !== 'number');
    if (other === undefined || !(one.fact in texts)) return false;
    return !textsOf(one.value).some((text) => textsOf(other.value).includes(text));
  });

const textsOf = (value: GeneratedRule['all'][number]['value']): readonly unknown[] =>
  Array.isArray(value) ? value : [value];

const editionFiles = (rules: readonly GeneratedRule[]): ReadonlyMap<string, string> => {
  const text = 'Generated Agreement\nThis is a generated agreement.\n1. Rules\nWhat is allowed.\n';
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const compared = new Set(rules.flatMap(({ all }) => all.map(({ fact }) => fact)));
  const used = definitions.filter(({ term }) => compared.has(term));
  const isRead = (name: string): boolean =>
    compared.has(name) || used.some(({ feel }) => new RegExp(`\\b${name}\\b`).test(feel));
  const vocabulary: readonly (readonly [string, object])[] = [
    ...Object.entries(texts).map(([name, values]) => [name, { type: 'text', values }] as const),
    ...integers.map((name) => [name, { type: 'integer', minimum: 0, maximum: 999 }] as const),
    ...booleans.map((name) => [name, { type: 'boolean' }] as const),
    ...instants.map((name) => [name, { type: 'instant' }] as const),
  ];
  const written: Readonly<Record<string, unknown>> = {
    'edition.yaml': {
      document: 'generated',
      revision: String(rules.length),
      title: 'Generated Agreement',
      effectiveFrom: '2026-04-27T00:00:00Z',
      text: { file: 'contract.txt', digest },
    },
    'ledger.yaml': {
      clauses: [
        { clause: '0.1', disposition: 'statement', reason: 'It introduces.' },
        { clause: '1.1', disposition: 'rule', decisions: [generatedDecision] },
      ],
    },
    'facts.yaml': {
      facts: Object.fromEntries(
        vocabulary.map(([name, shape]) => [name, { describes: 'A generated fact.', ...shape }]),
      ),
    },
    'definitions.yaml': {
      definitions: used.map(({ term, feel }) => ({ term, clauses: ['1.1'], is: feel })),
    },
    'parameters.yaml': { parameters: [] },
    'readings.yaml': { readings: [] },
    [`${generatedDecision}.yaml`]: {
      decision: generatedDecision,
      question: 'Is it allowed?',
      outcomes: ['allowed', 'refused'],
      facts: vocabulary.map(([name]) => name).filter(isRead),
      rules: [
        {
          id: 'nothing-is-allowed-by-itself',
          clauses: ['1.1'],
          modality: 'must-not',
          when: 'always',
          then: { outcome: 'refused', because: 'Nothing says otherwise.' },
        },
        ...rules.map((rule) => ({
          id: rule.id,
          clauses: ['1.1'],
          modality: rule.outcome === 'refused' ? 'must-not' : 'may',
          when: { all: rule.all.map(({ fact, operator, value }) => ({ fact, operator, value })) },
          then: { outcome: rule.outcome, because: 'The terms say so.' },
          overrides:
            rule.outcome === 'allowed' ? ['nothing-is-allowed-by-itself'] : overriddenBy(rule, rules),
        })),
      ],
    },
  };
  const files = Object.entries(written).map(([name, part]): [string, string] => [
    name,
    stringify(part, { aliasDuplicateObjects: false }),
  ]);
  return new Map([['contract.txt', text], ...files]);
};
