import type fc from 'fast-check';
import { fromChoices, type Choices } from './arbitrary-choices.js';
import { arbitraryDecision, filesOf } from './arbitrary-editions.js';
import { hostileTexts } from './arbitrary-expressions.js';

/**
 * The files of random editions with more rules than one generated function takes, most of which ask for a text of one of three facts or
 * definitions. All load, since their rules compare only what may be compared.
 */
export const largeEditionFiles = (): fc.Arbitrary<ReadonlyMap<string, string>> =>
  fromChoices(3000, (choices) => {
    const rules = Array.from({ length: 70 + choices.below(80) }, (_, place) => ({
      id: `rule-${place}`,
      clauses: ['1.1'],
      modality: 'must',
      when: place === 0 ? 'always' : conditionOf(choices),
      then: {
        outcome: choices.below(20) === 19 ? 'no' : 'yes',
        because: 'It is so because of {size}.',
        effects: choices.below(3) === 0 ? { total: choices.of(['size', '1', 'size + 2']) } : {},
      },
      overrides: [...new Set(choices.many(0, 6, () => choices.below(Math.max(1, place))))]
        .filter((other) => other < place)
        .map((other) => `rule-${other}`),
    }));
    return filesOf({
      'facts.yaml': {
        facts: {
          kind: { describes: 'A text.', type: 'text' },
          plan: { describes: 'A text that may be absent.', type: 'text', default: 'null' },
          size: { describes: 'A number.', type: 'integer' },
          flag: { describes: 'A flag.', type: 'boolean', default: 'true' },
          due: { describes: 'An instant.', type: 'instant', default: 'null' },
          apart: { describes: 'A fact that the rules do not list.', type: 'integer', default: '1' },
        },
        constraints: [
          { holds: 'size >= 0 or flag', pointer: '/size', code: 'small', message: 'It is too small.' },
          { holds: 'apart > 0', pointer: '/apart', code: 'apart', message: 'It is not positive.' },
        ],
      },
      'definitions.yaml': {
        definitions: [{ term: 'label', clauses: ['1.1'], is: 'if flag then kind else "b"' }],
      },
      'parameters.yaml': { parameters: [] },
      [`${arbitraryDecision}.yaml`]: {
        decision: arbitraryDecision,
        question: 'Which?',
        outcomes: ['yes', 'no'],
        facts: ['kind', 'plan', 'size', 'flag', 'due'],
        effects: { total: { type: 'integer', merge: 'sum', default: '0' } },
        rules: [
          ...rules,
          // Whatever chance has left out is read here, so that no fact is listed in vain.
          {
            id: 'reads-all',
            clauses: ['1.1'],
            modality: 'must',
            when: {
              all: [
                ...['plan', 'due'].map((fact) => ({ fact, operator: 'present', value: true })),
                { fact: 'kind', operator: 'equal', value: 'a' },
                { fact: 'label', operator: 'equal', value: 'a' },
                { fact: 'flag', operator: 'equal', value: true },
              ],
            },
            then: { outcome: rules.some(({ then }) => then.outcome === 'no') ? 'yes' : 'no', because: 'So.' },
            overrides: [],
          },
        ],
      },
    });
  });

const conditionOf = (choices: Choices): unknown => {
  const form = choices.below(6);
  if (form === 0) return otherOf(choices);
  if (form === 1) return { any: [textOf(choices), otherOf(choices)] };
  if (form === 2) return textOf(choices);
  if (form === 3) return { all: [{ all: [textOf(choices), textOf(choices)] }, otherOf(choices)] };
  if (form === 4) return { all: [{ not: textOf(choices) }, textOf(choices)] };
  return { all: [otherOf(choices), textOf(choices)] };
};

const textOf = (choices: Choices): unknown => {
  const fact = choices.of(['kind', 'kind', 'plan', 'label']);
  const form = choices.below(6);
  if (form === 0) return { fact, operator: 'in', value: choices.many(1, 3, () => choices.of(hostileTexts)) };
  return {
    fact,
    operator: form === 1 ? 'notEqual' : 'equal',
    value: choices.of(hostileTexts),
  };
};

const otherOf = (choices: Choices): unknown =>
  choices.of<unknown>([
    { fact: 'size', operator: 'greaterThan', value: choices.below(9) },
    { fact: 'flag', operator: 'equal', value: choices.below(2) === 0 },
    { fact: 'due', operator: 'lessThan', value: '2026-06-01T12:00:00+02:00' },
    { fact: 'due', operator: 'greaterThanInclusive', value: { fact: 'asOf' } },
  ]);
