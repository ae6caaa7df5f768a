import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultLimits } from '../../../src/service/http/request/request-limits.js';
import { defaultDraftLimits } from '../../../src/service/drafts/draft.js';
import { startCounted, type WorkCounted } from './support/counted-service.js';

const { bodyLimitBytes } = defaultLimits;
/** Several stretches of a list, so that what is not done in stretches shows. */
const listBytes = 4 * bodyLimitBytes;

/** Parts until there are so many bytes, joined by commas. */
const many = (bytes: number, part: (nth: number) => string): string => {
  const parts: string[] = [];
  for (let length = 0; ;) {
    const next = part(parts.length);
    length += next.length + 1;
    if (length > bytes) return parts.join(',');
    parts.push(next);
  }
};
const room = bodyLimitBytes - 200;
const facts = (members: string): string => `{"facts":{${members}}}`;
const unknown = (bytes = room): string => many(bytes, (nth) => `"f${nth}":1`);
const item = (members: string): string => `{"decision":"refund",${facts(members).slice(1)}`;
const nested = (open: string, close: string, depth: number): string =>
  open.repeat(depth) + close.repeat(depth);
const hourMs = 60 * 60 * 1000;
/** As many entries as a history may have, of a fact that begins with some fields. */
const history = (fields: string): string => {
  const first = Date.parse('2026-01-01T00:00:00Z');
  const entries = Array.from(
    { length: 500 },
    (_, nth) => `{"from":"${new Date(first + nth * hourMs).toISOString().replace('.000', '')}",${fields}}`,
  );
  return `{${fields},"history":[${entries.join(',')}]}`;
};
const instants = many(room, () => '{"from":"2026-02-30T00:00:00Z","status":"active"}');

/** The worst of each kind for one decision. */
const single: Readonly<Record<string, string>> = {
  'unknown facts': facts(unknown()),
  'near misses of names': facts(many(room, (nth) => `"subscriptio${nth}":1`)),
  'unknown members': `{${unknown()},"facts":{}}`,
  'a long name': facts(`"${'a'.repeat(room)}":1`),
  'a long text': facts(`"purpose":"${'a'.repeat(room)}"`),
  escapes: facts(`"purpose":"${'\\u0000'.repeat(room / 6)}"`),
  'a member twice at the end': facts(`${unknown()},"f1":1`),
  'a member twice in depth': facts(
    `"a":${nested('[', ']', 60).replace('[]', `[${many(room - 200, () => '{"a":1}')},{"a":1,"a":1}]`)}`,
  ),
  'no JSON at its end': `${facts(unknown())}x`,
  blanks: `{"facts":${' \n'.repeat(room / 2)}{}x}`,
  'records in records': facts(`"subscription":[${many(room, () => '{"a":{"b":{"c":1}}}')}]`),
  'empty records': facts(`"subscription":[${many(room, () => '{}')}]`),
  'lists in lists': facts(`"subscription":[${many(room, () => nested('[', ']', 60))}]`),
  numbers: facts(`"subscription":[${many(room, () => '1')}]`),
  'a number': facts(`"subscription":${'9'.repeat(room)}`),
  'two histories': `{"asOf":"2026-05-01T00:00:00Z",${facts(
    `"subscription":${history('"status":"active","paid":true')},"access":${history('"status":"active"')}`,
  ).slice(1)}`,
  'a list that is too long': facts(`"subscription":{"history":[${many(room, () => '{}')}]}`),
  'a list of wrong instants': facts(`"subscription":{"history":[${instants}]}`),
  'wrong types': facts(many(room, (nth) => `"f${nth}":{"a":[1,null,"x"]}`)),
  'one item with unknown fields': facts(`"subscription":{"history":[{${unknown()}}]}`),
  acts: `{"facts":{},"acceptance":{"acts":[${many(room, () => '{"kind":"use","at":"2026-01-01T00:00:00Z"}')}]}}`,
  'invalid clauses': `{"facts":{},"invalid":[${many(room, (nth) => `{"clause":"${nth}"}`)}]}`,
  'a long asOf': `{"facts":{},"asOf":"${'2'.repeat(room)}"}`,
  'a long subject': `{"facts":{},"subject":"${'s'.repeat(room)}"}`,
  'a long edition': `{"facts":{},"edition":{"revision":"${'2'.repeat(room)}"}}`,
};
const lists: Readonly<Record<string, string>> = {
  'one item': `[${item(unknown(listBytes))}]`,
  'items with unknown facts': `[${Array.from({ length: 4 }, () => item(unknown(room - 100))).join(',')}]`,
  'small items': `[${many(listBytes, () => item('"a":1'))}]`,
  'no items': `[${many(listBytes, () => '1')}]`,
  blanks: `[${' '.repeat(listBytes)}]`,
  'line ends, and no JSON': `[${'\n'.repeat(listBytes)}x`,
  'an open text': `["${'a'.repeat(listBytes)}`,
  depth: '['.repeat(listBytes),
  'records without end': '[{"a":'.repeat(listBytes / 6),
  'several decisions': `{"decisions":["refund"],${facts(unknown(listBytes)).slice(1)}`,
};
const lines: Readonly<Record<string, string>> = {
  'unknown facts': `${item(unknown(room - 100))}\n`.repeat(4),
  'blank lines': '\n'.repeat(listBytes / 4),
  'lines of one character': '1\n'.repeat(2000),
  'a line without end': 'x'.repeat(listBytes),
};

