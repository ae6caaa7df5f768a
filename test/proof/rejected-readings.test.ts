import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { boatHire, type BoatTerms } from '../support/boat-hire.js';
import { wind } from './support/planted-faults.js';
import { makeProver } from './support/prover.js';

const prover = await makeProver();
after(prover.end);

/** A storm rule that can never fire as the terms are read. */
const terms = (otherwise: object): BoatTerms => ({
  facts: wind,
  definitions: '[{ term: gust, clauses: ["1.1"], is: "min(wind, 10)" }]',
  rules: `
    - { id: by-default, then: { outcome: goes } }
    - id: storm
      clauses: ["1.2"]
      when: { fact: gust, operator: greaterThan, value: 10 }
      then: { outcome: stays }
      overrides: [by-default]
      readings: [R1]`,
  readings: JSON.stringify([
    {
      id: 'R1',
      clauses: ['1.2'],
      words: 'in a storm',
      taken: 'A gust.',
      rejected: 'A wind.',
      because: 'It is plainer.',
      scenarios: ['A gust of 9'],
      otherwise,
    },
  ]),
});

const gust = { definitions: [{ term: 'gust', clauses: ['1.1'], is: 'wind' }] };
const storm = {
  decisions: {
    hire: {
      rules: [
        {
          id: 'storm',
          clauses: ['1.2'],
          modality: 'must',
          when: { fact: 'gust', operator: 'greaterThan', value: 9 },
          then: { outcome: 'stays', because: 'A storm.' },
          overrides: ['by-default'],
          readings: ['R1'],
        },
      ],
    },
  },
};
const nothingElse = { definitions: [{ term: 'gust', clauses: ['1.1'], is: 'min(wind, 9)' }] };

describe('a rule that is idle as the terms are read', () => {
  for (const [what, otherwise, verdict] of [
    ['is shown where another definition was rejected that lets it fire', gust, 'shown'],
    ['is shown where another condition of it was rejected', storm, 'shown'],
    ['stays idle where what was rejected does not let it fire either', nothingElse, 'idle'],
  ] as const)
    it(what, async () => {
      const [proved] = (await prover.prove(boatHire(terms(otherwise)))).decisions;
      assert.ok(proved?.code === 'tried');
      assert.equal(proved.properties.find(({ id }) => id === 'rule-fires storm')?.verdict, verdict);
    });
});
