import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coverageOf, type ScenarioRun } from '../../src/analysis/coverage/coverage.js';
import { tellCoverage } from '../../src/cli/rules/tell-coverage.js';
import { boatHire, decide } from '../support/boat-hire.js';

const edition = boatHire({
  facts: 'wind: { type: integer }',
  readings: `
    - { id: R1, clauses: ["1.2"], words: storm, taken: wind 8, rejected: thunder, because: It counts., scenarios: [It storms] }
    - { id: R2, clauses: ["1.1"], words: fair, taken: calm, rejected: dry, because: It counts., scenarios: [] }`,
  rules: `
    - { id: fair, clauses: ["1.1"], when: { fact: wind, operator: lessThan, value: 8 }, then: { outcome: goes-out }, readings: [R2] }
    - { id: storm, clauses: ["1.2", "1.1"], when: { fact: wind, operator: greaterThanInclusive, value: 8 }, then: { outcome: stays }, readings: [R1] }`,
  later: '[repair]',
});
const calm = await decide(edition, { facts: { wind: 7 } });
const stormy = await decide(edition, { facts: { wind: 8 } });
const elsewhere = { ...calm, decision: 'repair' };
const run = (title: string, decisions: ScenarioRun['decisions'], passed = true): ScenarioRun => ({
  title,
  uri: 'features/boats.feature',
  line: 12,
  passed,
  decisions,
});
const findings = (...runs: readonly ScenarioRun[]): readonly string[] =>
  coverageOf(edition, runs).findings.map(({ code, subject }) => `${code} ${subject}`);
const both = [run('It is fair', [calm]), run('It storms', [stormy])];

describe('Coverage finds', () => {
  test('that no scenario ran, and then that nothing is proved', () => {
    assert.deepEqual(findings(), [
      'no-scenario-ran scenarios',
      'rule-never-decides hire/fair',
      'rule-always-decides hire/fair',
      'rule-never-decides hire/storm',
      'rule-always-decides hire/storm',
      'clause-without-scenario 1.1',
      'clause-without-scenario 1.2',
      'reading-without-scenario R1',
      'reading-without-scenario R2',
    ]);
  });

  test('nothing but a reading without a scenario, where each rule decides in one and not in another', () => {
    assert.deepEqual(findings(...both), ['reading-without-scenario R2']);
  });

  test('that a scenario failed, which then proves nothing, and no more of a reading that names it', () => {
    assert.deepEqual(findings(run('It is fair', [calm]), run('It storms', [stormy], false)), [
      'scenario-failed features/boats.feature:12',
      'rule-always-decides hire/fair',
      'rule-never-decides hire/storm',
      'clause-without-scenario 1.2',
      'reading-without-scenario R2',
    ]);
  });

  test('that a rule never decides', () => {
    assert.ok(findings(run('It is fair', [calm])).includes('rule-never-decides hire/storm'));
  });

  test('that a rule always decides, so that nobody would notice', () => {
    assert.ok(findings(run('It is fair', [calm])).includes('rule-always-decides hire/fair'));
  });

  test('nothing of a rule that stands in every case by what it says', () => {
    const plain = boatHire({ rules: '[{ id: fair, clauses: ["1.1", "1.2"], then: { outcome: goes-out } }]' });
    assert.deepEqual(
      coverageOf(plain, [run('It goes', [{ ...calm, standing: ['fair'] }])]).findings.map(({ code }) => code),
      [],
    );
    assert.match(
      tellCoverage(plain, coverageOf(plain, [run('It goes', [{ ...calm, standing: ['fair'] }])])),
      /Nothing hangs loose: the rule decides in a scenario, as it does in every case\./,
    );
    assert.deepEqual(
      coverageOf(plain, []).findings.map(({ code }) => code),
      [
        'no-scenario-ran',
        'rule-never-decides',
        'rule-always-decides',
        'clause-without-scenario',
        'clause-without-scenario',
      ],
    );
  });

  test('in which of the decisions of its row a clause is shown nowhere', () => {
    const { findings: found } = coverageOf(edition, [run('It is fair', [calm])]);
    assert.deepEqual(
      found.filter(({ code }) => code === 'clause-without-scenario').map(({ message }) => message),
      [
        'By ledger.yaml clause 1.2 is decided in hire, but in no scenario does a rule or row there decide that cites it.',
      ],
    );
  });

  test('that a reading names a scenario that did not run', () => {
    assert.ok(findings(run('It is fair', [calm, stormy])).includes('reading-without-scenario R1'));
  });

  test('each with words for people', () => {
    for (const { message } of coverageOf(edition, []).findings) assert.match(message, /^[A-Z].*\.$/);
  });
});

