import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertAccessible, openBook, picture } from './support/book-in-browser.js';

const refund = {
  asOf: '2026-08-15T12:00:00Z',
  facts: {
    package: {
      id: 'P-1',
      kind: 'paid',
      plan: 'single-period',
      periods: 1,
      startsAt: '2026-08-01T00:00:00Z',
      feePaid: { minor: 5000, currency: 'USD' },
      creditsPerPeriod: 5000,
    },
    ground: 'changed-need',
  },
};

/** Eight of twelve periods had not begun: 8 x USD 83.33 are refunded (6.3). */
const severalPeriods = {
  asOf: '2026-08-15T12:00:00Z',
  facts: {
    package: {
      ...refund.facts.package,
      ...{ plan: 'multi-period', periods: 12, startsAt: '2026-05-01T00:00:00Z' },
      feePaid: { minor: 100_000, currency: 'USD' },
    },
    ground: 'changed-need',
  },
};

test('a lawyer reads the contract and what rests on its words', async (t) => {
  const book = await openBook(t);
  await book.post('/decide/refund', refund);
  await book.post('/decide/refund', severalPeriods);
  const page = await book.open('/');

  await t.test('the address of the service leads to the whole text', async () => {
    assert.match(page.url(), /\/book\/contract$/);
    await page.getByRole('heading', { level: 1, name: 'AI agent Terms' }).waitFor();
    assert.equal(await page.locator('.clause').count(), 109);
    await picture(page, 'contract');
  });
  await t.test('the margin tells of scenarios that pass and of recorded decisions', async () => {
    const single = page.locator('[id="clause-6.2"]');
    await single.getByText(/✓ \d+ scenarios/).waitFor();
    await single.getByRole('link', { name: '1 decision', exact: true }).waitFor();
    await page.getByText(/all [\d,]+ scenarios of this revision pass/).waitFor();
  });
  const panel = page.getByRole('complementary', { name: 'Clause 6.3' });
  await t.test('a click on the words opens the clause, under an address of its own', async () => {
    await page.locator('[id="clause-6.3"] .clause-words').click();
    await panel.getByText('Refundable when the value of future periods').waitFor();
    assert.match(page.url(), /#clause-6\.3$/);
    const rule = panel.locator('.rule').filter({ hasText: 'future periods are refundable' }).first();
    await rule.getByText(/^the least of .* less the refunded/).waitFor();
    await rule.getByText('As written in').click();
    const yaml = panel.getByRole('region', { name: 'The YAML of the rule future-periods-are-refundable' });
    assert.match(
      await yaml.innerText(),
      /fact: valueOfFuturePeriods\.minor, operator: greaterThan, value: 0/,
    );
    await panel.getByText("It is Kommo's choice.").waitFor();
    await panel.getByText('No evidence of a proof was kept with this release.').waitFor();
    assert.equal(await panel.getByText('Proved:').count(), 0);
    const scenario = panel.locator('.scenario').first();
    await scenario.locator('summary').click();
    await scenario
      .getByText(/^Given /)
      .first()
      .waitFor();
    await picture(page, 'contract-clause');
    await assertAccessible(page);
  });
  await t.test('back leads back, and Escape closes', async () => {
    await page.goBack();
    await panel.waitFor({ state: 'detached' });
    await page.goForward();
    await panel.getByRole('heading', { name: 'Rules' }).waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate('document.activeElement.dataset.clause'), '6.3');
  });
  await t.test('figures stand with their dates', async () => {
    await page.locator('[id="clause-1.6"] .clause-number').click();
    const figures = page.getByRole('complementary', { name: 'Clause 1.6' });
    await figures.getByRole('cell', { name: '1 Jun 2026' }).waitFor();
    await figures.getByRole('button', { name: 'Close the clause' }).click();
  });
  await t.test('the readings stand together, with what hangs on each in the log', async () => {
    await page.getByRole('navigation', { name: 'The book' }).getByRole('link', { name: 'Readings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Readings' }).waitFor();
    await page.getByRole('heading', { level: 2, name: '34 readings' }).waitFor();
    await page.getByRole('button', { name: 'Read them the other way' }).click();
    await page.getByText('2 decisions of this revision were decided again').waitFor();
    await page.getByLabel('Order').selectOption('By how many decisions would change');
    const entitled = page.getByRole('listitem').filter({ hasText: "It is Kommo's choice." }).first();
    assert.match(
      (await entitled.innerText()).replaceAll(/\s+/g, ' '),
      /1 would change of 2 decisions, read the other way\. For the customers: USD 666\.64 less in 1 decision\./,
    );
    await picture(page, 'readings');
    await assertAccessible(page);
    await page.goBack();
  });
  await t.test('a search marks what it finds, and shows nothing else', async () => {
    await page.getByRole('searchbox', { name: 'Search the text' }).fill('telephony');
    await page.locator('mark', { hasText: 'telephony' }).first().waitFor();
    await page.getByText('1 clause of 109').waitFor();
    assert.equal(await page.locator('.clause').count(), 1);
    assert.match(page.url(), /\?q=telephony$/);
    await page.getByRole('button', { name: 'Show all' }).click();
  });
  await t.test('the text is narrowed by decision, by kind, and by what lacks proof', async () => {
    await page.getByRole('combobox', { name: 'Decision' }).selectOption('refund');
    await page.locator('[id="clause-4.1"]').waitFor({ state: 'detached' });
    assert.ok(await page.locator('[id="clause-6.1"]').isVisible());
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('statement');
    await page.getByText('No clause fits.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('combobox', { name: 'Only' }).selectOption('uncovered');
    await page.getByText('No clause fits.').waitFor();
  });
  await t.test('one line leads to a clause by its number', async () => {
    await page.getByRole('searchbox', { name: /Find a clause/ }).fill('clause 5.2');
    await page.keyboard.press('Enter');
    await page
      .getByRole('complementary', { name: 'Clause 5.2' })
      .getByRole('heading', { name: 'Rules' })
      .waitFor();
  });
  await t.test(
    'one line finds clauses, rules, figures, readings and scenarios, in the words that people say',
    async () => {
      await page.getByRole('searchbox', { name: /Find a clause/ }).fill('money back');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/book\/search$/);
      const found = page.getByRole('region', { name: /, 2026-04-27$/ });
      await found
        .getByRole('region', { name: 'Clauses' })
        .getByRole('link', { name: '6.5', exact: true })
        .waitFor();
      for (const kind of ['Questions', 'Rules', 'Figures', 'Readings', 'Scenarios'])
        await found.getByRole('region', { name: kind }).getByRole('link').first().waitFor();
      await assertAccessible(page);
      await picture(page, 'search', true);
      await page.getByRole('searchbox', { name: /Find a clause/ }).fill('zebra crossing');
      await page.keyboard.press('Enter');
      await page.getByText('Nothing fits here.').waitFor();
    },
  );
  await t.test('it reads on a phone, in the dark', async () => {
    const phone = await book.open('/book/contract#clause-6.3', { width: 390, height: 800, colours: 'dark' });
    await phone.getByText('Refundable when the value of future periods').waitFor();
    await picture(phone, 'contract-clause-phone-dark');
    await phone.getByRole('button', { name: 'Close the clause' }).click();
    assert.ok(Number(await phone.evaluate('document.documentElement.scrollWidth')) <= 390);
    await picture(phone, 'contract-phone-dark');
    await assertAccessible(phone);
  });
  await t.test('a clause that the edition does not have is told', async () => {
    const other = await book.open('/book/contract#clause-99.1');
    await other.getByText('This edition has no clause 99.1.').waitFor();
  });
  await t.test('what the connection lost comes back with it', async () => {
    const lost = await book.open('/book/contract', {
      mayLog: /ERR_INTERNET_DISCONNECTED|Unable to preload|dynamically imported/,
    });
    await lost.context().setOffline(true);
    await lost.locator('[id="clause-6.5"] .clause-number').click();
    await lost.getByText('The service is not reached.').waitFor();
    await lost.context().setOffline(false);
    await lost.getByText('The service answers again.').waitFor();
    await lost.getByText('Kommo may, in its discretion').first().waitFor();
    await lost
      .getByRole('complementary', { name: 'Clause 6.5' })
      .getByRole('heading', { name: 'Rules' })
      .waitFor();
    // A page that was never loaded is a part of the book that the connection lost, too.
    await lost.context().setOffline(true);
    await lost.getByRole('link', { name: 'Editions', exact: true }).click();
    await lost.getByText('A part of the book could not be loaded.').waitFor();
    await lost.context().setOffline(false);
    await lost.getByRole('heading', { level: 1, name: 'Editions' }).waitFor();
  });
});
