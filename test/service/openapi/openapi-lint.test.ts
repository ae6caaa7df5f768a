import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { loadEditions } from '../../../src/decide/editions/load-editions.js';
import { openApiOf } from '../../../src/service/openapi/openapi.js';

const config = await createConfig({ extends: ['recommended'] });

/** What Redocly’s linter calls an error in a document, with its place. */
const errorsIn = async (document: object): Promise<readonly string[]> => {
  const source = JSON.stringify(document);
  const found = await lintFromString({ source, absoluteRef: '/openapi.json', config });
  return found.flatMap(({ severity, ruleId, message, location: [place] }) =>
    severity === 'error' ? [`${ruleId} ${place?.pointer ?? ''}: ${message}`] : [],
  );
};

for (const folder of ['rules', 'examples/rules', 'template/rules'])
  it(`/openapi.json has no error for Redocly’s linter, with the editions in ${folder}`, async () => {
    const loaded = await loadEditions(fileURLToPath(new URL(`../../../${folder}`, import.meta.url)));
    assert.ok(loaded.code === 'loaded');
    const openApi = openApiOf(loaded.editions);
    assert.deepEqual(await errorsIn(openApi), []);
  });

it('and the linter sees what is wrong', async () => {
  const wrong = { ...openApiOf([]), paths: { 'decide/{id}': { get: { responses: { '200': {} } } } } };
  const errors = await errorsIn(wrong);
  assert.ok(errors.length > 0);
  assert.match(errors.join('\n'), /path/);
});
