import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { startService } from '../../../src/index.js';
import { signCheckpoint, type Checkpoint } from '../../../src/audit/chain/checkpoint.js';
import { readVerifyingKeys } from '../../../src/audit/chain/signing-key.js';
import type { Receipt } from '../../../src/audit/receipt/receipt.js';
import { verifyReceipt } from '../../../src/audit/receipt/verify-receipt.js';
import { digestOfBytes, leafOf } from '../../../src/audit/tree/merkle.js';
import { canonical, sha256 } from '../../../src/language/canonical.js';
import { fillVerifyingPage } from '../../../src/web/decisions/evidence/fill-verifying-page.js';
import { newSigningKey } from '../../audit/support/signing.js';
import { lateReturn, libraryEditions } from '../support/call.js';

const repository = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const own = newSigningKey();
let folder = '';
let genuine: Receipt;
let pem = '';
let page: Parameters<typeof fillVerifyingPage>[0];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clausebook-verifiers-'));
  const service = await startService({
    editionsDirectory: libraryEditions,
    dataDirectory: join(folder, 'data'),
  });
  try {
    const ids: string[] = [];
    for (const subject of ['member 1', 'member 2', 'member 3']) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ facts: lateReturn, subject });
      const made = await fetch(`${service.url}/decide/fee`, { method: 'POST', headers, body });
      ids.push(((await made.json()) as { readonly id: string }).id); // as the service answers
    }
    await fetch(`${service.url}/checkpoints`, { method: 'POST' });
    const found = await fetch(`${service.url}/decisions/${ids[1] ?? ''}/receipt`);
    genuine = (await found.json()) as Receipt; // as the service answers
    pem = await (await fetch(`${service.url}/checkpoints/key?format=pem`)).text();
  } finally {
    await service.close();
  }
  page = {
    template: await readFile(repository('src/web/decisions/evidence/verify-page.html'), 'utf8'),
    forms: {
      receipt: await readFile(repository('schemas/receipt.schema.json'), 'utf8'),
      record: await readFile(repository('schemas/record.schema.json'), 'utf8'),
    },
  };
});
after(() => rm(folder, { recursive: true, force: true }));

