import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { libraryEdition } from '../service/library-edition.js';
import { startForTest } from '../service/service-under-test.js';
import { anyDecision, holdingFetch, holdTo } from './held-answers.js';

/** Asks a service by a `fetch` that holds what comes to a document without some of what the product's has. */
const asking = async (context: TestContext, from = '', to = '') => {
  const service = await startForTest(context);
  const document = JSON.stringify(anyDecision());
  assert.ok(document.includes(from));
  const altered = JSON.parse(document.replaceAll(from, to)) as object; // JSON of an object
  const held = holdingFetch(fetch, () => holdTo(altered));
  return async (path: string, init?: RequestInit): Promise<string> =>
    (await held(service.url + path, init)).text();
};

const preview = `/preview/${[...libraryEdition().decisions.keys()].join()}`;
const body = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"facts":{}}' };

describe('answers that are held to OpenAPI', () => {
  it('are as they were where they are as declared', async (t) => {
    const ask = await asking(t);
    assert.match(await ask('/healthz'), /ok/);
    assert.match(await ask(`/v1${preview}`, body), /invalid-facts/);
    assert.match(await ask('/no-such-address'), /not-found/);
    assert.match(await ask('/openapi.json'), /3\.1\.0/);
  });

  it('fail the test where a status is not declared, by address, status and error', async (t) => {
    const ask = await asking(t, '"422":', '"499":');
    await assert.rejects(ask(preview, body), {
      message:
        /^OpenAPI does not declare the answer of POST \/preview\/[\w-]+, 422: status 422 is not declared/,
    });
  });

  it('fail it where a content type is not', async (t) => {
    const ask = await asking(t, '"application/problem+json":', '"application/xml":');
    await assert.rejects(ask(preview, body), /is not declared for 422; there are application\/xml/);
  });

  it('fail it where a body has a member that is not, or lacks one', async (t) => {
    const ask = await asking(t, '"detail":', '"details":');
    await assert.rejects(ask(preview, body), /422: answer must NOT have additional properties/);
    await assert.rejects(ask('/no-such-address'), /404: answer must NOT have additional properties/);
  });

  it('fail it where an address is not, and answers anything but a problem', async (t) => {
    const ask = await asking(t, '"/healthz":', '"/health":');
    await assert.rejects(ask('/healthz'), /GET \/healthz, 200: no such address is declared/);
  });
});
