import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { loadEditions } from '../../../src/decide/editions/load-editions.js';
import { parseInstant } from '../../../src/language/instants.js';
import { makeCompiledEvaluator } from '../../../src/engine/compiled/compiled-evaluator.js';
import { at, isRecord, startForTest } from '../service-under-test.js';

const loaded = await loadEditions(fileURLToPath(new URL('../../../rules', import.meta.url)));
assert.ok(loaded.code === 'loaded');
const { editions } = loaded;
/** Compiling schemas between two requests may take longer than a connection is kept. */
const alone = { connection: 'close' };

describe('/openapi.json', () => {
  it('types the answer of each decision as the edition declares it, and the service answers so', async (t) => {
    const service = await startForTest(t, { editions, makeEvaluator: makeCompiledEvaluator });
    const { json } = await service.get('/openapi.json');
    const ajv = new Ajv2020({
      strict: false,
      allErrors: true,
      formats: { 'date-time': (text: string) => parseInstant(text).ok },
      code: { optimize: false },
    });
    ajv.addSchema(json, 'openapi');
    const check = (path: string, value: unknown): string => {
      const validate = ajv.getSchema(`openapi#${path}`);
      assert.ok(validate !== undefined, path);
      return validate(value) === true ? '' : ajv.errorsText(validate.errors);
    };
    for (const edition of editions)
      for (const [decision, ruleSet] of edition.decisions) {
        const component = `/components/schemas/${decision}-answer`;
        const content = at(json, `paths./decide/${decision}.post.requestBody.content`);
        assert.ok(isRecord(content));
        const example = at(content['application/json'], 'example');
        assert.ok(isRecord(example));
        for (const way of ['preview', 'decide']) {
          const { json: answer } = await service.post(`/${way}/${decision}`, example, alone);
          assert.equal(check(component, answer), '', `${way} ${decision}`);
          assert.equal(check('/components/schemas/Decision', answer), '', `${way} ${decision}`);
          // What the edition does not declare is no answer of it.
          const { effects } = answer;
          assert.ok(isRecord(effects));
          assert.notEqual(check(component, { ...answer, effects: { ...effects, bonus: 1 } }), '', decision);
          assert.notEqual(check(component, { ...answer, outcome: 'perhaps' }), '', decision);
          assert.notEqual(check(component, { ...answer, outcome: 'unresolved' }), '', decision);
          for (const name of ruleSet.effects.keys()) {
            const { [name]: left, ...others } = effects;
            assert.ok(left !== undefined, `${decision} tells ${name}`);
            assert.notEqual(
              check(component, { ...answer, effects: others }),
              '',
              `${decision} without ${name}`,
            );
          }
        }
        const listed = {
          ...example,
          decision,
        };
        const inList = '/paths/~1decide/post/requestBody/content/application~1json/schema';
        assert.equal(check(inList, [listed]), '', `${decision} in a list`);
        assert.notEqual(check(inList, [{ ...listed, facts: { unheardOf: 1 } }]), '', `${decision} in a list`);
      }
  });

  it('lets a generated client read an amount by its name', async (t) => {
    const service = await startForTest(t, { editions, makeEvaluator: makeCompiledEvaluator });
    const { json } = await service.get('/openapi.json');
    const decided = at(json, 'components.schemas.refund-answer.oneOf.0.properties');
    assert.deepEqual(at(decided, 'effects.properties.amount.properties.minor'), { type: 'integer' });
    assert.deepEqual(at(decided, 'effects.required'), ['amount', 'periods', 'discretionaryUpTo']);
    assert.ok(isRecord(decided) && isRecord(decided['outcome']));
    assert.deepEqual(decided['outcome']['enum'], ['refundable', 'not-refundable', 'discretionary']);
    const asked = at(json, 'paths./decide/refund.post.responses.200.content');
    assert.ok(isRecord(asked));
    assert.deepEqual(asked['application/json'], { schema: { $ref: '#/components/schemas/refund-answer' } });
  });
});
