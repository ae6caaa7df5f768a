import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadEdition } from '../../../src/edition/build/load-edition.js';
import { libraryFiles } from '../library.js';
import { patched } from '../patch.js';

const file = (clauses: string, unless: string): string => `
acceptance:
  - { by: [purchase], binds: in-effect, clauses: ['2.1'] }
acts:
  - { kind: purchase, at: loan.handedOutAt${unless}, clauses: ['1.2'] }
untold: { clauses: [${clauses}] }
`;
/** The library's edition, where clause 1.1 is to say which edition governs. */
const files = patched(libraryFiles, {
  code: 'clause-uncited',
  file: 'ledger.yaml',
  find: "'1.1', disposition: statement, reason: It introduces the definitions.",
  put: "'1.1', disposition: edition",
});
const load = (clauses: string, unless = '') =>
  loadEdition(patched(files, { code: 'clause-uncited', file: 'governing.yaml', put: file(clauses, unless) }));

describe('governing.yaml', () => {
  it('becomes the rule by which an edition governs', () => {
    const { edition, diagnostics } = load("'1.1'");
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(edition?.governing, {
      acceptance: [{ by: ['purchase'], binds: 'in-effect', first: false, clauses: ['2.1'], readings: [] }],
      acts: [
        {
          kind: 'purchase',
          at: ['loan', 'handedOutAt'],
          unless: null,
          decisions: null,
          clauses: ['1.2'],
          readings: [],
        },
      ],
      untold: { clauses: ['1.1'], readings: [] },
    });
  });

  it('names by a fact that there is what makes an act none', () => {
    const { edition } = load("'1.1'", ', unless: loan.returnedAt');
    assert.deepEqual(edition?.governing?.acts[0]?.unless, ['loan', 'returnedAt']);
    const { diagnostics } = load("'1.1'", ', unless: loan.renewedAt');
    assert.deepEqual(
      diagnostics.map(({ code, message }) => [code, message]),
      [['unknown-fact', '`loan.renewedAt` is no fact of facts.yaml.']],
    );
  });

  it('cites every clause that the ledger gives to editions', () => {
    const { edition, diagnostics } = load("'2.1'");
    assert.equal(edition, undefined);
    assert.deepEqual(
      diagnostics.map(({ code, clause }) => [code, clause?.id]),
      [['clause-uncited', '1.1']],
    );
  });

  it('may be left out, and then nothing is asked of such clauses', () => {
    const { edition, diagnostics } = loadEdition(files);
    assert.deepEqual(diagnostics, []);
    assert.equal(edition?.governing, null);
  });
});
