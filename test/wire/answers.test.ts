import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startService } from '../../src/clausebook.js';
import type { ServiceOptions } from '../../src/clausebook-options.js';
import { at, isRecord } from '../service/service-under-test.js';
import { twoEditions } from '../web/support/two-editions.js';
import { bookAnswers, type BookRoute } from './book-answers.js';
import { makeClosed } from './closed.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Told {
  readonly status: number;
  readonly text: string;
  /** The JSON, or the JSON of each line. */
  readonly values: readonly unknown[];
  readonly value: unknown;
}

/** A service with all that it can serve, and what it answers. */
const serve = async (context: TestContext, options: Partial<ServiceOptions> = {}) => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'wire-'));
  const service = await startService({
    editionsDirectory: join(root, 'rules'),
    dataDirectory,
    ...options,
  });
  context.after(async () => {
    await service.close();
    await rm(dataDirectory, { recursive: true });
  });
  return async (path: string, { method, body, headers = {} }: Sent = {}): Promise<Told> => {
    const response = await fetch(service.url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      // Compiling schemas between two requests may take longer than a connection is kept.
      headers: { 'content-type': 'application/json', connection: 'close', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const lines = type.includes('ndjson') ? text.split('\n').filter((line) => line !== '') : [text];
    const values = type.includes('json') ? lines.map((line): unknown => JSON.parse(line)) : [];
    return { status: response.status, text, values, value: values[0] };
  };
};

const pointerTo = (...steps: readonly string[]): string =>
  steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const document = 'kommo-ai-agent-terms';
const edition = `${document}/2026-04-27`;

describe('what the service answers', () => {
  it('has just the members that /openapi.json names, at every address', async (t) => {
    const draftFolder = join(root, 'test/editions', document, '2027-01-01');
    const ask = await serve(t, { draftFolder });
    const openApi = (await ask('/openapi.json')).value;
    const closed = makeClosed(openApi as object);
    const paths = at(openApi, 'paths');
    assert.ok(isRecord(paths));
    const left = new Set(
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods as object).map((method) => `${method} ${path}`),
      ),
    );
    const check = async (route: string, address: string, sent: Sent = {}, status = 200): Promise<Told> => {
      const [method = '', path = ''] = route.split(' ');
      left.delete(route);
      const told = await ask(address, { method: method.toUpperCase(), ...sent });
      assert.equal(told.status, status, `${route}: ${told.text.slice(0, 500)}`);
      const type =
        told.text.startsWith('{') && told.values.length > 1 ? 'application/x-ndjson' : 'application/json';
      const media = status === 200 ? type : 'application/problem+json';
      for (const value of told.values)
        assert.equal(
          closed.wrongBy(
            pointerTo('paths', path, method, 'responses', String(status), 'content', media, 'schema'),
            value,
          ),
          '',
          `${route} ${address}`,
        );
      return told;
    };
    const exampleOf = (name: string): Readonly<Record<string, unknown>> => {
      const content = at(paths, `/decide/${name}.post.requestBody.content`);
      const example = isRecord(content) ? at(content['application/json'], 'example') : undefined;
      assert.ok(isRecord(example), name);
      return example;
    };
    const decisions = [...left].flatMap((route) => /^post \/decide\/(.+)$/.exec(route)?.[1] ?? []);
    assert.ok(decisions.length >= 5);
    for (const name of decisions) {
      await check(`post /preview/${name}`, `/preview/${name}`, { body: exampleOf(name) });
      await check(`post /ask/${name}`, `/ask/${name}`, { body: { ...exampleOf(name), facts: {} } });
      await check(`post /decide/${name}`, `/decide/${name}`, { body: { ...exampleOf(name), subject: 'a' } });
    }
    const refund = exampleOf('refund');
    const invalid = [{ clause: '6.1', authority: 'A court' }];
    const { value: decided } = await check('post /decide/refund', '/decide/refund', {
      body: { ...refund, invalid },
    });
    const id = String(at(decided, 'id'));
    assert.ok(at(decided, 'severed') !== undefined);
    await check('post /preview/refund', '/preview/refund', { body: { ...refund, facts: {} } }, 422);
    await check('post /decide/refund', '/decide/refund', { body: '{"facts"' }, 400);
    const acceptance = { acts: [{ kind: 'use', at: '2026-05-01T00:00:00Z' }] };
    await check('post /preview/refund', '/preview/refund', { body: { ...refund, acceptance } });

    const [one, other] = [exampleOf('assurance'), exampleOf('cancellation')];
    await check('post /decide', '/decide', {
      body: {
        ...one,
        decisions: ['assurance', 'cancellation'],
        facts: { ...(other['facts'] as object), ...(one['facts'] as object) },
      },
    });
    const items = [
      { ...refund, decision: 'refund' },
      { ...refund, decision: 'none' },
    ];
    const headers = { 'Idempotency-Key': 'one' };
    const listed = await check('post /decide', '/decide', { body: items, headers });
    assert.equal(at(listed.value, 'answers.0.status'), 200);
    await check('post /decide', '/decide', { body: items, headers });
    const lines = items.map((item) => JSON.stringify(item)).join('\n');
    await check('post /decide', '/decide', {
      body: lines,
      headers: { 'content-type': 'application/x-ndjson' },
    });

    await check('get /decisions', '/decisions?limit=3');
    await check('get /decisions', '/decisions?limit=none', {}, 400);
    await check('post /decisions/search', '/decisions/search', { body: { limit: 3 } });
    await check('post /decisions/search', '/decisions/search', { body: { limit: 0 } }, 400);
    await check('get /decisions/{id}', `/decisions/${id}`);
    await check('get /decisions/{id}', '/decisions/none', {}, 404);
    await check('get /decisions/{id}/trace', `/decisions/${id}/trace?format=json`);
    await check('get /decisions/{id}/letter', `/decisions/${id}/letter?format=json`);
    const chosen = { chosen: 'x', reason: 'y' };
    await check('post /decisions/{id}/choice', '/decisions/none/choice', { body: chosen }, 404);
    await check('get /decisions/{id}/receipt', `/decisions/${id}/receipt`, {}, 409);
    await check('post /checkpoints', '/checkpoints');
    await check('get /decisions/{id}/receipt', `/decisions/${id}/receipt`);
    await check('get /checkpoints', '/checkpoints');
    await check('get /checkpoints/key', '/checkpoints/key');
    await check('get /checkpoints/key', '/checkpoints/key?format=exe', {}, 400);
    await check('post /erasures', '/erasures', { body: { subject: 'a', reason: 'asked' } });
    await check('post /erasures', '/erasures', { body: {} }, 400);
    await check('get /editions', '/editions');
    const base = 'get /editions/{document}/{revision}';
    await check(base, `/editions/${edition}`);
    await check(`${base}/parameters`, `/editions/${edition}/parameters`);
    await check(`${base}/clauses`, `/editions/${edition}/clauses`);
    for (const clause of ['6.1', '6.3', '1.7'])
      await check(`${base}/clauses/{clause}`, `/editions/${edition}/clauses/${clause}`);
    await check('get /clauses/{document}/{clause}', `/clauses/${document}/6.1?asOf=2026-08-01T00:00:00Z`);
    for (const name of decisions) await check('get /facts/{decision}', `/facts/${name}`);
    const validity = { digest: 'x', kind: 'restored', reason: 'y', author: 'z' };
    await check(
      `post ${base.slice('get '.length)}/validity`,
      `/editions/${edition}/validity`,
      { body: validity },
      404,
    );
    await check('get /drafts', '/drafts');
    await check('get /metrics', '/metrics');
    await check('get /healthz', '/healthz');
    await check('get /readyz', '/readyz');
    await check('get /version', '/version');
    await check('get /.well-known/legal-context.json', '/.well-known/legal-context.json');
    const events = await ask('/events?cursor=beginning&follow=false&values=true');
    left.delete('get /events');
    const told = events.text.split('\n').filter((line) => line.startsWith('data: '));
    assert.ok(told.length > 5);
    for (const line of told)
      assert.equal(
        closed.wrongBy(
          pointerTo('paths', '/events', 'get', 'responses', '200', 'content', 'text/event-stream', 'schema'),
          JSON.parse(line.slice('data: '.length)),
        ),
        '',
        line,
      );
    assert.deepEqual([...left], []);
    // A member that the schema does not name would be seen.
    const decision = pointerTo('components', 'schemas', 'Decision');
    assert.equal(closed.wrongBy(decision, decided), '');
    assert.match(closed.wrongBy(decision, { ...(decided as object), more: 1 }), /additional properties/);
  });

  it('has just the members that src/wire defines, wherever the book asks', async (t) => {
    const ask = await serve(t);
    const between = await serve(t, { editionsDirectory: await twoEditions(t) });
    const closed = makeClosed(bookAnswers);
    const left = new Set(Object.keys(bookAnswers).filter((name) => name !== 'components'));
    const check = async (route: BookRoute, asking: Promise<Told>): Promise<Told> => {
      left.delete(route);
      const told = await asking;
      assert.ok(told.status === 200 || told.status === 201, `${route}: ${told.text.slice(0, 500)}`);
      assert.ok(told.values.length > 0, route);
      for (const value of told.values) {
        assert.equal(closed.wrongBy(pointerTo(route), value), '', route);
        // A member that the schema does not name is seen.
        assert.notEqual(closed.wrongBy(pointerTo(route), { ...(value as object), more: 1 }), '', route);
      }
      return told;
    };
    const openApi = (await ask('/openapi.json')).value;
    const content = at(openApi, 'paths./decide/refund.post.requestBody.content');
    const body = isRecord(content) ? at(content['application/json'], 'example') : undefined;
    const id = String(at((await ask('/decide/refund', { body })).value, 'id'));

    const contract = `/book-data/contract/${edition}`;
    await check('get /book-data/contract/:document/:revision', ask(contract));
    await check('get /book-data/contract/:document/:revision/scenarios', ask(`${contract}/scenarios`));
    await check(
      'get /book-data/contract/:document/:revision/scenarios/titles',
      ask(`${contract}/scenarios/titles`),
    );
    await check('get /book-data/contract/:document/:revision/glossary', ask(`${contract}/glossary`));
    await check('get /book-data/contract/:document/:revision/clauses', ask(`${contract}/clauses`));
    for (const clause of ['6.1', '6.3', '1.7', '19.3']) {
      await check(
        'get /book-data/contract/:document/:revision/clauses/:clause',
        ask(`${contract}/clauses/${clause}`),
      );
      await check(
        'get /book-data/contract/:document/:revision/clauses/:clause/scenarios',
        ask(`${contract}/clauses/${clause}/scenarios`),
      );
    }
    const digests = ((await between('/editions')).value as { editions: { digest: string }[] }).editions.map(
      ({ digest }) => digest,
    );
    const two = `left=${String(digests[0])}&right=${String(digests[1])}`;
    await check('get /book-data/difference', between(`/book-data/difference?${two}`));
    await check('get /book-data/difference/effect', between(`/book-data/difference/effect?${two}`));

    await check('get /book-data/log/counts', ask('/book-data/log/counts'));
    await check('post /book-data/log/counts', ask('/book-data/log/counts', { body: { clause: '6.3' } }));
    const exposure = 'get /book-data/log/exposure/:document/:revision';
    await check(exposure, ask(`/book-data/log/exposure/${edition}?newest=10`));
    await check('get /book-data/log/facts/:id', ask(`/book-data/log/facts/${id}`));
    await check('get /book-data/log/places/:id', ask(`/book-data/log/places/${id}`));
    for (const what of ['trace', 'along-time', 'turning', 'scenario'] as const)
      await check(`post /book-data/try/:decision/${what}`, ask(`/book-data/try/refund/${what}`, { body }));
    await check('get /book-data/try/:decision/starts', ask('/book-data/try/refund/starts'));

    const editions = (await ask('/editions')).value;
    const made = await check(
      'post /book-data/drafts',
      ask('/book-data/drafts', { body: { title: 'Another', digest: at(editions, 'editions.0.digest') } }),
    );
    const draft = `/book-data/drafts/${String(at(made.value, 'id'))}`;
    await check('get /book-data/drafts', ask('/book-data/drafts'));
    await check('get /book-data/drafts/:draft', ask(draft));
    const file = await check('get /book-data/drafts/:draft/files/:file', ask(`${draft}/files/refund.yaml`));
    const text = String(at(file.value, 'text'));
    await check(
      'put /book-data/drafts/:draft/files/:file',
      ask(`${draft}/files/refund.yaml`, {
        method: 'PUT',
        body: { text: text.replace('modality: must-not', 'modality: may') },
        headers: { 'If-Match': String(at(file.value, 'etag')) },
      }),
    );
    const own = await ask(`${draft}/files/own.feature`, {
      method: 'PUT',
      body: { text: 'Feature: Own\n' },
      headers: { 'If-None-Match': '*' },
    });
    await check(
      'delete /book-data/drafts/:draft/files/:file',
      ask(`${draft}/files/own.feature`, {
        method: 'DELETE',
        headers: { 'If-Match': String(at(own.value, 'etag')) },
      }),
    );
    await check('get /book-data/drafts/:draft/words', ask(`${draft}/words`));
    const checked = await check('post /book-data/drafts/:draft/check', ask(`${draft}/check`, { body: {} }));
    assert.ok(Array.isArray(at(checked.value, 'diagnostics')));
    const figures = {
      file: 'parameters.yaml',
      text: String(at((await ask(`${draft}/files/parameters.yaml`)).value, 'text')),
    };
    await check('post /book-data/drafts/:draft/form', ask(`${draft}/form`, { body: figures }));
    await check(
      'post /book-data/drafts/:draft/form',
      ask(`${draft}/form`, { body: { file: 'refund.yaml', text } }),
    );
    const dated = { from: '2099-01-01T00:00:00Z', published: '2098-01-01T00:00:00Z', value: 4 };
    const change = { kind: 'figure', parameter: 'abnormalMultiple', at: null, dated };
    await check('post /book-data/drafts/:draft/edit', ask(`${draft}/edit`, { body: { ...figures, change } }));
    await check('post /book-data/drafts/:draft/scenarios', ask(`${draft}/scenarios`, { body: {} }));
    await check('get /book-data/drafts/:draft/phrases', ask(`${draft}/phrases`));
    const typed = { text: 'Feature: a\n  Scenario: b\n    Given c\n' };
    await check(
      'post /book-data/drafts/:draft/typed-scenarios',
      ask(`${draft}/typed-scenarios`, { body: typed }),
    );
    await check('post /book-data/drafts/:draft/impact', ask(`${draft}/impact`, { body: {} }));
    const review = await check('get /book-data/drafts/:draft/review', ask(`${draft}/review`));
    const meant = { content: at(review.value, 'content') };
    const proposal = { ...meant, reason: 'So', by: 'Ann' };
    await check('post /book-data/drafts/:draft/proposal', ask(`${draft}/proposal`, { body: proposal }));
    const verdict = { ...meant, verdict: 'approved', by: 'Ben' };
    await check('post /book-data/drafts/:draft/review', ask(`${draft}/review`, { body: verdict }));
    const now = { content: at((await ask(`${draft}/review`)).value, 'content') };
    for (const place of ['readiness', 'publication'] as const)
      await check(`post /book-data/drafts/:draft/${place}`, ask(`${draft}/${place}`, { body: now }));
    await check('delete /book-data/drafts/:draft', ask(draft, { method: 'DELETE' }));
    assert.deepEqual([...left], []);
  });
});
