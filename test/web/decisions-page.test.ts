import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readVerifyingKeys } from '../../src/audit/chain/signing-key.js';
import { verifyReceipt } from '../../src/audit/receipt/verify-receipt.js';
import {
  assertAccessible,
  openBook,
  picture,
  settled,
  type BookInBrowser,
} from './support/book-in-browser.js';

const instant = '2026-08-15T12:00:00Z';
const factsOf = (plan: string, periods: number) => ({
  package: {
    id: 'P-1',
    kind: 'paid',
    plan,
    periods,
    startsAt: '2026-08-01T00:00:00Z',
    feePaid: { minor: 60_000, currency: 'USD' },
    creditsPerPeriod: 1000,
  },
  ground: 'changed-need',
});

/** Sixty refunds of six periods, and one of a single period that has started. */
const fill = async (book: BookInBrowser): Promise<string> => {
  const many = Array.from({ length: 60 }, (_, nth) => ({
    decision: 'refund',
    asOf: instant,
    facts: factsOf('multi-period', 6),
    subject: `customer-${nth % 2}`,
  }));
  await book.post('/decide', many);
  const refused = await book.post('/decide/refund', {
    asOf: instant,
    facts: factsOf('single-period', 1),
    subject: 'customer-2',
  });
  return (refused as { readonly id: string }).id; // a recorded decision has one
};

