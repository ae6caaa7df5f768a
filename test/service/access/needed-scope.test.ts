import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { neededScope } from '../../../src/service/access/needed-scope.js';
import { exchange, parseAnswer, requestOf } from '../http/raw-http.js';
import { startForTest } from '../service-under-test.js';
import { openAccessForTest } from './access-under-test.js';

describe('what a request needs', () => {
  it('follows from the first part of its address, however the rest is written', () => {
    for (const [method, url, need] of [
      ['GET', '/healthz', 'open'],
      ['GET', '/healthz?x=/decisions', 'open'],
      ['GET', '/healthz/', 'open'],
      ['POST', '/decide/fine', 'decide'],
      ['GET', '/decisions', 'audit'],
      ['HEAD', '/decisions?subject=Zo%C3%AB', 'audit'],
      ['GET', '/decisions#x', 'audit'],
      ['POST', '/decisions/x/choice', 'choose'],
      ['POST', '/decisions/x/choice/?y', 'choose'],
      ['GET', '/decisions/x/choice', 'audit'],
      ['GET', 'http://host/decisions/1', 'audit'],
      ['GET', 'HTTPS://user@host:1/decisions', 'audit'],
      ['GET', '/DECISIONS', 'known'],
      ['GET', '//decisions', 'known'],
      ['GET', '/', 'open'],
      ['GET', '/?x', 'open'],
      ['GET', '/book', 'open'],
      ['GET', '/book/contract/a/b', 'open'],
      ['GET', '/books', 'known'],
      ['GET', '/book-data/contract/a/b', 'known'],
      ['GET', '/book-data/log/counts', 'audit'],
      ['GET', '/editions/a/b', 'known'],
      ['POST', '/editions/a/b', 'publish'],
      ['GET', '/book-data/drafts', 'draft'],
      ['GET', '/book-data/drafts?x', 'draft'],
      ['PUT', '/book-data/drafts/x/files/fee.yaml', 'draft'],
      ['GET', '/book-data/drafts/x/review', 'draft'],
      ['POST', '/book-data/drafts/x/review', 'approve'],
      ['POST', '/book-data/drafts/x/review/?a', 'approve'],
      ['POST', '/book-data/drafts/x/proposal', 'draft'],
      ['POST', '/book-data/drafts/x/readiness', 'draft'],
      ['POST', '/book-data/drafts/x/publication', 'publish'],
      ['POST', '/book-data/drafts/x/publication/', 'publish'],
      ['GET', '/\\decisions', 'untold'],
      ['GET', 'http:\\\\host\\decisions', 'untold'],
      ['GET', 'http://host', 'untold'],
      ['GET', '/decisions\u00a0', 'untold'],
      ['OPTIONS', '*', 'untold'],
      ['GET', '', 'untold'],
    ] as const)
      assert.equal(neededScope(method, url), need, `${method} ${url}`);
  });

  it('is not got round by an unusual spelling of an address: what may not read decisions reads none', async (t) => {
    const { gate, keys } = await openAccessForTest(t);
    const service = await startForTest(t, { gate });
    const facts = { daysLate: 3 };
    const headers = { Authorization: `Bearer ${keys.decide}` };
    const { json } = await service.post('/decide/fine', { facts }, headers);
    const id = String(json['id']);
    const targets = ['/decisions', `/decisions/${id}`, `/decisions/${id}/trace`].flatMap((path) => [
      path,
      `${path}/`,
      `${path}?`,
      `${path}?limit=1`,
      `${path}#`,
      `${path}#?x`,
      `/${path}`,
      `/.${path}`,
      `/healthz/..${path}`,
      `/x/..${path}`,
      `http://x${path}`,
      `http://healthz/..${path}`,
      `http://x@y${path}`,
      `http://x?@y${path}`,
      `https:/${path}`,
      `http:${path}`,
      `http:\\\\x${path}`,
      `\\${path}`,
      `/\\x${path}`,
      `http://x\\healthz${path}`,
      `http://x;${path}`,
      path.replace('decisions', 'd%65cisions'),
      path.replace('decisions', 'Decisions'),
      path.replace('/decisions', '\\decisions#'),
      path.replace('/decisions', '/%2e/decisions'),
      `${path}\u00a0`,
      `${path};x`,
      `${path}%00`,
    ]);
    for (const target of targets) {
      const answer = parseAnswer(await exchange(service.port, requestOf(`GET ${target}`, headers)));
      assert.doesNotMatch(answer.status, / 200 /, target);
      assert.ok(!answer.body.includes('outcome'), target);
    }
    // The same, by a caller who may, shows that some of them do reach decisions.
    const audit = { Authorization: `Bearer ${keys.audit}` };
    const reached = await Promise.all(
      targets.map(
        async (target) => parseAnswer(await exchange(service.port, requestOf(`GET ${target}`, audit))).status,
      ),
    );
    assert.ok(reached.filter((status) => status.includes(' 200 ')).length >= 12);
  });
});