const { fileBytes } = defaultDraftLimits;
/** The worst that a file of a draft may say. */
const contents: Readonly<Record<string, string>> = {
  'short lines': 'a\n'.repeat(fileBytes / 8),
  'a long line': 'a'.repeat(fileBytes - 10),
  brackets: '['.repeat(10_000),
  expressions: `definitions:\n${'  - { name: a, value: "(((((1+1)))))" }\n'.repeat(2000)}`,
  patterns: `facts:\n${'  a: { type: text, pattern: "(a+)+$" }\n'.repeat(1000)}`,
};

/** So much takes less than 50 ms, also where the machine is slow. */
const mostBlocks = 1_500_000;
const mostCharacters = 3 * bodyLimitBytes;
const mostAnswered = 64 * 1024;
/** Of each item of a list or stream. */
const mostAnsweredOfItem = 10 * 1024;

interface Sent extends Omit<RequestInit, 'headers'> {
  readonly headers?: Readonly<Record<string, string>>;
}

describe('whatever one request within the limits asks', () => {
  it('the service does not much of it in one turn of its event loop', async (t) => {
    const service = await startCounted(t);
    const failures: string[] = [];
    const asked = async (
      name: string,
      address: string,
      { headers = {}, ...init }: Sent = {},
      { answered = mostAnswered, characters = mostCharacters } = {},
    ): Promise<readonly [WorkCounted, Response, string]> => {
      const [work, [response, text]] = await service.counting(async () => {
        const got = await fetch(service.url + address, {
          ...init,
          headers: { 'Content-Type': 'application/json', ...headers },
        });
        return [got, await got.text()] as const;
      });
      const isTooMuch = text.length > answered || work.blocks > mostBlocks || work.characters > characters;
      if (response.status >= 500 || isTooMuch)
        failures.push(`${name}: ${response.status}, ${text.length} characters; ${JSON.stringify(work)}`);
      return [work, response, text];
    };
    const post = (
      name: string,
      address: string,
      body = '',
      headers: Readonly<Record<string, string>> = {},
      items = 0,
    ) =>
      asked(
        name,
        address,
        { method: 'POST', body, headers },
        { answered: mostAnswered + items * mostAnsweredOfItem },
      );
    // What is loaded and made when it is first needed is made once, and for all; in how many turns its modules come depends on the machine.
    const first = async (address: string, body: string): Promise<void> => {
      const headers = { 'Content-Type': 'application/json' };
      await (await fetch(service.url + address, { method: 'POST', headers, body })).text();
    };
    for (const address of ['/decide/refund', '/preview/refund']) await first(address, facts('"a":1'));
    await first('/decide', `[${item('"a":1')}]`);
    for (const [name, body] of Object.entries(single)) {
      assert.ok(body.length <= bodyLimitBytes, name);
      await post(name, '/decide/refund', body);
    }
    const key = { 'Idempotency-Key': 'k'.repeat(255) };
    await post('a key', '/decide/refund', single['unknown facts'], key);
    await post('a key for records in records', '/decide/refund', single['records in records'], key);
    await post('a key for a list', '/decide', lists['items with unknown facts'], key);
    await post(
      'rejected readings',
      '/preview/refund',
      `{"facts":{},"readings":{${many(room, (nth) => `"R${nth}":"rejected"`)}}}`,
    );
    for (const [name, body] of Object.entries(lists)) await post(`a list: ${name}`, '/decide', body, {}, 8);
    const ndjson = { 'Content-Type': 'application/x-ndjson' };
    for (const [name, body] of Object.entries(lines))
      await post(`lines: ${name}`, '/decide', body, ndjson, (body.match(/.\n/g) ?? []).length);
    for (const address of [
      `/decisions?cursor=${'c'.repeat(15_000)}`,
      `/decisions?${many(15_000, (nth) => `a${nth}=1`).replaceAll(',', '&')}`,
      `/decide/${'%61'.repeat(5000)}`,
      `/decisions/${'d'.repeat(15_000)}`,
    ])
      await asked(address.slice(0, 30), address);
    await post('an erasure', '/erasures', `{"subject":"s","reason":"r",${unknown()}}`);

    // What a draft says is worked on in threads, which are not counted.
    const editions = (await (await fetch(`${service.url}/editions`)).json()) as {
      readonly editions: readonly [{ readonly digest: string }];
    };
    const [{ digest }] = editions.editions;
    const release = { answered: 4_000_000, characters: 6_000_000 };
    const of = (body: unknown): Sent => ({ method: 'POST', body: JSON.stringify(body) });
    await first('/book-data/drafts', JSON.stringify({ title: 'first', digest }));
    const [, , made] = await asked('a draft', '/book-data/drafts', of({ title: 'x', digest }), release);
    const draft = `/book-data/drafts/${(JSON.parse(made) as { readonly id: string }).id}`;
    for (const [name, text] of Object.entries(contents)) {
      const put = { method: 'PUT', headers: { 'If-None-Match': '*' }, body: JSON.stringify({ text }) };
      const file = `${draft}/files/${name.replaceAll(' ', '-')}.yaml`;
      await asked(`${name}, kept`, file, put, release);
    }
    await asked('checked', `${draft}/check`, of({}), release);
    await asked('a patch', `${draft}/patch`, {}, release);
    await asked('the drafts', '/book-data/drafts', {}, release);
    await asked('the draft', draft, {}, release);

    const [worst] = await post('unknown facts again', '/decide/refund', single['unknown facts']);
    assert.deepEqual(failures, []);
    // In all turns together: on a slow machine it is done in more of them.
    assert.ok(worst.allBlocks > bodyLimitBytes / 10, `it counts: ${JSON.stringify(worst)}`);
  });
});
