import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { at } from '../service-under-test.js';
import { serveLibraryDrafts } from './support/library-drafts.js';

const file = 'parameters.yaml';
const dated = { from: '2099-01-01T00:00:00Z', published: '2098-01-01T00:00:00Z' };
const money = (minor: number) => ({ minor, currency: 'EUR' });

describe('a file of a draft as a form', () => {
  it('shows figures and changes them in the text that stands in the editor, and writes nothing by itself', async (t) => {
    const { service, edition, create } = await serveLibraryDrafts(t);
    const draft = await create();
    const text = `# typed, not saved\n${edition.files.get(file) ?? ''}`;
    const shown = await service.post(`${draft}/form`, { file, text });
    assert.equal(at(shown.json, 'figures.0.parameter'), 'feePerDay');
    assert.equal(at(shown.json, 'figures.0.values.1.standing'), 'now');
    const change = {
      kind: 'figure',
      parameter: 'feePerDay',
      at: null,
      dated: { ...dated, value: money(40) },
    };
    const edited = await service.post(`${draft}/edit`, { file, text, change });
    assert.equal(edited.json['kind'], 'edited');
    assert.match(
      String(edited.json['text']),
      /^# typed, not saved\n[^]*value: \{ minor: 40, currency: EUR \}\n {2}- parameter: debtLimit/,
    );
    assert.equal(at((await service.get(`${draft}/files/${file}`)).json, 'state'), 'released');

    const past = {
      ...change,
      at: 1,
      dated: { from: '2025-06-01T00:00:00Z', published: '2025-05-01T00:00:00Z', value: money(40) },
    };
    const refused = await service.post(`${draft}/edit`, { file, text, change: past });
    assert.deepEqual([refused.json['kind'], at(refused.json, 'remarks.0.path.0')], ['refused', 'from']);
    assert.match(String(at(refused.json, 'remarks.0.message')), /was in force/);
  });

  it('tells a new rule in words, though nobody has reviewed what it cites yet', async (t) => {
    const { service, edition, create } = await serveLibraryDrafts(t);
    const draft = await create();
    const loan = { file: 'loan.yaml', text: edition.files.get('loan.yaml') ?? '' };
    const rule = {
      id: 'lost-cards',
      clauses: ['1.3'],
      modality: 'must-not',
      when: { fact: 'member.card', operator: 'equal', value: 'lost' },
      then: { outcome: 'refuse', because: 'The card is lost.' },
      overrides: ['debtors-may-be-refused', 'late-members-may-be-refused'],
    };
    const change = { kind: 'rule', at: null, was: null, rule };
    const text = String((await service.post(`${draft}/edit`, { ...loan, change })).json['text']);
    const shown = await service.post(`${draft}/form`, { file: 'loan.yaml', text });
    assert.deepEqual(at(shown.json, 'rules.4.problems'), []);
    assert.match(JSON.stringify(at(shown.json, 'rules.4.words')), /card is lost/);
  });

  it('is refused with what is wrong where the request is none, or the file is not there', async (t) => {
    const { service, create } = await serveLibraryDrafts(t);
    const draft = await create();
    const change = { kind: 'figure', parameter: 'feePerDay', at: null, dated: null };
    const csv = await service.get(`${draft}/tables/x`);
    assert.deepEqual([csv.status, csv.json['code']], [404, 'not-found']);
    const separated = await service.get(`${draft}/tables/x?separator=dot`);
    assert.deepEqual([separated.status, separated.json['code']], [400, 'invalid-request']);
    const wrong: readonly (readonly [string, unknown, number, string])[] = [
      ['form', {}, 400, 'invalid-request'],
      ['form', { file: '../x.yaml', text: '' }, 404, 'not-found'],
      ['edit', { file, text: '' }, 400, 'invalid-request'],
      ['edit', { file, text: '', change: { kind: 'x' } }, 400, 'invalid-request'],
      ['edit', { file, text: '', change: { ...change, at: -1 } }, 400, 'invalid-request'],
      [
        'edit',
        { file, text: '', change: { kind: 'cell', table: 'a', row: 0, column: 'b' } },
        400,
        'invalid-request',
      ],
      ['edit', { file: '../x.yaml', text: '', change }, 404, 'not-found'],
    ];
    for (const [what, body, status, code] of wrong) {
      const answer = await service.post(`${draft}/${what}`, body);
      assert.deepEqual([answer.status, answer.json['code']], [status, code], JSON.stringify(body));
    }
    for (const text of ['', ': : :', 'parameters: 3', '{', '\0']) {
      const answer = await service.post(`${draft}/form`, { file, text });
      assert.deepEqual([answer.status, answer.json['figures']], [200, []], text);
      assert.equal((await service.post(`${draft}/edit`, { file, text, change })).json['kind'], 'refused');
    }
    assert.equal(
      (await service.post(`${draft}/form`, { file: 'contract.txt', text: '' })).json['kind'],
      'none',
    );
  });
});