test('an auditor follows a decision to the words', async (t) => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'clausebook-book-'));
  const book = await openBook(t, { dataDirectory });
  t.after(() => rm(dataDirectory, { recursive: true }));
  const id = await fill(book);
  const page = await book.open('/book/decisions', { mayLog: /status of 409/ });
  const rows = page.locator('.log-table tbody tr');

  await t.test('the log tells how many there are, newest first, page by page', async () => {
    await page.getByText('61 decisions recorded').waitFor();
    await picture(page, 'decisions');
    assert.equal(await page.locator('.log-table caption').innerText(), 'Decisions, newest first');
    assert.equal(await rows.count(), 50);
    assert.match(await rows.first().innerText(), /customer-2/);
    await page.getByRole('button', { name: 'Show older decisions' }).click();
    await rows.nth(60).waitFor();
    await assertAccessible(page);
  });

  await t.test('counts lead to the decisions that they count, and back leads back', async () => {
    await page
      .getByRole('region', { name: 'Clauses' })
      .getByRole('button', { name: /Clause 6\.2/ })
      .click();
    await page.getByText('1 decision recorded that fit').waitFor();
    assert.match(page.url(), /clause=6\.2/);
    await page.goBack();
    await page.getByText('61 decisions recorded').waitFor();
    await page.getByRole('button', { name: 'by clause' }).click();
    await page.getByText('Citations of clauses for each hour').waitFor();
  });

  await t.test('a search stands in the address, but for the subject, which the browser keeps', async () => {
    await page.getByLabel('Subject', { exact: true }).fill('customer-1');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByText('30 decisions recorded that fit').waitFor();
    await page.getByLabel('Outcome', { exact: true }).selectOption('not-refundable');
    await page.getByText('No decision fits.').waitFor();
    assert.match(page.url(), /decisions\?outcome=not-refundable$/);
    await page.reload();
    await page.getByText('No decision fits.').waitFor();
    assert.equal(await page.getByLabel('Subject', { exact: true }).inputValue(), 'customer-1');
  });

  await t.test(
    'what is typed stays while a date or an outcome is chosen, and a date counts once it is whole',
    async () => {
      await page.getByLabel('Clause', { exact: true }).fill('6.3');
      await page.getByLabel('Outcome', { exact: true }).selectOption('');
      await page.getByLabel('Decided from (UTC)').focus();
      await page.keyboard.type('09152026');
      await page.waitForURL(/from=2026-09-15/);
      assert.doesNotMatch(page.url(), /clause=/);
      assert.equal(await page.getByLabel('Clause', { exact: true }).inputValue(), '6.3');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.waitForURL(/\?clause=6\.3&from=2026-09-15T00%3A00%3A00Z$/);
      await page.getByText('30 decisions recorded that fit').waitFor();
    },
  );

  await t.test('what fits is summed up, and saved as a table and as JSON', async () => {
    await page.goto(`${book.url}/book/decisions?subject=customer-1`);
    await page.waitForURL(`${book.url}/book/decisions`);
    await page.getByRole('button', { name: 'Sum up and export' }).press('Enter');
    const part = page.getByRole('region', { name: '30 decisions summed up' });
    await part.getByRole('row', { name: /Refund Amount USD 15,000\.00 30 decisions/ }).waitFor();
    await assertAccessible(page);
    await picture(page, 'log-export');
    const [table, json] = [page.waitForEvent('download'), 'Download as JSON'];
    await part.getByRole('button', { name: 'Download as CSV' }).press('Enter');
    const lines = (await readFile(await (await table).path(), 'utf8')).trimEnd().split('\r\n');
    assert.match(
      lines[0] ?? '',
      /^id,decided,asOf,decision,outcome,clauses,document,revision,subject,chosen,amount,amount currency/,
    );
    assert.equal(lines.length, 31);
    assert.match(
      lines[1] ?? '',
      /,refund,refundable,[^,]*,kommo-ai-agent-terms,2026-04-27,customer-1,,500\.00,USD/,
    );
    const saving = page.waitForEvent('download');
    await part.getByRole('button', { name: json }).press('Enter');
    const saved: unknown = JSON.parse(await readFile(await (await saving).path(), 'utf8'));
    assert.ok(Array.isArray(saved) && saved.length === 30);
  });

  await t.test('the log is searched by the instant that decisions are as of', async () => {
    await page.getByLabel('As of, from (UTC)').fill('2026-08-16');
    await page.waitForURL(/\?asOfFrom=2026-08-16T00%3A00%3A00Z$/);
    await page.getByText('No decision fits.').waitFor();
    await page.getByLabel('As of, from (UTC)').fill('2026-08-15');
    await page.getByText('30 decisions recorded that fit, as of the latest first').waitFor();
    await page.getByRole('table', { name: 'Decisions, as of the latest first' }).waitFor();
  });

  await t.test(
    'one line finds decisions by their subject and by how their id begins, and stands in no address',
    async () => {
      const line = page.getByRole('searchbox', { name: /^Find a clause/ });
      await line.fill('customer-2');
      await line.press('Enter');
      const found = page.getByRole('region', { name: 'In the log' });
      await found.getByRole('link', { name: 'Refund: not refundable' }).waitFor();
      assert.equal(page.url(), `${book.url}/book/search`);
      await assertAccessible(page);
      await picture(page, 'search-log');
      await found.getByRole('button', { name: /^These decisions in the log/ }).press('Enter');
      await page.getByText('1 decision recorded that fit').waitFor();
      assert.equal(page.url(), `${book.url}/book/decisions`);
      await line.fill('P-1');
      await line.press('Enter');
      await page
        .getByRole('region', { name: 'Decisions with “Package id” written so' })
        .getByRole('link', { name: 'All decisions' })
        .click();
      await page.getByText('61 decisions recorded that fit').waitFor();
      assert.equal(page.url(), `${book.url}/book/decisions?facts.package.id=P-1`);
      // Under one contract, what is found by a fact is of its editions too.
      await page.goto(`${book.url}/book/search?document=kommo-ai-agent-terms&q=P-1`);
      await page
        .getByRole('region', { name: 'Decisions with “Package id” written so' })
        .getByRole('link', { name: 'All decisions' })
        .click();
      await page.getByText('61 decisions recorded that fit').waitFor();
      assert.equal(
        page.url(),
        `${book.url}/book/decisions?document=kommo-ai-agent-terms&facts.package.id=P-1`,
      );
      await line.fill(id.slice(0, 30));
      await line.press('Enter');
      await page
        .getByRole('region', { name: 'Decisions whose id begins so' })
        .getByRole('link')
        .first()
        .click();
      await page.waitForURL(`${book.url}/book/decisions/${id}`);
      await page.getByRole('button', { name: 'customer-2' }).press('Enter');
      await page.getByText('1 decision recorded that fit').waitFor();
      assert.equal(page.url(), `${book.url}/book/decisions`);
    },
  );

  await t.test('a decision shows its clause lit up in the contract', async () => {
    await page.goto(`${book.url}/book/decisions/${id}`);
    await settled(page);
    await page.getByTestId('outcome').getByText('Not refundable').waitFor();
    const lit = page.locator('.excerpt-lit mark');
    await lit.first().waitFor();
    assert.ok(
      (await lit.allInnerTexts()).some((words) =>
        /^If the Customer purchases .* single Package Period/.test(words),
      ),
    );
    await page.locator('.fact', { hasText: 'Verified' }).getByText('assumed').waitFor();
  });

  await t.test('its place in the chain is verified, and it comes out the same', async () => {
    await page.getByText('Record 61 of 61').waitFor();
    await page.locator('.chain').getByText('verified', { exact: true }).waitFor();
    await page.getByText('the same, to the byte').waitFor();
    await page.getByRole('button', { name: 'Replay now' }).click();
    await page.getByText('the same, to the byte').waitFor();
    await assertAccessible(page);
    await picture(page, 'decision', true);
  });

  await t.test('it has a receipt once a checkpoint covers it, and says before who makes one', async () => {
    const side = page.getByRole('complementary', { name: 'About this record' });
    await side
      .getByText(
        /^No signed checkpoint covers it yet, so it has no receipt\. One is made by itself by \d.*scope audit\.$/,
      )
      .waitFor();
    assert.equal(await side.getByRole('button', { name: 'Download the receipt' }).count(), 0);
    await side.getByRole('button', { name: 'Make a checkpoint now' }).press('Enter');
    await side.getByText(/^Covered by the signed checkpoint of \d/).waitFor();
    const downloading = page.waitForEvent('download');
    await side.getByRole('button', { name: 'Download the receipt' }).click();
    const download = await downloading;
    assert.equal(download.suggestedFilename(), `receipt-${id}.json`);
    const pem = await (await fetch(`${book.url}/checkpoints/key?format=pem`)).text();
    const verified = verifyReceipt(await readFile(await download.path(), 'utf8'), readVerifyingKeys(pem));
    assert.equal(verified.code, 'genuine');
    await assertAccessible(page);
    await picture(page, 'decision-receipt', true);

    const saving = page.waitForEvent('download');
    await side.getByRole('button', { name: 'Download a page that proves it' }).press('Enter');
    const proof = join(dataDirectory, 'proof.html');
    await (await saving).saveAs(proof);
    const alone = await page.context().browser()?.newPage();
    assert.ok(alone !== undefined);
    await alone.context().setOffline(true);
    await alone.goto(`file://${proof}`);
    await alone.getByText('Genuine: it was recorded so by').waitFor();
    assert.equal(await alone.locator('#steps li').count(), 6);
    await alone.locator('mark').first().waitFor();
    await assertAccessible(alone);
    await picture(alone, 'proof-page', true);
    const other = (await readFile(proof, 'utf8')).replace(
      String.raw`\"outcome\":\"not-refundable\"`,
      () => String.raw`\"outcome\":\"refundable\"`,
    );
    await writeFile(proof, other);
    await alone.reload();
    await alone.getByText('Not genuine, or not with this key.').waitFor();
    await alone.getByText('Does not hold: The record stands under what was signed').waitFor();
    await alone.close();
  });

  await t.test('checkpoints and the key are shown, made and downloaded', async () => {
    await page.goto(`${book.url}/book/checkpoints`);
    await page.getByRole('heading', { name: '1 checkpoint, the newest first' }).waitFor();
    await book.post('/decide/refund', { asOf: instant, facts: factsOf('single-period', 1) });
    await page.getByRole('button', { name: 'Make one now' }).press('Enter');
    await page.getByRole('heading', { name: '2 checkpoints, the newest first' }).waitFor();
    await page.getByText('The log ended at record 62').waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the key' }).click();
    const pem = await readFile(await (await saving).path(), 'utf8');
    assert.equal(pem, await (await fetch(`${book.url}/checkpoints/key?format=pem`)).text());
    const savingAll = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download all' }).click();
    const kept: unknown = JSON.parse(await readFile(await (await savingAll).path(), 'utf8'));
    assert.deepEqual(kept, await (await fetch(`${book.url}/checkpoints`)).json());
    await assertAccessible(page);
    await picture(page, 'checkpoints', true);
    await page.goto(`${book.url}/book/decisions/${id}`);
    await settled(page);
  });

  await t.test('the letter to the customer is read, copied, and printed by itself', async () => {
    const letter = page.getByLabel('The letter', { exact: true });
    await letter.waitFor();
    const sent = await (await fetch(`${book.url}/decisions/${id}/letter?format=text`)).text();
    assert.equal(await letter.textContent(), sent);
    assert.match(sent, /6\.2/);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy the letter' }).click();
    await page.getByText('Copied.').waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), sent);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(`window.print = () => undefined`);
    await page.getByRole('heading', { name: 'Place in the chain' }).waitFor();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Print the letter' }).click();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await letter.isVisible(), true);
    assert.equal(await page.getByRole('heading', { name: 'Place in the chain' }).isVisible(), false);
    await picture(page, 'letter-printed');
    await page.evaluate(`window.dispatchEvent(new Event('afterprint'))`);
    await page.emulateMedia({ media: null });
    assert.equal(await page.getByRole('heading', { name: 'Place in the chain' }).isVisible(), true);
  });

  await t.test('what Kommo may choose is chosen by keyboard alone, shown, found, and corrected', async () => {
    const facts = { ...factsOf('single-period', 1), ground: 'unauthorised-charge', verified: true };
    const open = (await book.post('/decide/refund', { asOf: instant, facts, subject: 'customer-3' })) as {
      readonly id: string; // a recorded decision has one
    };
    await page.goto(`${book.url}/book/decisions?choice=awaited`);
    await page.getByText('1 decision recorded that fit').waitFor();
    await rows.first().getByText('awaits a choice').waitFor();
    await rows.first().getByRole('link', { name: 'Refund' }).press('Enter');
    const form = page.getByRole('form', { name: 'Record a choice' });
    await form.getByRole('button', { name: 'Record the choice' }).press('Enter');
    await form.getByText('Choose one.').waitFor();
    await form.getByRole('radio', { name: /^Partial refund/ }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('6000.00');
    await form.getByText(/^At most .* is left to choose\.$/).waitFor();
    await assertAccessible(page);
    await picture(page, 'choice-form', true);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('60.00');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Charged twice in July.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const part = page.getByRole('region', { name: 'What was chosen' });
    await part.getByText('Charged twice in July.').waitFor();
    await part.getByText('Holds', { exact: true }).waitFor();
    const { choices } = (await (await fetch(`${book.url}/decisions/${open.id}`)).json()) as {
      readonly choices: readonly { readonly chosen: string; readonly amount: unknown }[]; // one was made
    };
    assert.deepEqual(
      choices.map(({ chosen, amount }) => [chosen, amount]),
      [['partial-refund', { minor: 6000, currency: 'USD' }]],
    );
    // Somebody else corrects it meanwhile: what is typed here stays, and what they chose is shown.
    await part.getByRole('button', { name: 'Correct this choice' }).press('Enter');
    await page.getByRole('textbox', { name: 'Why' }).fill('All of it.');
    await book.post(`/decisions/${open.id}/choice`, {
      ...{ chosen: 'no-refund', reason: 'It was once.', instead: `${open.id}/choice/1` },
    });
    await page.getByRole('button', { name: 'Record the correction' }).press('Enter');
    await part.getByRole('alert').getByText('Somebody chose already').waitFor();
    await part.getByText('It was once.').waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Why' }).inputValue(), 'All of it.');
    await page.getByRole('button', { name: 'Record the correction' }).press('Enter');
    await part.getByText('2 choices before').waitFor();
    await assertAccessible(page);
    await picture(page, 'choices', true);
    await page.goto(`${book.url}/book/decisions?choice=made`);
    await rows.first().getByText('chosen: partial refund').waitFor();
    await page.goto(`${book.url}/book/decisions/${id}`);
    await page.getByTestId('outcome').waitFor();
    assert.equal(await page.getByRole('heading', { name: 'What was chosen' }).count(), 0);
  });

  await t.test('the case can be tried, with what was said and nothing else', async () => {
    await page.getByRole('link', { name: 'Try this case' }).click();
    await page.getByRole('heading', { name: 'Along time' }).waitFor();
    const facts = new URL(page.url()).searchParams.get('facts') ?? '';
    assert.deepEqual(JSON.parse(facts), factsOf('single-period', 1), facts);
  });

  await t.test('a decision that is not there says so', async () => {
    const none = await book.open('/book/decisions/none', { mayLog: /status of 404/ });
    await none.getByRole('alert').first().waitFor();
    await assertAccessible(none);
  });
});

test('the log reads well on a phone, in the dark, and when it is empty', async (t) => {
  const book = await openBook(t);
  const look = { width: 390, height: 844, colours: 'dark' } as const;
  const empty = await book.open('/book/decisions', look);
  await empty.getByText('Nothing is recorded yet.').waitFor();
  const id = await fill(book);
  for (const [name, path] of [
    ['decisions-phone-dark', '/book/decisions'],
    ['decision-phone-dark', `/book/decisions/${id}`],
  ] as const) {
    const page = await book.open(path, look);
    await page.locator('.log-table, .excerpt-lit').first().waitFor();
    if (path.endsWith(id)) await page.getByText('Nothing signs this log: its decisions have no').waitFor();
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390, path);
    await assertAccessible(page);
    await picture(page, name, true);
  }
});
