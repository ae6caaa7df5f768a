import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadEditions } from '../../../src/decide/editions/load-editions.js';
import { legalContext } from '../../../src/service/http/routes/legal-context-routes.js';

it('what everybody may know has no edition that takes effect later', async () => {
  const loaded = await loadEditions(fileURLToPath(new URL('../../../template/rules', import.meta.url)));
  assert.ok(loaded.code === 'loaded');
  const [edition] = loaded.editions;
  assert.ok(edition !== undefined);
  const { effectiveFrom, identity, title } = edition;
  const editions = { all: () => [edition] };
  assert.deepEqual(legalContext(editions, effectiveFrom - 1, true), {
    documents: [],
    openapi: '/openapi.json',
    mcp: '/mcp',
  });
  const { document, revision, digest } = identity;
  assert.deepEqual(legalContext(editions, effectiveFrom, false), {
    documents: [
      {
        document,
        title,
        editions: [
          {
            revision,
            digest,
            effectiveFrom: new Date(effectiveFrom).toISOString(),
            clauses: `/v1/editions/${document}/${revision}/clauses`,
          },
        ],
      },
    ],
    openapi: '/openapi.json',
  });
});
