import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NotRecordedError } from '../../src/audit/store/failures.js';
import type { Edition } from '../../src/edition/model/edition.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { engines } from '../../src/engine/engines.js';
import { makeDecide, makePreview } from '../../src/decide/decide.js';
import { makeEvaluators } from '../../src/decide/evaluate.js';
import { makeEditions } from '../../src/decide/editions/editions.js';
import { libraryEdition } from '../service/library-edition.js';
import { memoryLog, now } from '../service/service-under-test.js';

const library = libraryEdition();
const other: Edition = { ...library, identity: { ...library.identity, digest: `sha256:${'5'.repeat(64)}` } };
const request = { facts: { daysLate: 3, borrower: 'Ada' }, asOf: now, subject: 'reader-7', edition: {} };

const partsWith = (makeEvaluator: Parameters<typeof makeEvaluators>[0]) => {
  let loads = 0;
  let ids = 0;
  const parts = {
    editions: makeEditions([library], {
      files: (digest) => Promise.resolve(digest === other.identity.digest ? other.files : undefined),
      load: () => {
        loads += 1;
        return Promise.resolve(other);
      },
    }),
    evaluators: makeEvaluators(makeEvaluator),
    clock: () => now,
    newId: () => `id-${(ids += 1)}`,
    log: memoryLog(),
  };
  return { parts, loads: () => loads };
};

describe('an answer without a record', () => {
  it('is made at once by the compiled evaluator, without a promise', () => {
    const { parts } = partsWith(makeCompiledEvaluator);
    const result = makePreview(parts)('fine', request);
    assert.ok(!(result instanceof Promise));
    assert.equal(result.code, 'decided');
    assert.equal(result.answer.recorded, false);
    const refused = makePreview(parts)('fine', { ...request, facts: {} });
    assert.ok(!(refused instanceof Promise));
    assert.equal(refused.code, 'invalid-facts');
  });

  it('is the same by the reference, which promises it', async () => {
    const compiled = await makePreview(partsWith(makeCompiledEvaluator).parts)('fine', request);
    const reference = makePreview(partsWith(engines.reference).parts)('fine', request);
    assert.ok(reference instanceof Promise);
    const result = await reference;
    assert.ok(result.code === 'decided' && compiled.code === 'decided');
    assert.equal(JSON.stringify(result.answer), JSON.stringify(compiled.answer));
  });

  it('waits for a release that must be read, once', async () => {
    const { parts, loads } = partsWith(makeCompiledEvaluator);
    const preview = makePreview(parts);
    const named = { ...request, edition: { digest: other.identity.digest } };
    const [first, second] = [preview('fine', named), preview('fine', named)];
    assert.ok(first instanceof Promise && second instanceof Promise);
    assert.deepEqual([(await first).code, (await second).code, loads()], ['decided', 'decided', 1]);
    assert.ok(!(preview('fine', named) instanceof Promise));
  });
});

describe('a recorded answer', () => {
  it('is given once the release was kept, also where that failed at first', async () => {
    const { parts } = partsWith(makeCompiledEvaluator);
    let kept = 0;
    const log = {
      ...parts.log,
      keepRelease: (release: Parameters<typeof parts.log.keepRelease>[0]) => {
        kept += 1;
        if (kept === 1) return Promise.reject(new NotRecordedError('The disk is full.'));
        return parts.log.keepRelease(release);
      },
    };
    const decide = makeDecide({ ...parts, log });
    assert.equal((await decide('fine', request)).code, 'not-recorded');
    for (const expected of [1, 2]) {
      const result = await decide('fine', request);
      assert.ok(result.code === 'decided');
      assert.equal((await parts.log.health()).records, expected);
    }
    assert.equal(kept, 2);
  });
});
