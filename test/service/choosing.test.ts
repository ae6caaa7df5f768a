import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Edition } from '../../src/edition/model/edition.js';
import type { Consequence } from '../../src/edition/model/rule-set.js';
import { openAccessForTest } from './access/access-under-test.js';
import { libraryEdition } from './library-edition.js';
import { at, memoryLog, type Reply, startForTest } from './service-under-test.js';

/** Late items are at the library's discretion, up to what they cost; items that are not late are unresolved. */
const edition = (): Edition => {
  const plain = libraryEdition();
  const ruleSet = plain.decisions.get('fine');
  const [late] = ruleSet?.rules ?? [];
  const days = late?.then.effects.get('days');
  assert.ok(ruleSet !== undefined && late !== undefined && days !== undefined);
  const then: Consequence = {
    ...late.then,
    discretion: {
      decider: 'the library',
      choices: ['let-go', 'reduce', 'insist'],
      recommended: { ...days, kind: 'literal', type: { kind: 'text' }, value: 'reduce' },
      upTo: days,
      policy: 'perDay',
    },
  };
  const changed = {
    ...ruleSet,
    choices: ['let-go', 'reduce', 'insist'],
    rules: [{ ...late, then, overrides: [] }],
  };
  return { ...plain, decisions: new Map([['fine', changed]]) };
};

const serve = async (t: TestContext) => {
  const log = memoryLog();
  const { gate, keys } = await openAccessForTest(t);
  const service = await startForTest(t, { log, gate, editions: [edition()] });
  const by = (scope: keyof typeof keys) => ({ 'X-API-Key': keys[scope] });
  const decide = async (daysLate: number): Promise<string> =>
    String(
      (await service.post('/decide/fine', { facts: { daysLate }, subject: 'anna' }, by('decide'))).json['id'],
    );
  const choose = (id: string, body: unknown): Promise<Reply> =>
    service.post(`/decisions/${id}/choice`, body, by('choose'));
  const found = async (query: string): Promise<unknown> =>
    ((await service.get(`/decisions?${query}`, by('audit'))).json['items'] as readonly unknown[]).map(
      (item) => at(item, 'id'),
    );
  return { log, service, by, decide, choose, found };
};

const codeOf = ({ status, json }: Reply): readonly unknown[] => [
  status,
  json['code'],
  at(json, 'errors.0.pointer'),
];

