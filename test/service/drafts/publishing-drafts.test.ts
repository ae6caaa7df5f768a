import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { at } from '../service-under-test.js';
import { reviewedBoats, type Heard } from './support/reviewed-boats.js';

/** The codes of a stream's refusals; its problem's code where it gave up. */
const codesIn = ({ last }: Heard): unknown =>
  Array.isArray(last['refusals'])
    ? last['refusals'].map((one: unknown) => at(one, 'code'))
    : (at(last, 'problem.code') ?? last['kind'] ?? last['code']);

describe('a draft', () => {
  it('is proposed, approved by somebody else, and published: signed, served, and never twice', async (t) => {
    const boats = await reviewedBoats(t);
    assert.equal((await boats.write('manager', 'hire.yaml', '8', '6')).status, 200);
    const proposed = await boats.propose();
    assert.deepEqual(
      [proposed.status, at(proposed.json, 'stage')],
      [200, 'proposed'],
      JSON.stringify(proposed.json),
    );
    const approved = await boats.approve('lawyer');
    assert.deepEqual([approved.status, at(approved.json, 'stage')], [200, 'approved']);
    assert.deepEqual(at(approved.json, 'approvedBy'), [boats.id('lawyer')]);
    assert.deepEqual((await boats.publishDraft('manager', 'readiness')).last['kind'], 'publishable');
    const published = await boats.publishDraft();
    assert.equal(published.last['kind'], 'published', JSON.stringify(published.last));
    assert.equal(published.last['isServed'], true);
    const digest = String(at(published.last, 'entry.digest'));
    const { json } = await boats.as('manager', '/editions/boat-hire/2026');
    assert.equal(json['digest'], digest);
    const listed = await boats.call('editions');
    assert.equal(listed.code, 0);
    assert.ok(listed.out.includes(digest));
    assert.match(listed.out, /key:[\w-]+, approved by key:[\w-]+: The summer of 2026\nAll signatures hold\./);
    const again = await boats.publishDraft();
    assert.deepEqual(codesIn(again), ['already-published']);
    assert.match(String(at(again.last, 'refusals.0.message')), new RegExp(digest));
    assert.equal((await boats.propose()).json['code'], 'draft-published');
    assert.equal(at((await boats.as('manager', boats.draft)).json, 'published.digest'), digest);
    const rolledBack = await boats.as('publisher', '/editions/boat-hire/2026/validity', {
      body: { digest: boats.digest, kind: 'restored', reason: 'Back to the old limit' },
    });
    assert.equal(rolledBack.status, 200, JSON.stringify(rolledBack.json));
    assert.equal((await boats.as('manager', '/editions/boat-hire/2026')).json['digest'], boats.digest);
    assert.equal((await boats.as('manager', boats.draft, { method: 'DELETE' })).status, 200);
  });

  it('is not approved by who began it, wrote in it, or proposes it', async (t) => {
    const boats = await reviewedBoats(t);
    await boats.write('second', 'hire.yaml', '8', '6');
    assert.equal((await boats.approve('lawyer')).json['code'], 'not-proposed');
    await boats.propose();
    const own = await boats.approve('second');
    assert.deepEqual([own.status, own.json['code']], [409, 'own-approval']);
    assert.deepEqual(codesIn(await boats.publishDraft()), ['too-few-approvals']);
    const lacking = await boats.as('manager', `${boats.draft}/review`, {
      body: { content: await boats.content(), verdict: 'approved' },
    });
    assert.deepEqual([lacking.status, lacking.json['code']], [403, 'forbidden']);
    assert.equal((await boats.publishDraft('lawyer')).json['code'], 'forbidden');
  });

  it('counts an approval for what was approved alone: a later edit is told, and needs another', async (t) => {
    const boats = await reviewedBoats(t);
    await boats.write('manager', 'hire.yaml', '8', '6');
    const seen = await boats.content();
    await boats.propose();
    assert.equal((await boats.approve('lawyer')).status, 200);
    await boats.write('manager', 'hire.yaml', '6', '5');
    const { json } = await boats.as('manager', `${boats.draft}/review`);
    assert.deepEqual([json['stage'], json['approvedBy']], ['proposed', []]);
    assert.deepEqual([at(json, 'events.1.kind'), at(json, 'events.1.outOfForce')], ['approved', 'edited']);
    assert.deepEqual(codesIn(await boats.publishDraft()), ['too-few-approvals']);
    for (const [place, more] of [
      ['proposal', { reason: 'So' }],
      ['review', { verdict: 'approved' }],
      ['readiness', {}],
    ] as const) {
      const late = await boats.as('second', `${boats.draft}/${place}`, { body: { content: seen, ...more } });
      assert.deepEqual([late.status, late.json['code']], [412, 'draft-changed'], place);
    }
    assert.equal((await boats.approve('lawyer')).status, 200);
    assert.equal((await boats.publishDraft()).last['kind'], 'published');
  });

  it('is sent back with words, and has to be proposed anew', async (t) => {
    const boats = await reviewedBoats(t, { approvals: 2 });
    await boats.write('manager', 'hire.yaml', '8', '6');
    await boats.propose();
    assert.equal(at((await boats.approve('lawyer')).json, 'stage'), 'proposed');
    const again = await boats.approve('lawyer');
    assert.deepEqual([again.status, (again.json['events'] as unknown[]).length], [200, 2], 'said once');
    const more = await boats.approve('lawyer', 'As the insurer asked');
    assert.equal(at(more.json, 'stage'), 'proposed', 'of one person');
    assert.equal(at(more.json, 'events.2.words'), 'As the insurer asked');
    const same = await boats.approve('lawyer', 'As the insurer asked');
    assert.equal((same.json['events'] as unknown[]).length, 3);
    const back = (words?: string) =>
      boats.content().then((content) =>
        boats.as('second', `${boats.draft}/review`, {
          body: { content, verdict: 'sent-back', ...(words === undefined ? {} : { words }) },
        }),
      );
    assert.equal(at((await back()).json, 'errors.0.pointer'), '/words');
    const { json } = await back('What of children?');
    assert.deepEqual([json['stage'], json['proposal'], json['approvedBy']], ['editing', null, []]);
    const unproposed = await boats.publishDraft();
    assert.deepEqual([unproposed.status, unproposed.json['code']], [409, 'not-proposed']);
    assert.equal((await boats.approve('lawyer')).json['code'], 'not-proposed');
    const anew = await boats.propose();
    assert.equal(at(anew.json, 'events.1.outOfForce'), 'proposed-anew');
    await boats.approve('lawyer');
    assert.equal(at((await boats.approve('second')).json, 'stage'), 'approved');
    assert.equal((await boats.publishDraft()).last['kind'], 'published');
  });

  it('has its own scenarios written with the contract’s before it is entered, over nothing that says something else', async (t) => {
    const boats = await reviewedBoats(t);
    const folder = join(boats.directory, 'features', 'boat-hire');
    await boats.write('manager', 'hire.yaml', '"value": 8', '"value": 6');
    const own = await readFile(join(folder, '01.feature'), 'utf8');
    const put = await boats.as('manager', `${boats.draft}/files/mine.feature`, {
      ...{ method: 'PUT', headers: { 'If-None-Match': '*' }, body: { text: own } },
    });
    assert.equal(put.status, 200, JSON.stringify(put.json));
    await boats.propose();
    assert.equal((await boats.approve('lawyer')).status, 200);
    await writeFile(join(folder, 'mine.feature'), 'Feature: Of somebody else\n');
    assert.deepEqual(codesIn(await boats.publishDraft('manager', 'readiness')), ['scenarios-taken']);
    assert.deepEqual(codesIn(await boats.publishDraft()), ['scenarios-taken']);
    assert.equal((await boats.as('manager', '/editions/boat-hire/2026')).json['digest'], boats.digest);
    await rm(join(folder, 'mine.feature'));
    assert.equal(codesIn(await boats.publishDraft()), 'published');
    assert.equal(await readFile(join(folder, 'mine.feature'), 'utf8'), own);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith('.new')),
      [],
    );
  });

  it('with scenarios of its own is told where the service can’t write them, and is not checked first where it is to be published', async (t) => {
    const boats = await reviewedBoats(t);
    const folder = join(boats.directory, 'features', 'boat-hire');
    await boats.write('manager', 'hire.yaml', '"value": 8', '"value": 6');
    const own = await readFile(join(folder, '01.feature'), 'utf8');
    await boats.as('manager', `${boats.draft}/files/mine.feature`, {
      ...{ method: 'PUT', headers: { 'If-None-Match': '*' }, body: { text: own } },
    });
    await boats.propose();
    await boats.approve('lawyer');
    // Who is root writes whatever a folder's mode is.
    const isRoot = process.getuid?.() === 0;
    let isMounted = false;
    try {
      if (isRoot) {
        execFileSync('mount', ['--bind', folder, folder]);
        isMounted = true;
        execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
      } else await chmod(folder, 0o555);
      const ready = await boats.publishDraft('manager', 'readiness');
      assert.deepEqual(codesIn(ready), ['scenarios-not-written']);
      assert.match(String(at(ready.last, 'refusals.0.message')), /`serve --features`/);
      const refused = await boats.publishDraft();
      assert.deepEqual(
        [codesIn(refused), refused.json],
        [['scenarios-not-written'], refused.last],
        'at once',
      );
    } finally {
      if (isMounted) execFileSync('umount', ['-l', folder]);
      await chmod(folder, 0o755);
    }
    assert.equal(codesIn(await boats.publishDraft()), 'published');
  });

  it('has scenarios run once that stand with the contract’s already', async (t) => {
    const boats = await reviewedBoats(t);
    const folder = join(boats.directory, 'features', 'boat-hire');
    const text = (await readFile(join(folder, '01.feature'), 'utf8')).replaceAll('goes', 'stays');
    await boats.write('manager', 'hire.yaml', '"value": 8', '"value": 6');
    await boats.as('manager', `${boats.draft}/files/mine.feature`, {
      ...{ method: 'PUT', headers: { 'If-None-Match': '*' }, body: { text } },
    });
    const once = await boats.publishDraft('manager', 'readiness');
    assert.ok((codesIn(once) as string[]).includes('scenarios-failed'), JSON.stringify(once.last));
    const tried = () => boats.as('manager', `${boats.draft}/scenarios`, { method: 'POST' });
    const before = await tried();
    assert.equal(before.last['kind'], 'done', JSON.stringify(before));
    await writeFile(join(folder, 'mine.feature'), text);
    assert.deepEqual(await boats.publishDraft('manager', 'readiness'), once);
    assert.deepEqual(await tried(), before);
  });

  it('that nobody proposes is told so, however many have to approve', async (t) => {
    for (const approvals of [0, 1]) {
      const boats = await reviewedBoats(t, { approvals });
      await boats.write('manager', 'hire.yaml', '8', '6');
      const refused = await boats.publishDraft();
      assert.deepEqual([refused.status, refused.json['code']], [409, 'not-proposed']);
      const ready = await boats.publishDraft('manager', 'readiness');
      assert.deepEqual(codesIn(ready), ['not-proposed']);
      assert.match(String(at(ready.last, 'refusals.0.message')), /^Nobody proposes the draft/);
    }
  });

  it('is refused as the command refuses a folder, with code, place and message', async (t) => {
    const boats = await reviewedBoats(t);
    const readiness = () => boats.publishDraft('manager', 'readiness');
    assert.deepEqual(codesIn(await readiness()), ['not-proposed', 'already-published']);
    await boats.write('manager', 'hire.yaml', '"value": 8', '"value": 10');
    const failing = await readiness();
    assert.deepEqual([...new Set(codesIn(failing) as string[])], ['not-proposed', 'scenarios-failed']);
    assert.match(JSON.stringify(failing.last), /01\.feature:\d+/);
    await boats.write('manager', 'hire.yaml', '"value": 10', '"value": "x"');
    const broken = await readiness();
    assert.ok((codesIn(broken) as string[]).includes('check-failed'), JSON.stringify(broken.last));
    assert.match(JSON.stringify(broken.last), /"hire\.yaml:\d+:\d+/);
    await boats.write('manager', 'hire.yaml', '"value": "x"', '"value": 6');
    await boats.write('manager', 'edition.yaml', '2026-05-01', '2026-05-02');
    assert.deepEqual(codesIn(await readiness()), ['not-proposed', 'effective-instant-changed']);
  });

  it('has what it cites reviewed by who approves it, and every rule shown by a scenario', async (t) => {
    const boats = await reviewedBoats(t);
    const rule = `{ id: becalmed, clauses: ["1.1"], modality: must, when: { fact: wind, operator: equal, value: 1 },
      then: { outcome: stays, because: It is calm. }, overrides: [by-default] }`;
    await boats.write('manager', 'hire.yaml', '"rules": [', `"rules": [${rule},`);
    await boats.propose();
    const unreviewed = await boats.publishDraft('manager', 'readiness');
    // All that would be refused is told before anybody approves, and who approves reviews: nobody is sent to a command.
    assert.deepEqual(codesIn(unreviewed), [
      'too-few-approvals',
      'check-failed',
      'coverage-incomplete',
      'coverage-incomplete',
    ]);
    assert.match(JSON.stringify(unreviewed.last), /review-missing.*Whoever approves the draft/);
    assert.doesNotMatch(JSON.stringify(unreviewed.last), /npx/);
    await boats.approve('lawyer');
    const reviews = await boats.as('lawyer', `${boats.draft}/files/reviews.yaml`);
    assert.match(String(reviews.json['text']), new RegExp(`becalmed[^]*${boats.id('lawyer')}`));
    assert.deepEqual(codesIn(await boats.publishDraft()), ['coverage-incomplete', 'coverage-incomplete']);
    // A scenario of the draft's own shows it, once that passes; it is approved as all else is.
    const own = (outcome: string) => `Feature: Calm
  Scenario: A calm sea
    Given the wind is 1
    And it is now "2026-06-01T00:00:00Z"
    When somebody asks for hire
    Then the boat ${outcome}
`;
    const added = await boats.as('manager', `${boats.draft}/files/calm.feature`, {
      ...{ method: 'PUT', headers: { 'If-None-Match': '*' } },
      body: { text: own('goes') },
    });
    assert.equal(added.status, 200, JSON.stringify(added.json));
    const failing = await boats.publishDraft('manager', 'readiness');
    assert.deepEqual(codesIn(failing), ['too-few-approvals', 'scenarios-failed']);
    assert.match(String(at(failing.last, 'refusals.1.where')), /^calm\.feature:2$/);
    await boats.write('manager', 'calm.feature', 'boat goes', 'boat stays');
    await boats.approve('lawyer');
    assert.equal((await boats.publishDraft()).last['kind'], 'published');
  });

  it('is published as a new edition where it says so, and its release stays', async (t) => {
    const boats = await reviewedBoats(t);
    await boats.write('manager', 'edition.yaml', '"2026"', '"2027"');
    await boats.write('manager', 'edition.yaml', '2026-05-01', '2027-05-01');
    await boats.propose();
    await boats.approve('lawyer');
    const ready = await boats.publishDraft('manager', 'readiness');
    assert.deepEqual(
      [ready.last['kind'], ready.last['isFirst']],
      ['publishable', true],
      JSON.stringify(ready.last),
    );
    const published = await boats.publishDraft();
    assert.equal(at(published.last, 'entry.revision'), '2027', JSON.stringify(published.last));
    assert.equal((await boats.as('manager', '/editions/boat-hire/2026')).json['digest'], boats.digest);
  });

  it('is entered once of two who publish at once', async (t) => {
    const boats = await reviewedBoats(t);
    await boats.write('manager', 'hire.yaml', '8', '6');
    await boats.propose();
    await boats.approve('lawyer');
    const both = await Promise.all([boats.publishDraft(), boats.publishDraft()]);
    assert.deepEqual(both.map(codesIn).map(String).sort(), ['already-published', 'published']);
    assert.equal((await boats.call('editions')).out.match(/ published /g)?.length, 2);
  });

  it('is not published where whoever asked goes away while it is checked', async (t) => {
    const boats = await reviewedBoats(t);
    await boats.write('manager', 'hire.yaml', '8', '6');
    await boats.propose();
    await boats.approve('lawyer');
    const controller = new AbortController();
    const asked = boats.as('publisher', `${boats.draft}/publication`, {
      body: { content: await boats.content() },
      signal: controller.signal,
    });
    setTimeout(() => {
      controller.abort();
    }, 50);
    await assert.rejects(asked);
    const registry = await readFile(join(boats.data, 'registry.json'), 'utf8');
    assert.equal(registry.match(/"kind"/g)?.length, 1);
    assert.equal((await boats.publishDraft()).last['kind'], 'published');
  });

  it('of a contract that the registry does not name is told to be adopted first', async (t) => {
    const boats = await reviewedBoats(t, { isPublished: false });
    await boats.write('manager', 'hire.yaml', '8', '6');
    await boats.propose();
    await boats.approve('lawyer');
    const refused = await boats.publishDraft();
    assert.deepEqual(codesIn(refused), ['not-adopted']);
    assert.match(String(at(refused.last, 'refusals.0.message')), /publish FOLDER --adopt/);
  });

  it('names who says so where nobody has a key, as the command does', async (t) => {
    const boats = await reviewedBoats(t, { withKeys: false });
    await boats.write(null, 'hire.yaml', '8', '6');
    const content = await boats.content(null);
    const say = (place: string, body: object) =>
      boats.as(null, `${boats.draft}/${place}`, { body: { content, ...body } });
    const nameless = await say('proposal', { reason: 'So' });
    assert.deepEqual([nameless.status, at(nameless.json, 'errors.0.pointer')], [400, '/by']);
    await say('proposal', { reason: 'So', by: 'Ann Lee' });
    const own = await say('review', { verdict: 'approved', by: ' ann  lee' });
    assert.equal(own.json['code'], 'own-approval');
    await say('review', { verdict: 'approved', by: 'Ben' });
    const published = await boats.publishDraft(null);
    assert.deepEqual(
      [at(published.last, 'entry.author'), at(published.last, 'entry.reviewers')],
      ['Ann Lee', ['Ben']],
    );
  });
});
