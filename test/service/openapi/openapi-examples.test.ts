import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Edition } from '../../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { loadEditions } from '../../../src/decide/editions/load-editions.js';
import { boatHire } from '../../support/boat-hire.js';
import { libraryEdition } from '../library-edition.js';
import { at, isRecord, startForTest } from '../service-under-test.js';

const editionsIn = async (folder: string): Promise<readonly Edition[]> => {
  const loaded = await loadEditions(fileURLToPath(new URL(folder, import.meta.url)));
  assert.ok(loaded.code === 'loaded');
  return loaded.editions;
};

const shipped = await editionsIn('../../../rules');
const forTests = await editionsIn('../../editions');
const fixtures = await editionsIn('../../edition/fixtures');

/** Sets of editions as a service may have them: each edition by itself, and all of several together. */
const served: readonly (readonly Edition[])[] = [
  ...[...shipped, ...forTests, ...fixtures, libraryEdition()].map((edition) => [edition]),
  [...shipped, ...forTests],
  [...shipped, libraryEdition({ decision: 'refund' })],
];

const nameOf = ({ identity }: Edition): string => `${identity.document}/${identity.revision}`;

describe('the examples of /openapi.json', () => {
  for (const editions of served)
    it(`are decided by the service that gives them: ${editions.map(nameOf).join(' and ')}`, async (t) => {
      const service = await startForTest(t, { editions, makeEvaluator: makeCompiledEvaluator });
      const { json } = await service.get('/openapi.json');
      const decisions = new Set(editions.flatMap((edition) => [...edition.decisions.keys()]));
      assert.ok(decisions.size > 0);
      for (const decision of decisions)
        for (const way of ['preview', 'decide']) {
          const content = at(json, `paths./${way}/${decision}.post.requestBody.content`);
          assert.ok(isRecord(content));
          const example = at(content['application/json'], 'example');
          assert.ok(isRecord(example), `${decision} has no example`);
          const reply = await service.post(`/${way}/${decision}`, example);
          assert.equal(reply.status, 200, `${way} ${decision} ${JSON.stringify(example)}: ${reply.text}`);
          assert.equal(reply.json['decision'], decision);
        }
    });

  it('pay in the currency that the contract knows', async (t) => {
    const edition = boatHire({
      facts: 'fee: { type: money }',
      constraints: `
- { holds: 'fee.currency = "JPY"', pointer: /fee, code: other-currency, message: Fees are in yen. }`,
      rules:
        '- { id: goes-out, when: { fact: fee.minor, operator: greaterThan, value: 0 }, then: { outcome: goes } }',
    });
    const service = await startForTest(t, { editions: [edition] });
    const { json } = await service.get('/openapi.json');
    const content = at(json, 'paths./decide/hire.post.requestBody.content');
    assert.ok(isRecord(content));
    assert.equal(at(content['application/json'], 'example.facts.fee.currency'), 'JPY');
  });

  it('is left out where no case of a decision can be found', async (t) => {
    const edition = boatHire({
      facts: 'wind: { type: integer, minimum: 0 }',
      constraints: `
- { holds: wind < 0, pointer: /wind, code: never, message: No wind is ever right. }`,
      rules: '- { id: calm, when: { fact: wind, operator: lessThan, value: 9 }, then: { outcome: goes } }',
    });
    const service = await startForTest(t, { editions: [edition] });
    const { json } = await service.get('/openapi.json');
    const content = at(json, 'paths./preview/hire.post.requestBody.content');
    assert.ok(isRecord(content) && isRecord(content['application/json']));
    assert.ok(!('example' in content['application/json']));
  });
});