describe('a person’s choice', () => {
  it('is recorded in the name of who chose, shown with the decision, and found', async (t) => {
    const { service, by, decide, choose, found } = await serve(t);
    const [id, other] = [await decide(9), await decide(8)];
    const before = await service.get(`/decisions/${id}`, by('audit'));
    assert.deepEqual([before.json['choices'], await found('choice=awaited')], [undefined, [other, id]]);
    const made = await choose(id, { chosen: 'reduce', amount: 4, reason: 'Ill for a week.' });
    assert.equal(made.status, 200);
    const { asked, record, chosenAt, ...rest } = made.json;
    assert.deepEqual(rest, {
      id: `${id}/choice/1`,
      decision: id,
      chosen: 'reduce',
      amount: 4,
      reason: 'Ill for a week.',
    });
    assert.match(String(at(asked, 'by')), /^key:/);
    assert.ok(chosenAt === '2026-08-15T12:00:00.000Z' && at(record, 'sequence') === 3);
    const { json } = await service.get(`/decisions/${id}`, by('audit'));
    assert.deepEqual(json, { ...before.json, choices: [made.json] });
    assert.deepEqual([await found('choice=awaited'), await found('choice=made')], [[other], [id]]);
    const who = encodeURIComponent(String(at(asked, 'by')));
    assert.deepEqual([await found(`chosenBy=${who}`), await found('chosenBy=key:nobody')], [[id], []]);
    assert.deepEqual(codeOf(await service.get('/decisions?choice=none', by('audit'))), [
      400,
      'invalid-request',
      '?choice',
    ]);
  });

  it('is the same where it is sent again, and a correction names the one that it has seen', async (t) => {
    const { service, by, decide, choose } = await serve(t);
    const id = await decide(9);
    const said = { chosen: 'insist', reason: 'As ever.' };
    const made = await choose(id, said);
    assert.equal((await choose(id, said)).text, made.text);
    const other = { chosen: 'let-go', reason: 'The reader was right.' };
    assert.deepEqual(codeOf(await choose(id, other)), [409, 'choice-made', undefined]);
    assert.deepEqual(codeOf(await choose(id, { ...other, instead: 'else' })), [
      409,
      'choice-made',
      undefined,
    ]);
    const corrected = await choose(id, { ...other, instead: made.json['id'] });
    assert.equal(corrected.json['instead'], made.json['id']);
    assert.equal((await choose(id, { ...other, instead: made.json['id'] })).text, corrected.text);
    const { json } = await service.get(`/decisions/${id}`, by('audit'));
    assert.deepEqual(json['choices'], [made.json, corrected.json]);
    // Two who correct the same choice at once: one of them is told that the other did.
    const both = await Promise.all(
      ['reduce', 'insist'].map((chosen) =>
        choose(id, { chosen, reason: 'Again.', instead: corrected.json['id'] }),
      ),
    );
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    for (let nth = 4; nth <= 9; nth += 1)
      await choose(id, { chosen: 'reduce', reason: `No. ${nth}`, instead: `${id}/choice/${nth - 1}` });
    const last = await choose(id, { chosen: 'reduce', reason: 'One more.', instead: `${id}/choice/9` });
    assert.deepEqual(codeOf(last), [409, 'too-many-choices', undefined]);
  });

  it('is one of those that the decision leaves, or refused at its place', async (t) => {
    const { service, decide, choose } = await serve(t);
    const id = await decide(9);
    const reason = 'Because.';
    for (const [body, pointer] of [
      [{ chosen: 'forget', reason }, '/chosen'],
      [{ chosen: 'reduce', reason, amount: 10 }, '/amount'],
      [{ chosen: 'reduce', reason, amount: '4' }, '/amount'],
      [{ chosen: 'reduce', reason, effects: { days: 1 } }, '/effects'],
      [{ chosen: 'reduce', reason, instead: `${id}/choice/1` }, '/instead'],
    ] as const)
      assert.deepEqual(codeOf(await choose(id, body)), [422, 'choice-not-allowed', pointer]);
    for (const [body, pointer] of [
      [{ chosen: 'reduce' }, '/reason'],
      [{ chosen: 'reduce', reason: '  ' }, '/reason'],
      [{ chosen: 'reduce', reason, by: 'Ann' }, '/by'],
    ] as const)
      assert.deepEqual(codeOf(await choose(id, body)), [400, 'invalid-request', pointer]);
    assert.deepEqual(codeOf(await choose('none', { chosen: 'reduce', reason })), [
      404,
      'not-found',
      undefined,
    ]);
    const unresolved = await decide(0);
    for (const [body, pointer] of [
      [{ chosen: 'reduce', reason }, '/chosen'],
      [{ chosen: 'none', reason, amount: 1 }, '/amount'],
      [{ chosen: 'due', reason, effects: { days: 'many' } }, '/effects/days'],
      [{ chosen: 'due', reason, effects: { weeks: 1 } }, '/effects/weeks'],
    ] as const)
      assert.deepEqual(codeOf(await choose(unresolved, body)), [422, 'choice-not-allowed', pointer]);
    assert.equal((await choose(unresolved, { chosen: 'due', reason, effects: { days: 2 } })).status, 200);
    const plain = await startForTest(t);
    const decided = await plain.post('/decide/fine', { facts: { daysLate: 1 } });
    const refused = await plain.post(`/decisions/${String(decided.json['id'])}/choice`, {
      chosen: 'due',
      reason,
    });
    assert.deepEqual(codeOf(refused), [409, 'nothing-to-choose', undefined]);
    assert.deepEqual([...service.defects, ...plain.defects], []);
  });

  it('loses its reason when the subject is erased, and is told as an event without it', async (t) => {
    const { service, by, decide, choose } = await serve(t);
    const id = await decide(9);
    await choose(id, { chosen: 'reduce', reason: 'Anna was ill.' });
    await wait(0);
    const told = await service.get(
      '/events?cursor=beginning&follow=false&type=clausebook.choice.recorded',
      by('audit'),
    );
    const line = told.text.split('\n').find((each) => each.startsWith('data: ')) ?? '';
    const event: unknown = JSON.parse(line.slice('data: '.length));
    assert.deepEqual([at(event, 'id'), at(event, 'data.chosen')], [`${id}/choice/1`, 'reduce']);
    assert.ok(!line.includes('ill') && !line.includes('key:'));
    await service.post('/erasures', { subject: 'anna', reason: 'asked for' }, by('erase'));
    const { json } = await service.get(`/decisions/${id}`, by('audit'));
    assert.deepEqual([at(json, 'choices.0.chosen'), at(json, 'choices.0.reason')], ['reduce', null]);
  });
});
