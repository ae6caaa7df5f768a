import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { libraryEditions } from '../cli/support/call.js';
import { lateItems, phrases } from '../scenarios/support/late-items.js';
import { assertAccessible, openBook, picture, settled } from './support/book-in-browser.js';

const examples = fileURLToPath(new URL('../../examples/rules', import.meta.url));

/** The library's editions and scenarios, and a contract that has tables. */
const contracts = async (context: TestContext) => {
  const directory = await mkdtemp(join(tmpdir(), 'clausebook-pages-'));
  context.after(() => rm(directory, { recursive: true, force: true }));
  const [editionsDirectory, featuresDirectory] = [join(directory, 'rules'), join(directory, 'features')];
  await cp(libraryEditions, editionsDirectory, { recursive: true });
  await cp(join(examples, 'metered-hosting'), join(editionsDirectory, 'metered-hosting'), {
    recursive: true,
  });
  const library = join(featuresDirectory, 'library-lending');
  await mkdir(library, { recursive: true });
  await writeFile(join(library, 'phrases.yaml'), phrases);
  await writeFile(join(library, '03-late.feature'), lateItems);
  return { editionsDirectory, featuresDirectory };
};

const late = {
  asOf: '2025-07-01T12:00:00Z',
  edition: { document: 'library-lending' },
  facts: {
    copy: { price: { minor: 2500, currency: 'EUR' } },
    loan: { handedOutAt: '2025-06-01T10:00:00Z', returnedAt: '2025-06-24T10:00:00Z' },
    hardship: [{ kind: 'illness', proven: true }],
  },
};

/** Where the links to what is open begin: of the room and of the file. */
const startsOfCurrent = `[...document.querySelectorAll('nav [aria-current]')].map((one) => Math.round(one.getBoundingClientRect().left))`;

/** A page, or a form of one. */
interface Place {
  readonly path: string;
  /** Waits for what the page is about, and opens its form. */
  readonly open: (page: Page) => Promise<void>;
}

test('every page and every form reads on a phone and at twice its size, light and dark', async (t) => {
  const book = await openBook(t, await contracts(t));
  const { id } = (await book.post('/decide/fee', { ...late, subject: 'member-7' })) as {
    readonly id: string;
  };
  const { editions } = (await (await fetch(`${book.url}/editions`)).json()) as {
    readonly editions: readonly { readonly document: string; readonly digest: string }[];
  };
  const draftOf = async (document: string): Promise<string> => {
    const digest = editions.find((one) => one.document === document)?.digest;
    const made = await fetch(`${book.url}/book-data/drafts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        title: `A draft of ${document} with a title that is long enough to be cut`,
        digest,
      }),
    });
    return `/book/drafts/${((await made.json()) as { readonly id: string }).id}`;
  };
  const [lending, hosting] = [await draftOf('library-lending'), await draftOf('metered-hosting')];
  const shows = (heading: string) => async (page: Page) =>
    page.getByRole('heading', { name: heading }).first().waitFor();
  const presses = (button: string, then: string) => async (page: Page) => {
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole('form', { name: then }).waitFor();
  };
  const tab = (name: string, button: string, then: RegExp) => async (page: Page) => {
    await page.getByRole('tab', { name }).click();
    await page.getByRole('button', { name: button }).click();
    await page.getByText(then).first().waitFor();
  };
  const places: Readonly<Record<string, Place>> = {
    contracts: { path: '/book/contract', open: shows('Metered Hosting Terms') },
    clause: {
      path: '/book/contract/library-lending#clause-3.1',
      open: async (page) => page.getByRole('complementary', { name: 'Clause 3.1' }).waitFor(),
    },
    readings: { path: '/book/readings/library-lending', open: shows('R1') },
    'sign-off': { path: '/book/sign-off/library-lending', open: shows('Signatures') },
    try: {
      path: '/book/try/library-lending/fee',
      open: async (page) => page.getByRole('button', { name: 'Keep as a scenario' }).waitFor(),
    },
    log: { path: '/book/decisions', open: async (page) => page.locator('.log-table').waitFor() },
    choice: {
      path: `/book/decisions/${id}`,
      open: async (page) => page.getByRole('form', { name: 'Record a choice' }).waitFor(),
    },
    search: {
      path: '/book/search?q=fee',
      open: async (page) => page.locator('.found-kind').first().waitFor(),
    },
    checkpoints: { path: '/book/checkpoints', open: shows('Checkpoints') },
    drafts: { path: '/book/drafts', open: shows('Kept drafts') },
    figures: {
      path: `${lending}/parameters.yaml`,
      open: presses('Another value', 'Fee per day from another date'),
    },
    rules: { path: `${lending}/fee.yaml`, open: presses('Change Late', 'Late, changed') },
    tables: {
      path: `${hosting}/cents-for-each.csv`,
      open: async (page) => page.locator('.table-grid').first().waitFor(),
    },
    scenarios: {
      path: lending,
      open: async (page) => {
        await page.getByRole('tab', { name: 'Scenarios' }).click();
        await page.getByRole('button', { name: 'Write a scenario' }).click();
        await page.getByRole('textbox', { name: 'Scenarios' }).waitFor();
      },
    },
    'scenarios run': { path: lending, open: tab('Scenarios', 'Run the scenarios', /pass$/) },
    impact: { path: lending, open: tab('Decisions', 'Decide them under the draft', /would change/) },
    editions: { path: '/book/editions', open: shows('Metered Hosting Terms') },
  };
  const page = await book.open('/book/nothing', { mayLog: /status of 404/ });
  for (const [name, { path, open }] of Object.entries(places)) {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.goto(book.url + path);
    await settled(page);
    await open(page);
    // At 1280 CSS pixels, twice the size leaves 640.
    for (const [width, colorScheme] of [
      [640, 'light'],
      [390, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await picture(page, `every-${name.replaceAll(' ', '-')}-${String(width)}`, true);
      await t.test(`${name}, ${String(width)} wide, ${colorScheme}`, async () => {
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width, 'nothing is wider');
        for (const start of await page.evaluate<readonly number[]>(startsOfCurrent))
          assert.ok(start >= 0 && start < width - 40, 'what is open is in sight in its row');
        await assertAccessible(page);
      });
    }
  }
});
