import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isRecord, startForTest } from '../service-under-test.js';
import { openAccessForTest } from './access-under-test.js';

describe('/openapi.json and access control', () => {
  it('say the same of each address: whether it needs a credential, a scope, and whether what is asked is limited', async (t) => {
    const { gate, keys } = await openAccessForTest(t, { decisionsPerSecond: 1 });
    const service = await startForTest(t, { gate });
    const { json } = await service.get('/openapi.json');
    assert.ok(isRecord(json['paths']));
    const operations = Object.entries(json['paths']).flatMap(([path, item]) =>
      Object.entries(isRecord(item) ? item : {}).map(([method, operation]) => ({ path, method, operation })),
    );
    assert.ok(operations.length >= 20);
    for (const { path, method, operation } of operations) {
      assert.ok(isRecord(operation) && isRecord(operation['responses']));
      const address = path.replaceAll(/\{\w+\}/g, 'x');
      const ask = async (key?: string): Promise<number> => {
        const { status } = await service.send(address, {
          method: method.toUpperCase(),
          headers: {
            ...(method === 'post' ? { 'Content-Type': 'application/json' } : {}),
            ...(key === undefined ? {} : { 'X-API-Key': key }),
          },
          ...(method === 'post' ? { body: '{}' } : {}),
        });
        return status;
      };
      const told = (status: number): boolean => Object.hasOwn(operation['responses'] as object, status); // Looked at above.
      const name = `${method} ${path}`;
      const without = await ask();
      assert.equal(told(401), without === 401, `401 of ${name}`);
      assert.equal('security' in operation, without !== 401, `security of ${name}`);
      assert.equal(told(429), without === 401, `429 of ${name}`);
      assert.equal(told(503), without === 401 || path === '/readyz', `503 of ${name}`);
      // 403 is also what a page of another site gets, everywhere.
      const statuses = await Promise.all(Object.values(keys).map(ask));
      assert.equal(tellsForbidden(operation['responses']), statuses.includes(403), `403 of ${name}`);
      const limited = [...statuses, ...(await Promise.all(Object.values(keys).map(ask)))].includes(429);
      assert.equal(limited, without === 401, `whether ${name} is limited`);
    }
  });
});

const tellsForbidden = (responses: Readonly<Record<string, unknown>>): boolean =>
  JSON.stringify(responses['403']).includes('"forbidden"');
