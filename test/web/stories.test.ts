import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { libraryEditions } from '../cli/support/call.js';
import { lateItems, phrases } from '../scenarios/support/late-items.js';
import { assertAccessible, openBook, picture } from './support/book-in-browser.js';

/** The library with its scenarios, its log and its drafts in files. */
const library = async (context: TestContext) => {
  const directory = await mkdtemp(join(tmpdir(), 'clausebook-stories-'));
  context.after(() => rm(directory, { recursive: true, force: true }));
  const folder = join(directory, 'features', 'library-lending');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'phrases.yaml'), phrases);
  await writeFile(join(folder, '03-late.feature'), lateItems);
  return {
    editionsDirectory: libraryEditions,
    featuresDirectory: join(directory, 'features'),
    dataDirectory: join(directory, 'data'),
  };
};

/** A slow mobile network: 300 ms there and back, 60 kB a second. */
const slowed = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 300, downloadThroughput: 60_000, uploadThroughput: 30_000 },
  });
};

/** What the console may say while the service is away, and of an edition without letters. */
const mayLog = /ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_SOCKET|status of 404|preload|dynamically imported/;

test('a lawyer, a product manager, a support agent and an auditor work from start to end, though the service stops in their midst', async (t) => {
  const book = await openBook(t, await library(t));
  const { id } = (await book.post('/decide/fee', {
    asOf: '2025-07-01T12:00:00Z',
    facts: {
      copy: { price: { minor: 2500, currency: 'EUR' } },
      loan: { handedOutAt: '2025-06-01T10:00:00Z', returnedAt: '2025-06-24T10:00:00Z' },
    },
    subject: 'member-7',
  })) as { readonly id: string };
  const lawyer = await book.open('/book/contract/library-lending', { mayLog });
  const manager = await book.open('/book/drafts', { mayLog });
  const agent = await book.open('/book/try/library-lending/fee', { width: 390, height: 844, mayLog });
  const auditor = await book.open('/book/decisions', { mayLog });
  const answer = agent.getByRole('region', { name: 'Answer' });
  for (const page of [lawyer, manager, agent, auditor]) page.setDefaultTimeout(20_000);

  await t.test('they begin: by keyboard, and on a phone with a slow network', async () => {
    await lawyer.locator('[id="clause-3.1"] .clause-number').press('Enter');
    await lawyer
      .getByRole('complementary', { name: 'Clause 3.1' })
      .getByRole('heading', { name: 'Rules' })
      .waitFor();
    await manager.getByLabel('What is it for?').fill('A dearer day');
    await manager.keyboard.press('Enter');
    await manager.getByRole('radio', { name: 'YAML' }).click();
    await manager.locator('.cm-content').waitFor();
    await slowed(agent);
    await agent.getByRole('textbox', { name: /^Returned at/ }).fill('2025-06-24T10:00');
    await answer.getByText('EUR 0.60', { exact: true }).waitFor();
    await auditor.getByRole('link', { name: 'Fee', exact: true }).waitFor();
  });

  await t.test('while the service is stopped each is told, and nothing that is typed is lost', async () => {
    await book.away(async () => {
      await lawyer.getByRole('link', { name: 'Readings', exact: true }).press('Enter');
      await lawyer.getByText('A part of the book could not be loaded.').waitFor();
      await manager.locator('.cm-content').click();
      await manager.keyboard.press('Control+f');
      await manager.getByRole('textbox', { name: 'Find' }).fill('minor: 30,');
      await manager.getByRole('textbox', { name: 'Replace' }).fill('minor: 40,');
      await manager.getByRole('button', { name: 'replace all' }).click();
      await manager.keyboard.press('Escape');
      await manager.getByText('Not saved', { exact: true }).waitFor();
      await agent.getByRole('textbox', { name: /^Returned at/ }).fill('2025-06-25T10:00');
      await agent.getByText('The service is not reached.').waitFor();
      // What was decided of the case before does not stand there as if it were of this one.
      assert.equal(
        await answer
          .locator('xpath=self::*[not(contains(@class, "of-before"))]')
          .getByText('EUR 0.60', { exact: true })
          .count(),
        0,
      );
      await auditor.getByLabel('Subject').fill('member-7');
      await auditor.keyboard.press('Enter');
      await auditor.getByText('The service is not reached.').waitFor();
      await picture(agent, 'story-agent-away', true);
    });
  });

  await t.test('the lawyer goes on to the copy for signature', async () => {
    await lawyer.getByRole('heading', { level: 1, name: /Readings|Lending/ }).waitFor();
    await lawyer.getByText('R1', { exact: true }).first().waitFor();
    await lawyer.goto(`${book.url}/book/sign-off/library-lending`);
    await lawyer.getByRole('heading', { name: 'Signatures' }).waitFor();
    await lawyer
      .getByText(/sha256:/)
      .first()
      .waitFor();
    await assertAccessible(lawyer);
  });

  await t.test('the product manager’s figure is saved, breaks a scenario, and is taken home', async () => {
    await manager.getByText('Saved in the draft').waitFor();
    await manager.getByRole('tab', { name: 'Scenarios' }).click();
    await manager.getByRole('button', { name: 'Run the scenarios' }).press('Enter');
    await manager.getByText('1 scenario breaks').waitFor();
    const [download] = await Promise.all([
      manager.waitForEvent('download'),
      manager.getByRole('button', { name: 'Download the patch' }).press('Enter'),
    ]);
    assert.match(await readFile(await download.path(), 'utf8'), /^\+.*minor: 40/m);
  });

  await t.test('the support agent’s case is decided, recorded, and kept in the draft', async () => {
    await answer.getByText('EUR 0.90', { exact: true }).waitFor();
    await agent.getByRole('button', { name: 'Keep as a scenario' }).click();
    await agent.getByText(/Kept in A dearer day/).waitFor();
    await agent.getByText('Record this decision').click();
    await agent.getByLabel('Whom it is about (optional)').fill('member-8');
    await agent.getByRole('button', { name: 'Record it' }).click();
    await agent.getByText('Recorded as').waitFor();
    await assertAccessible(agent);
    await picture(agent, 'story-agent', true);
    await manager.getByRole('button', { name: 'Run the scenarios' }).press('Enter');
    await manager.getByText('2 scenarios break').waitFor();
    await manager.getByText('of the draft', { exact: true }).waitFor();
  });

  await t.test(
    'the auditor finds the decision, which is the same to the byte, and the one that was recorded since',
    async () => {
      await auditor.getByText('1 decision recorded that fit').waitFor();
      await auditor.getByRole('link', { name: 'Fee', exact: true }).press('Enter');
      await auditor.waitForURL(new RegExp(id));
      await auditor.getByText('the same, to the byte').waitFor();
      await auditor.getByText('Record 1 of 2').waitFor();
      await auditor.getByRole('searchbox').fill('member-8');
      await auditor.keyboard.press('Enter');
      await auditor
        .getByRole('region', { name: 'In the log' })
        .getByRole('link', { name: /^Fee/ })
        .press('Enter');
      await auditor.getByText('Record 2 of 2').waitFor();
      await assertAccessible(auditor);
    },
  );
});
