import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { assertAccessible, openBook, picture, settled } from './support/book-in-browser.js';

const instant = '2026-08-15T12:00:00Z';
const facts = {
  subscription: { status: 'active', paid: true },
  package: {
    id: 'package-12',
    kind: 'paid',
    plan: 'multi-period',
    periods: 12,
    startsAt: '2026-05-01T00:00:00Z',
    feePaid: { minor: 120_000, currency: 'USD' },
    creditsPerPeriod: 1000,
  },
  ground: 'none-stated',
};
const address = (asOf: string): string =>
  `/book/try/refund?${new URLSearchParams({ asOf, facts: JSON.stringify(facts) }).toString()}`;

test('a support agent tries a case', async (t) => {
  const book = await openBook(t);
  const page = await book.open('/book/try');
  const answer = page.getByRole('region', { name: 'Answer' });
  const outcome = answer.getByTestId('outcome');
  const comesTo = (words: string): Promise<void> =>
    outcome.and(page.getByText(words, { exact: true })).waitFor();

  await t.test('every decision is there to be tried, and begins with a scenario', async () => {
    await assertAccessible(page);
    await page.getByRole('link', { name: 'Refund', exact: true }).click();
    await page.getByText('From the scenario “').waitFor();
    await outcome.waitFor();
    assert.match(page.url(), /\/book\/try\/kommo-ai-agent-terms\/refund$/);
  });

  await t.test('the answer follows what is typed, and quotes the clause', async () => {
    await page.goto(book.url + address(instant));
    await settled(page);
    await answer.getByText('USD 800.00', { exact: true }).waitFor();
    assert.equal(await outcome.innerText(), 'Refundable');
    await answer.getByText('the Customer may be eligible for a refund only for full unused future').waitFor();
    await answer.getByText('Fees are not refundable').waitFor();
    await page.getByLabel('Fee paid', { exact: true }).fill('2400.00');
    await answer.getByText('USD 1,600.00', { exact: true }).waitFor();
    assert.match(page.url(), /240000/);
    await page.getByLabel('Fee paid', { exact: true }).fill('1200');
    await answer.getByText('USD 800.00', { exact: true }).waitFor();
  });

  await t.test(
    'what can not be read is told at its field, and no answer of before stands as if it were of it',
    async () => {
      const fee = page.getByLabel('Fee paid', { exact: true });
      const refused = answer.getByText('These facts do not allow a decision yet.');
      for (const text of ['1200,50', '1.200,00', '-5', '12e3']) {
        await fee.fill(text);
        await refused.waitFor();
        await fee.blur();
        assert.equal(await fee.inputValue(), text);
        assert.equal(await outcome.count(), 0, text);
        assert.equal(await page.getByRole('button', { name: 'Record it' }).count(), 0, text);
      }
      await fee.fill('1200');
      await comesTo('Refundable');
      const currency = page.getByLabel('Currency of Fee paid');
      await currency.fill('ZZZ');
      await page.locator('.case-field .field-error', { hasText: '“ZZZ” is no currency' }).waitFor();
      await currency.fill('USD');
      await comesTo('Refundable');
      await page.getByLabel('Asked at', { exact: true }).fill('');
      await answer.getByText('Asked at: Say when.').waitFor();
      await page.getByLabel('Asked at', { exact: true }).focus();
      await page.keyboard.type('081520261200PM');
      await answer.getByText('USD 800.00', { exact: true }).waitFor();
      assert.match(page.url(), /asOf=2026-08-15T12/);
    },
  );

  await t.test('what is assumed stands beside its field', async () => {
    const verified = page.locator('.case-field', { has: page.getByLabel('Verified') });
    await verified.getByText('Assumed: no').waitFor();
    const periodsPaid = page.locator('.case-field', { has: page.getByLabel('Periods paid') });
    await periodsPaid.getByText('Assumed: 12').waitFor();
  });

  await t.test('the strip shows each period, and leads to its instant', async () => {
    const spans = page.locator('.spans li');
    await spans.nth(12).waitFor();
    assert.equal(await spans.count(), 13);
    await spans.filter({ hasText: '27 Mar 2027' }).getByRole('button').click();
    await comesTo('Not refundable');
    await page.getByRole('slider', { name: 'Instant of the decision' }).press('ArrowLeft');
    await comesTo('Refundable');
    await picture(page, 'try-refund', true);
  });

  await t.test('what would change it is told, and can be taken', async () => {
    await page.goto(book.url + address('2027-04-01T12:00:00Z'));
    await settled(page);
    const asked = page.locator('.turn', { hasText: 'Asked at' });
    await asked.getByText('26 Mar 2027, 23:59:59.999 UTC').waitFor();
    await asked.getByRole('button', { name: /^Try it with Asked at/ }).click();
    await answer.getByText('USD 100.00', { exact: true }).waitFor();
    await page.goBack();
    await comesTo('Refundable');
  });

  await t.test('the trace tells the values read, and the case can be copied as a scenario', async () => {
    await page.goto(book.url + address(instant));
    await settled(page);
    await page.getByText('Every rule, with the values that it read').click();
    await page
      .locator('.conditions:visible', { hasText: 'the value of future periods is more than' })
      .first()
      .getByText(/^read: USD [1-9][\d,]*\.\d\d$/)
      .first()
      .waitFor();
    const scenario = page.getByLabel('The case as the scenario');
    await scenario.waitFor();
    assert.match(
      await scenario.innerText(),
      /Given a prepaid package of 12 periods from 2026-05-01 00:00 UTC for USD 1,200\.00/,
    );
    const [kept] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Keep it as a file' }).click(),
    ]);
    assert.equal(kept.suggestedFilename(), 'refund.feature');
    assert.match(
      await readFile(await kept.path(), 'utf8'),
      /^Feature: Refund\n\n {2}Scenario: A case of refund comes to refundable\n {4}Given /,
    );
    await page.getByRole('tab', { name: 'curl' }).click();
    assert.match(await page.getByLabel('The case as curl').innerText(), /^curl -s .*\/preview\/refund/);
    await assertAccessible(page);
  });

  await t.test(
    'what is personal stands in no address, and comes back when the page is loaded again',
    async () => {
      const said = { ...facts, writtenAgreement: { keeps: [], reference: 'Ms Ng, 3 May' } };
      const query = new URLSearchParams({ asOf: instant, facts: JSON.stringify(said) });
      await page.goto(`${book.url}/book/try/refund?${query.toString()}`);
      const reference = page.locator('.record', { hasText: 'Written agreement' }).getByLabel('Reference');
      await page.waitForURL((url) => !url.search.includes('Ng'));
      assert.equal(await reference.inputValue(), 'Ms Ng, 3 May');
      await page.reload();
      await settled(page);
      assert.equal(await reference.inputValue(), 'Ms Ng, 3 May');
      await page.goto(book.url + address(instant));
      await settled(page);
    },
  );

  await t.test('nothing was recorded until it is asked for', async () => {
    const recorded = async (): Promise<number> => {
      const found = (await (await fetch(`${book.url}/decisions`)).json()) as {
        readonly items: readonly unknown[];
      }; // as docs/service.md says
      return found.items.length;
    };
    assert.equal(await recorded(), 0);
    await page.getByText('Record this decision').click();
    await page.getByLabel('Whom it is about (optional)').fill('customer-7');
    await page.getByRole('button', { name: 'Record it' }).click();
    await page.locator('.record-case a').click();
    await page.getByRole('heading', { name: 'Place in the chain' }).waitFor();
    assert.equal(await recorded(), 1);
  });
});

