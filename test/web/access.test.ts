import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeApiKey } from '../../src/service/access/api-key.js';
import { openKeyFile } from '../../src/service/access/key-file.js';
import { assertAccessible, openBook, picture } from './support/book-in-browser.js';
import { twoEditions } from './support/two-editions.js';

test('where keys are on, the book asks for one, and reads with it', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'keys-'));
  t.after(() => rm(directory, { recursive: true }));
  const keysFile = join(directory, 'keys.json');
  const made = makeApiKey(
    { name: 'reader', scopes: ['decide'], createdAt: Date.now(), expiresAt: null },
    randomBytes,
  );
  await openKeyFile(keysFile).write([made.kept]);
  const book = await openBook(t, {
    editionsDirectory: await twoEditions(t),
    access: { keysFile, insecure: false, openMetrics: false },
  });
  const page = await book.open('/book/contract', { mayLog: /status of 40[13]/ });
  await page.getByText('Give a key to read this.').waitFor();
  await picture(page, 'access');
  await assertAccessible(page);
  await page.getByLabel('Key', { exact: true }).fill('nonsense');
  await page.getByRole('button', { name: 'Use this key' }).click();
  await page.getByText('The key was not accepted.').waitFor();
  await page.getByLabel('Key', { exact: true }).fill(made.text);
  await page.getByRole('button', { name: 'Use this key' }).click();
  await page.getByRole('heading', { level: 1, name: 'Boat Hire Terms' }).waitFor();
  await page.getByText('A boat stays in the harbour in a storm.').waitFor();
});
