import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { loadEditions } from '../../src/decide/editions/load-editions.js';
import { libraryEdition } from './library-edition.js';
import { at, isRecord, startForTest } from './service-under-test.js';

const here = '/editions/library-rules/2026-01-01';

describe('the editions over HTTP', () => {
  it('are listed, and each is there with its decisions and readings', async (t) => {
    const service = await startForTest(t);
    const { json } = await service.get('/editions');
    const { identity } = libraryEdition();
    assert.deepEqual(json['editions'], [
      {
        ...identity,
        title: 'Library rules',
        effectiveFrom: '2026-01-01T00:00:00.000Z',
        zone: 'UTC',
        clauses: 2,
        personal: ['borrower'],
        decisions: ['fine'],
        inEffectUntil: null,
        published: false,
      },
    ]);
    assert.deepEqual([json['releases'], json['failure']], [[], null]);
    const edition = (await service.get(here)).json;
    assert.equal(edition['digest'], identity.digest);
    assert.deepEqual(at(edition, 'decisions.0.rules'), ['late-items-cost', 'nothing-is-due']);
    assert.equal(at(edition, 'readings.0.taken'), 'after the day');
    assert.equal((await service.get('/editions/library-rules/1999')).json['code'], 'unknown-edition');
  });
  it('give their clauses with words, and each clause with all that rests on it', async (t) => {
    const service = await startForTest(t);
    const clauses = (await service.get(`${here}/clauses`)).json['clauses'];
    assert.deepEqual(at(clauses, '0'), { id: '1.1', words: 'Loans are free.', disposition: 'rule' });
    const { json } = await service.get(`${here}/clauses/1.2`);
    assert.equal(json['words'], 'Late items cost a fine.');
    assert.equal(json['disposition'], 'rule');
    assert.deepEqual(json['rules'], [
      {
        decision: 'fine',
        id: 'late-items-cost',
        modality: 'must',
        outcome: 'due',
        because: 'The item came {daysLate} days late.',
        overrides: ['nothing-is-due'],
        readings: ['R1'],
      },
    ]);
    assert.equal(at(json, 'readings.0.id'), 'R1');
    assert.equal(at(json, 'parameters.0.parameter'), 'perDay');
    assert.equal((await service.get(`${here}/clauses/9.9(z)`)).json['code'], 'not-found');
  });
  it('give their parameters with dated values', async (t) => {
    const service = await startForTest(t);
    const { json } = await service.get(`${here}/parameters`);
    assert.equal(at(json, 'parameters.0.changedBy'), 'librarian');
    assert.deepEqual(at(json, 'parameters.0.values'), [
      { from: '2026-01-01T00:00:00.000Z', published: '2026-01-01T00:00:00.000Z', value: 10 },
    ]);
  });
});

describe('GET /facts/{decision}', () => {
  it('is the JSON Schema that its facts are held to', async (t) => {
    const service = await startForTest(t);
    const { json } = await service.get('/facts/fine');
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile({ ...json });
    assert.equal(validate({ daysLate: 1 }), true);
    assert.equal(validate({ daysLate: -1 }), false);
    assert.equal((await service.get('/facts/fine?revision=2026-01-01')).status, 200);
    assert.equal((await service.get('/facts/fine?revision=x')).json['code'], 'unknown-edition');
    assert.equal((await service.get('/facts/loan')).json['code'], 'unknown-decision');
    assert.equal((await service.get('/facts/fine?colour=x')).json['code'], 'invalid-request');
  });
});

describe('GET /facts/{decision} of an edition with several decisions', () => {
  it('marks the facts that the decision reads, and says why the others are taken', async (t) => {
    const loaded = await loadEditions(fileURLToPath(new URL('../edition/fixtures', import.meta.url)));
    assert.ok(loaded.code === 'loaded');
    const service = await startForTest(t, { editions: loaded.editions });
    for (const edition of loaded.editions)
      for (const [decision, { reads }] of edition.decisions) {
        const { json } = await service.get(`/facts/${decision}`);
        assert.ok(isRecord(json['properties']));
        assert.deepEqual(Object.keys(json['properties']), [...edition.facts.keys()]);
        for (const [name, property] of Object.entries(json['properties'])) {
          assert.ok(isRecord(property));
          const isRead = reads.some((read) => read.split(/[.[]/)[0] === name);
          assert.equal(property['x-reads'], isRead ? true : undefined, `${decision} ${name}`);
          const words = `(Not read by ${decision}; accepted so that several decisions can be asked together.)`;
          assert.equal(String(property['description']).endsWith(words), !isRead, `${decision} ${name}`);
        }
      }
  });
});

describe('GET /openapi.json', () => {
  it('has every path, and no reference to nothing', async (t) => {
    const service = await startForTest(t);
    const { json } = await service.get('/openapi.json');
    assert.match(String(json['openapi']), /^3\.1\./);
    assert.ok(isRecord(json['paths']));
    for (const path of [
      '/decide',
      '/decide/fine',
      '/preview/fine',
      '/decisions',
      '/decisions/{id}/trace',
      '/readyz',
    ])
      assert.ok(path in json['paths'], path);
    const references = [...JSON.stringify(json).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    assert.ok(references.length > 0);
    for (const path of references) assert.ok(isRecord(at(json, path.replaceAll('/', '.'))), path);
    const example = at(json['paths']['/preview/fine'], 'post.requestBody.content.application/json.example');
    assert.deepEqual(example, { asOf: '2026-01-01T00:00:00.000Z', facts: { daysLate: 0 } });
    assert.equal((await service.post('/preview/fine', example)).status, 200);
    assert.deepEqual(service.defects, []);
  });
});
