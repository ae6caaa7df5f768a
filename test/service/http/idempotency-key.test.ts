import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DecisionLog } from '../../../src/audit/store/decision-log.js';
import { KeyInUseError, NotRecordedError } from '../../../src/audit/store/failures.js';
import type { Gate } from '../../../src/service/http/gate.js';
import {
  assertOnce,
  codeOf,
  facts,
  isReplayed,
  ndjson,
  recordsOf,
  request,
  under,
} from '../../decide/once-stores.js';
import { at, memoryLog, startForTest } from '../service-under-test.js';

describe('a decision under an Idempotency-Key', () => {
  it('is refused where its key cannot be looked up, and made once that can be', async (t) => {
    const log = memoryLog();
    let once = (): ReturnType<DecisionLog['once']> => Promise.reject(new NotRecordedError('No connection.'));
    const { post } = await startForTest(t, { log: { ...log, once: () => once() } });
    assert.deepEqual(codeOf(await post('/decide/fine', request, under('k'))), [503, 'not-recorded']);
    assert.equal((await post('/decide/fine', request)).status, 200);
    once = () => Promise.resolve([]);
    assertOnce([await post('/decide/fine', request, under('k'))]);
  });

  it('is refused where clocks differ so much that its key is in use and its life over', async (t) => {
    let asked = 0;
    const append: DecisionLog['append'] = ({ once }) => {
      asked += 1;
      return Promise.reject(new KeyInUseError(once?.key ?? ''));
    };
    const { post } = await startForTest(t, { log: { ...memoryLog(), append } });
    assert.deepEqual(codeOf(await post('/decide/fine', request, under('k'))), [503, 'not-recorded']);
    assert.equal(asked, 3);
  });

  it('is told where its record is there, though its answer was in doubt', async (t) => {
    const log = memoryLog();
    const append: DecisionLog['append'] = async (entry) => {
      await log.append(entry);
      throw new NotRecordedError('The disk does not tell.', { code: 'in-doubt' });
    };
    const { post } = await startForTest(t, { log: { ...log, append } });
    assert.deepEqual(codeOf(await post('/decide/fine', request, under('k'))), [503, 'in-doubt']);
    const again = await post('/decide/fine', request, under('k'));
    assert.ok(again.status === 200 && isReplayed(again));
    assert.equal(await recordsOf(log), 1);
  });

  it('is each caller’s own', async (t) => {
    const gate: Gate = ({ headers }) => ({
      code: 'admitted',
      caller: { id: String(headers['x-api-key']), scopes: new Set(['decide']) },
    });
    const { post } = await startForTest(t, { gate });
    const replies = [];
    for (const caller of ['key:a', 'key:b', 'key:a'])
      replies.push(await post('/decide/fine', request, { ...under('k'), 'X-API-Key': caller }));
    assert.deepEqual(replies.map(isReplayed), [false, false, true]);
    assert.equal(replies[2]?.text, replies[0]?.text);
    assert.notEqual(replies[1]?.json['id'], replies[0]?.json['id']);
  });

  it('needs a key of 1 to 255 visible ASCII characters, bare or in quotes', async (t) => {
    const log = memoryLog();
    const { post } = await startForTest(t, { log });
    const refused = [
      '',
      ' ',
      '""',
      'a b',
      '"a b"',
      'k, k',
      '"open',
      '"',
      '"a";q=1',
      '"a\\b"',
      'é',
      'k'.repeat(256),
    ];
    for (const key of refused) {
      assert.deepEqual(
        codeOf(await post('/decide/fine', request, under(key))),
        [400, 'invalid-idempotency-key'],
        key,
      );
      assert.deepEqual(codeOf(await post('/decide', [], under(key))), [400, 'invalid-idempotency-key'], key);
      const streamed = await post('/decide', '', { ...ndjson, ...under(key) });
      assert.deepEqual(codeOf(streamed), [400, 'invalid-idempotency-key'], key);
    }
    assert.equal(await recordsOf(log), 0);
    const taken = ['k', 'k'.repeat(255), '8e03978e-40d5-43e8-bc93-6894a57f9324', 'a"b\\c', '!~'];
    for (const key of taken) {
      const bare = await post('/decide/fine', request, under(key));
      const quoted = key.replaceAll(/["\\]/g, '\\$&');
      assertOnce([bare, await post('/decide/fine', request, under(`"${quoted}"`))]);
    }
    assert.equal(await recordsOf(log), taken.length);
  });

  it('has nothing to do with a preview, which has no record', async (t) => {
    const { post } = await startForTest(t);
    await post('/decide/fine', request, under('k'));
    for (const key of ['k', 'no key'])
      assert.deepEqual(at((await post('/preview/fine', { facts }, under(key))).json, 'recorded'), false);
  });
});
