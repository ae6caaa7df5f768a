import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFindings } from '../../../src/edition/read/diagnostic.js';
import { parseSource } from '../../../src/edition/read/parse-source.js';

test('a source that is whole and in use is given again, under its own name alone', () => {
  const text = 'order:\n  total: 3\n';
  const one = parseSource('rules/a.yaml', 'a.yaml', text, makeFindings());
  assert.equal(parseSource('rules/a.yaml', 'a.yaml', text, makeFindings()), one);
  const other = parseSource('elsewhere/a.yaml', 'a.yaml', text, makeFindings());
  assert.equal(other.name, 'elsewhere/a.yaml');
  assert.deepEqual(other.value, one.value);
});

test('what is wrong with a source is said each time that it is read', () => {
  for (const time of ['first', 'second']) {
    const findings = makeFindings();
    const source = parseSource('rules/b.yaml', 'b.yaml', 'order: {\n', findings);
    assert.equal(source.document, undefined, time);
    assert.deepEqual(
      findings.sorted().map(({ code }) => code),
      ['yaml-syntax'],
      time,
    );
  }
});