test('What a clause decides by a row of a table is told with the row', async () => {
  const tabled = boatHire({
    facts: 'wind: { type: integer }',
    tables: `
      - table: most
        describes: The most boats.
        hit: unique
        inputs: { wind: wind }
        outputs: { most: { type: integer } }
        rows: [{ wind: '< 8', most: 1, clauses: ['1.2'] }, { wind: '>= 8', most: 0, clauses: ['1.2'] }]`,
    rules: `
      - { id: fair, clauses: ["1.1"], when: { fact: most, operator: equal, value: 1 }, then: { outcome: goes-out } }
      - { id: storm, clauses: ["1.1"], when: { fact: most, operator: equal, value: 0 }, then: { outcome: stays } }`,
  });
  const fair = await decide(tabled, { facts: { wind: 7 } });
  const told = tellCoverage(tabled, coverageOf(tabled, [run('It is fair', [fair])]));
  assert.match(told, /^1\.2 +\S+ +table most, row 1 +1\n +table most, row 2 +0$/m);
});

describe('A rule counts as deciding', () => {
  test('where a recorded decision says that it stood, and not where it was asked about something else', () => {
    const { rules } = coverageOf(edition, [...both, run('A repair', [elsewhere]), run('Nothing asked', [])]);
    assert.deepEqual(rules, [
      {
        decision: 'hire',
        rule: 'fair',
        clauses: ['1.1'],
        decides: ['It is fair'],
        decidesNot: ['It storms'],
      },
      {
        decision: 'hire',
        rule: 'storm',
        clauses: ['1.2', '1.1'],
        decides: ['It storms'],
        decidesNot: ['It is fair'],
      },
    ]);
  });

  test('and as not deciding in the same scenario, where that has both decisions', () => {
    assert.deepEqual(findings(run('It storms', [calm, stormy])), ['reading-without-scenario R2']);
  });
});

describe('A clause', () => {
  const stateOf = (clause: string, ...runs: readonly ScenarioRun[]) =>
    coverageOf(edition, runs).clauses.find((one) => one.clause === clause);

  test('is covered where a rule that cites it decides in a scenario, and tells what else is pending', () => {
    const covered = stateOf('1.1', ...both);
    assert.equal(covered?.state, 'covered');
    assert.deepEqual(covered.pending, ['repair']);
    assert.deepEqual(
      covered.rules.map(({ rule }) => rule),
      ['fair', 'storm'],
    );
  });

  test('is uncovered where none does', () => {
    assert.equal(stateOf('1.2', run('It is fair', [calm]))?.state, 'uncovered');
  });

  test('decides nothing where its ledger row names no decision', () => {
    const statement = stateOf('1.3', ...both);
    assert.deepEqual([statement?.state, statement?.disposition], ['decides-nothing', 'statement']);
  });

  test('is pending where only decisions decide it that the edition lacks, and missing from the ledger is told so', () => {
    const row = edition.ledger.get('1.2');
    assert.ok(row !== undefined);
    const later = { ...edition, ledger: new Map([['1.2', { ...row, decisions: ['repair'] }]]) };
    const { clauses } = coverageOf(later, both);
    assert.deepEqual(
      clauses.map(({ clause, state, disposition }) => [clause, state, disposition]),
      [
        ['1.1', 'decides-nothing', 'missing'],
        ['1.2', 'pending', 'rule'],
        ['1.3', 'decides-nothing', 'missing'],
        ['1.4', 'decides-nothing', 'missing'],
      ],
    );
  });
});

describe('Coverage counts', () => {
  test('scenarios and the decisions recorded in them, failed ones too', () => {
    const { scenarios, decisions } = coverageOf(edition, [...both, run('It fails', [calm, stormy], false)]);
    assert.deepEqual([scenarios, decisions], [3, 4]);
  });
});

test('The table of coverage has its columns under each other, however long the ids of clauses are', () => {
  const coverage = coverageOf(edition, both);
  const long = coverage.clauses.map((one) => ({ ...one, clause: `Art. ${one.clause} al. 3 let. a` }));
  const lines = tellCoverage(edition, { ...coverage, clauses: long })
    .split('\n')
    .slice(2);
  const table = lines.slice(0, lines.indexOf(''));
  const at = table[0]?.indexOf('rule');
  assert.ok(table.length > 2);
  for (const line of table.slice(1)) assert.equal(line.indexOf('hire/'), at);
});