test('whoever begins with nothing is asked what matters still, and told what is settled', async (t) => {
  const book = await openBook(t);
  const page = await book.open('/book/try/kommo-ai-agent-terms/monitoring', { mayLog: /status of 422/ });
  await page.getByRole('button', { name: 'Start from nothing, and be asked' }).click();
  const asked = page.getByRole('region', { name: 'What matters still' });
  await asked.getByText('What matters still, the most decisive first').waitFor();
  await assertAccessible(page);
  await picture(page, 'try-asked');
  await asked.getByRole('button', { name: 'Monitoring purpose: other' }).click();
  await page.getByRole('region', { name: 'Answer' }).getByTestId('outcome').waitFor();
  assert.equal(await asked.count(), 0);
  await page.goto(`${book.url}/book/try/kommo-ai-agent-terms/cancellation`);
  await page.getByRole('button', { name: 'Start from nothing, and be asked' }).click();
  await asked.getByRole('button', { name: 'Package: auto renew: no' }).click();
  await asked.getByText('Settled, whatever the rest be: Already cancelled').waitFor();
});

test('a case reads well on a phone, in the dark, and says what is missing', async (t) => {
  const book = await openBook(t);
  const empty = `/book/try/refund?${new URLSearchParams({ asOf: instant, facts: '{}' }).toString()}`;
  const page = await book.open(empty, { width: 390, height: 844, colours: 'dark', mayLog: /status of 422/ });
  await page.getByText('These facts do not allow a decision yet.').waitFor();
  await page.locator('.field-error', { hasText: 'ground is missing' }).waitFor();
  assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
  await page.goto(book.url + address(instant));
  await settled(page);
  await page.locator('.turn').first().waitFor();
  await page.locator('.spans li').first().waitFor();
  assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390);
  await assertAccessible(page);
  await picture(page, 'try-phone-dark', true);
});
