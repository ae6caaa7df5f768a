import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { boatsByFigure } from '../cli/support/boat-release.js';
import { prepareBoats, type Person } from '../service/drafts/support/reviewed-boats.js';
import { assertAccessible, openBook, picture, settled } from './support/book-in-browser.js';

describe('a draft on its way to a release', () => {
  test('a product manager changes a figure, a lawyer approves, it is published, served, verified, and rolled back', async (t) => {
    const { boats, digest, keyOf, options } = await prepareBoats(t, { files: boatsByFigure() });
    const book = await openBook(t, options);
    const signIn = async (
      person: Person,
      path: string,
      look: { width?: number; colours?: 'dark' } = {},
    ): Promise<Page> => {
      const page = await book.open(path, { ...look, mayLog: /401|403|412/ });
      await page
        .getByLabel('Key', { exact: true })
        .first()
        .fill(keyOf(person)?.text ?? '');
      await page.getByRole('button', { name: 'Use this key' }).first().click();
      return page;
    };
    const manager = await signIn('manager', '/book/drafts');
    await manager.getByLabel('What is it for?').fill('A calmer summer');
    await manager.getByRole('button', { name: 'Begin the draft' }).click();
    await manager.locator('#figure-stormFrom').getByRole('button', { name: 'Another value' }).press('Enter');
    const figure = manager.getByRole('form', { name: 'Storm from from another date' });
    await figure.getByLabel('Holds from', { exact: true }).fill('2027-01-01');
    await figure.getByLabel('Value', { exact: true }).fill('6');
    await figure.getByRole('button', { name: 'Put it in' }).click();
    await manager.getByText('From 1 Jan 2027').waitFor();
    await manager.getByText('Saved in the draft').waitFor();
    await manager.getByText('Nothing is wrong').waitFor();
    const address = new URL(manager.url()).pathname.split('/').slice(0, 4).join('/');
    await manager.getByRole('tab', { name: 'Release' }).click();
    await manager.getByRole('button', { name: 'Propose it' }).press('Enter');
    await manager.getByText('Say why, for whoever reads the registry.').waitFor();
    await manager.getByLabel('Why it is to be released').fill('Boats were damaged at 6');
    await manager.getByRole('button', { name: 'Propose it' }).press('Enter');
    await manager.getByText('You made this draft: somebody else approves it.').waitFor();
    await assertAccessible(manager);
    await manager.getByRole('button', { name: 'Could it be published?' }).press('Enter');
    await manager.locator('code', { hasText: 'too-few-approvals' }).waitFor();
    await manager.getByText('Changed since').waitFor({ state: 'detached' });
    await picture(manager, 'draft-release-refused', true);

    const lawyer = await signIn('lawyer', address, { width: 390, colours: 'dark' });
    await lawyer.getByRole('tab', { name: 'Release' }).click();
    await lawyer.getByText('Boats were damaged at 6').first().waitFor();
    await settled(lawyer);
    await assertAccessible(lawyer);
    const wide = await lawyer.evaluate('document.documentElement.scrollWidth');
    assert.equal(wide, 390, 'nothing is cut off');
    await lawyer.getByLabel('What you say of it').fill('As agreed with the insurer');
    // What is written meanwhile is approved by nobody who did not see it: neither as it is refused, nor where the page heard of it.
    const note = async (words: string): Promise<void> => {
      const file = `${book.url}/book-data${address.slice('/book'.length)}/files/parameters.yaml`;
      const headers = { 'X-API-Key': keyOf('manager')?.text ?? '', 'Content-Type': 'application/json' };
      const now = (await (await fetch(file, { headers })).json()) as {
        readonly text: string;
        readonly etag: string;
      };
      const body = JSON.stringify({ text: `# ${words}\n${now.text}` });
      const seen = { ...headers, 'If-Match': now.etag };
      assert.equal((await fetch(file, { method: 'PUT', headers: seen, body })).status, 200);
    };
    const approve = lawyer.getByRole('button', { name: 'Approve it' });
    const another = lawyer.getByText('Changed since you opened it');
    await note('While the page is open');
    await approve.press('Enter');
    await another.waitFor();
    assert.equal(await approve.isDisabled(), true);
    assert.equal(await lawyer.getByRole('button', { name: 'Send it back' }).isDisabled(), true);
    await assertAccessible(lawyer);
    await picture(lawyer, 'draft-release-changed', true);
    await lawyer.getByRole('button', { name: 'Show it as it is now' }).press('Enter');
    await another.waitFor({ state: 'detached' });
    await note('While another window was in front');
    await lawyer.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
    await another.waitFor();
    assert.equal(await lawyer.getByText('1 of 1 approved').count(), 0);
    await lawyer.getByRole('button', { name: 'Show it as it is now' }).press('Enter');
    await another.waitFor({ state: 'detached' });
    await lawyer
      .getByRole('radio', { name: 'YAML' })
      .or(lawyer.getByRole('button', { name: 'YAML' }))
      .click();
    await lawyer.locator('.cm-content').getByText('While another window was in front').waitFor();
    await approve.press('Enter');
    await lawyer.getByText('1 of 1 approved').waitFor();
    await lawyer.getByRole('button', { name: 'Approve it' }).waitFor({ state: 'detached' });
    await picture(lawyer, 'draft-release-phone-dark', true);

    const publisher = await signIn('publisher', address);
    await publisher.getByRole('tab', { name: 'Release' }).click();
    await publisher.getByRole('button', { name: 'Publish it' }).press('Enter');
    await publisher.getByText('The service serves it now.').waitFor();
    await assertAccessible(publisher);
    await picture(publisher, 'draft-release-published', true);
    const listed = await boats.call('editions');
    assert.match(listed.out, /approved by key:[\w-]+: Boats were damaged at 6\nAll signatures hold\./);

    await publisher.getByRole('link', { name: 'The releases' }).click();
    await publisher.locator('.release-more summary').first().press('Enter');
    await publisher.getByText('1 figure changed').first().waitFor();
    await publisher.getByText('All 4 scenarios pass').first().waitFor();
    await assertAccessible(publisher);
    await picture(publisher, 'release-history', true);
    await publisher
      .getByRole('button', { name: 'Roll back to this release of revision 2026' })
      .press('Enter');
    await publisher.getByLabel('Why').fill('The insurer thinks again');
    await publisher.getByRole('form').getByRole('button', { name: 'Roll back' }).press('Enter');
    await publisher.getByText('The insurer thinks again').waitFor();
    const served = await fetch(`${book.url}/editions/boat-hire/2026`, {
      headers: { 'X-API-Key': keyOf('manager')?.text ?? '' },
    });
    assert.equal(((await served.json()) as { readonly digest: string }).digest, digest);
  });
});