/** What the page in a browser comes to: its script with elements that hold texts alone. */
const pageSays = async (text: string, key: string): Promise<boolean> => {
  const html = fillVerifyingPage(page, text, key);
  const textOf = (id: string): string => new RegExp(`id="${id}"[^>]*>([^<]*)<`).exec(html)?.[1] ?? '';
  const made = (textContent = '') => ({
    textContent,
    value: textContent,
    className: '',
    append: () => undefined,
    replaceChildren: () => undefined,
    addEventListener: () => undefined,
  });
  const elements = new Map<string, ReturnType<typeof made>>();
  const getElementById = (id: string) => {
    const one = elements.get(id) ?? made(textOf(id));
    elements.set(id, one);
    return one;
  };
  const script = /<script>([^]*)<\/script>/.exec(html)?.[1] ?? '';
  const world = { crypto, TextEncoder, atob, btoa, structuredClone, Intl };
  const document = { getElementById, createElement: () => made() };
  try {
    runInContext(script, createContext({ ...world, document, console }));
  } catch {
    return false; // the page is blank but for “Verifying …”
  }
  for (let tries = 0; tries < 2000; tries += 1) {
    const { className } = getElementById('verdict');
    if (className !== '') return className.endsWith('good');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  throw new Error('The page came to nothing.');
};

const scriptSays = async (text: string, key: string): Promise<boolean> => {
  const [receipt, keyFile] = [join(folder, 'receipt.json'), join(folder, 'key.pem')];
  await writeFile(receipt, text);
  await writeFile(keyFile, key);
  const { status, stderr } = spawnSync('python3', [repository('docs/verify_receipt.py'), receipt, keyFile], {
    encoding: 'utf8',
  });
  assert.ok(status === 0 || status === 1, stderr);
  return status === 0;
};

/** A receipt that this test's own key signed: of a log whose only record is that text. */
const signed = (body: string, head: object = {}): Receipt => {
  const hash = sha256(body);
  const root = digestOfBytes(leafOf(hash));
  const ends = { heads: [{ chain: null, sequence: 1, hash, root, ...head }] };
  const checkpoint = signCheckpoint(ends, { key: own, before: undefined, at: 0 });
  return { ...genuine, record: { body, open: {} }, proof: { index: 0, size: 1, path: [] }, checkpoint };
};
const bodyWith = (more: object, without: readonly string[] = []): string =>
  canonical(
    Object.fromEntries(
      Object.entries({ ...(JSON.parse(genuine.record.body) as object), sequence: 1, ...more }).filter(
        ([name]) => !without.includes(name),
      ),
    ),
  );

type Case = readonly [what: string, text: () => string];
const of =
  (change: (receipt: Receipt) => object): Case[1] =>
  () =>
    JSON.stringify(change(genuine));
const checkpointWith = (change: (checkpoint: Checkpoint) => object): Case[1] =>
  of((receipt) => ({ ...receipt, checkpoint: change(receipt.checkpoint) }));
const proofWith = (change: (proof: Receipt['proof']) => object): Case[1] =>
  of((receipt) => ({ ...receipt, proof: change(receipt.proof) }));

const genuineOnes: readonly Case[] = [
  ['as it came', of((receipt) => receipt)],
  ['with white space between its members', () => JSON.stringify(genuine, null, 2)],
  ['without a personal value', of((receipt) => ({ ...receipt, record: { ...receipt.record, open: {} } }))],
];

const refusedOnes: readonly Case[] = [
  ['with a name twice', () => JSON.stringify(genuine).replace('{', '{"format":"clausebook-receipt-1",')],
  ['with a name twice, inside', () => JSON.stringify(genuine).replace('"proof":{', '"proof":{"index":0,')],
  ['with a member more', of((receipt) => ({ ...receipt, note: 'x' }))],
  ['with a member more in the proof', proofWith((proof) => ({ ...proof, note: 'x' }))],
  [
    'with a member more in a clause',
    of((receipt) => ({ ...receipt, clauses: receipt.clauses.map((one) => ({ ...one, note: 'x' })) })),
  ],
  ['without its clauses', of((receipt) => ({ ...receipt, clauses: undefined }))],
  ['of another form', of((receipt) => ({ ...receipt, format: 'clausebook-receipt-2' }))],
  ['with a time stamp that is no base64', of((receipt) => ({ ...receipt, timestamp: 'not base64!' }))],
  ['at another place', proofWith((proof) => ({ ...proof, index: proof.index + 1 }))],
  ['at a place before the first', proofWith((proof) => ({ ...proof, index: -1 }))],
  ['of a larger tree', proofWith((proof) => ({ ...proof, size: proof.size + 1 }))],
  ['with a shorter path', proofWith((proof) => ({ ...proof, path: proof.path.slice(1) }))],
  ['with a longer path', proofWith((proof) => ({ ...proof, path: [...proof.path, sha256('x')] }))],
  [
    'with a path in other letters',
    proofWith((proof) => ({
      ...proof,
      path: proof.path.map((one) => `sha256:${one.slice(7).toUpperCase()}`),
    })),
  ],
  [
    'with a path without its names',
    proofWith((proof) => ({ ...proof, path: proof.path.map((one) => `SHA256:${one.slice(7)}`) })),
  ],
  ['at another time', checkpointWith((one) => ({ ...one, at: one.at.replace('20', '21') }))],
  ['with a member more in the checkpoint', checkpointWith((one) => ({ ...one, note: 'x' }))],
  [
    'with a head without its root',
    checkpointWith((one) => ({ ...one, heads: one.heads.map((head) => ({ ...head, root: undefined })) })),
  ],
  ['with a padded signature', checkpointWith((one) => ({ ...one, signature: `${one.signature}==` }))],
  [
    'with bits in the signature that say nothing',
    checkpointWith((one) => {
      const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const last = letters.indexOf(one.signature.slice(-1));
      return { ...one, signature: `${one.signature.slice(0, -1)}${letters[last + 1] ?? ''}` };
    }),
  ],
  [
    'with another record',
    of((receipt) => ({
      ...receipt,
      record: { ...receipt.record, body: receipt.record.body.replace('"fee"', '"fie"') },
    })),
  ],
  [
    'with another personal value',
    of((receipt) => ({
      ...receipt,
      record: {
        ...receipt.record,
        open: Object.fromEntries(
          Object.entries(receipt.record.open).map(([at, text]) => [at, text.replace('member', 'nobody')]),
        ),
      },
    })),
  ],
  [
    'with a personal value where there is none',
    of((receipt) => ({
      ...receipt,
      record: { ...receipt.record, open: { '/asOf': '["AAAAAAAAAAAAAAAAAAAAAA",1]' } },
    })),
  ],
  [
    'with a personal value that is no list',
    of((receipt) => ({ ...receipt, record: { ...receipt.record, open: { '/subject': '1' } } })),
  ],
  ['with another release', of((receipt) => ({ ...receipt, release: `${receipt.release} ` }))],
  ['with a clause less', of((receipt) => ({ ...receipt, clauses: receipt.clauses.slice(1) }))],
  [
    'with other words',
    of((receipt) => ({
      ...receipt,
      clauses: receipt.clauses.map((one) => ({ ...one, words: `${one.words}.` })),
    })),
  ],
  [
    'with the words of another clause',
    of((receipt) => {
      const files = JSON.parse(receipt.release) as Readonly<Record<string, unknown>>; // a receipt that came
      const text = Object.values(files).find((file) => typeof file === 'string' && /^- /m.test(file));
      const words = String(text)
        .split('\n')
        .find((line) => line.startsWith('- '))
        ?.slice(2);
      return { ...receipt, clauses: receipt.clauses.map((one) => ({ ...one, words })) };
    }),
  ],
];

/** What only who has the key can make: signed, and still no receipt of a decision. */
const signedOnes: readonly Case[] = [
  [
    'under a head that has no root',
    () =>
      JSON.stringify({
        ...signed(bodyWith({}), { root: undefined }),
        proof: { index: 0, size: 1, path: [sha256('x')] },
      }),
  ],
  ['of a record that is no decision', () => JSON.stringify(signed(bodyWith({}, ['decidedAt'])))],
  ['of a record with a member more', () => JSON.stringify(signed(bodyWith({ note: 'x' })))],
];

describe('the command, the script and the page that verify receipts', () => {
  const check = async ([, text]: Case, holds: boolean, key: () => string): Promise<void> => {
    const said = {
      command: verifyReceipt(text(), readVerifyingKeys(key())).code === 'genuine',
      script: await scriptSays(text(), key()),
      page: await pageSays(text(), key()),
    };
    assert.deepEqual(said, { command: holds, script: holds, page: holds });
  };
  for (const one of genuineOnes)
    it(`hold for genuine a receipt ${one[0]}`, () => check(one, true, () => pem));
  for (const one of refusedOnes) it(`refuse a receipt ${one[0]}`, () => check(one, false, () => pem));
  it('refuse a receipt that another key signed', () =>
    check(['', of((receipt) => receipt)], false, () => own.published.pem));
  it('hold for genuine a receipt of the only record of a log', () =>
    check(['', () => JSON.stringify(signed(bodyWith({})))], true, () => own.published.pem));
  for (const one of signedOnes)
    it(`refuse what is signed ${one[0]}`, () => check(one, false, () => own.published.pem));
});
