import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Document, isCollection, parse } from 'yaml';
import { writeValue } from '../../src/edition/edit/write-value.js';

const tariff = await readFile(
  new URL('../../rules/kommo-ai-agent-terms/2026-04-27/parameters.yaml', import.meta.url),
  'utf8',
);

/** A key with a value, in one style or the other. */
const itIs = (value: unknown, isFlow: boolean): string => {
  const document = new Document({ it: value });
  const node = document.get('it', true);
  if (isFlow && isCollection(node)) node.flow = true;
  return document.toString();
};

/** The lines that only one of two texts has. */
const changedLines = (before: string, after: string) => {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return {
    gone: old.filter((line) => !now.includes(line)),
    added: now.filter((line) => !old.includes(line)),
  };
};

const commented = `# Above all
list: # beside the key
  # Above the first
  - { a: 1, b: 'two' } # beside the first

  # Above the second
  - a: 3
    b: "four" # beside b
    long: >-
      folded
      text
more: [x, y,   z]
end: true
`;

describe('A value that is written into a file', () => {
  it('changes one number of a tariff, and no other character', () => {
    const path = ['parameters', 1, 'values', 1, 'value', 0, 'credits'];
    const changed = writeValue(tariff, path, 3) ?? '';
    deepEqual(changedLines(tariff, changed), {
      gone: ['          - { functionality: ai-reply, perUnits: 1, credits: 2, rounding: up }'],
      added: ['          - { functionality: ai-reply, perUnits: 1, credits: 3, rounding: up }'],
    });
    equal(changed.length, tariff.length);
  });

  it('adds an item in the manner of those beside it', () => {
    const { parameters } = parse(tariff) as { parameters: { values: unknown[] }[] };
    const values = parameters[3]?.values ?? [];
    const next = { from: '2027-01-01T00:00:00Z', published: '2026-12-01T00:00:00Z', value: 4 };
    const changed = writeValue(tariff, ['parameters', 3, 'values'], [...values, next]) ?? '';
    deepEqual(changedLines(tariff, changed), {
      gone: [],
      added: ["      - { from: '2027-01-01T00:00:00Z', published: '2026-12-01T00:00:00Z', value: 4 }"],
    });
  });

  it('keeps comments, quotes, spaces and empty lines around what changes', () => {
    const changed = writeValue(
      commented,
      ['list'],
      [
        { a: 1, b: 'zwei' },
        { a: 5, b: 'four', long: 'other text', new: [1] },
        { a: 9, b: 'nine' },
      ],
    );
    equal(
      changed,
      commented
        .replace("'two'", "'zwei'")
        .replace('a: 3', 'a: 5')
        .replace('folded\n      text', 'other text\n    new: [1]\n\n  - a: 9\n    b: "nine"'),
    );
    equal(
      writeValue(commented, ['list'], [(parse(commented) as { list: unknown[] }).list[1]]),
      commented.replace("  - { a: 1, b: 'two' } # beside the first\n", ''),
    );
    equal(writeValue(commented, ['more'], ['x', 'z']), commented.replace('x, y,   z', 'x, z'));
  });

  it('is put into a long list in little time and room', () => {
    const rows = Array.from({ length: 6000 }, (_, nth) => ({ from: nth, to: nth + 1 }));
    const text = `rows:\n${rows.map(({ from, to }) => `  - { from: ${from}, to: ${to} }`).join('\n')}\n`;
    const changed = writeValue(text, ['rows'], rows.toSpliced(3000, 1, { from: 7, to: 8 }).toSpliced(10, 1));
    equal(
      changed,
      text
        .replace('{ from: 3000, to: 3001 }', '{ from: 7, to: 8 }')
        .replace('  - { from: 10, to: 11 }\n', ''),
    );
    equal(
      writeValue(text, ['rows'], rows.toReversed()),
      `rows:\n${text.trimEnd().split('\n').slice(1).reverse().join('\n')}\n`,
    );
  });

  it('keeps the ends of lines', () => {
    const crLf = commented.replaceAll('\n', '\r\n');
    const changed = writeValue(crLf, ['list', 1, 'added'], undefined);
    equal(changed, undefined, 'a path that is not there');
    const added = writeValue(crLf, ['list'], [{ a: 1, b: 'two' }, { a: 3, b: 'four' }, { a: 4 }]) ?? '';
    ok(!/[^\r]\n/.test(added));
  });

  it('is what the file then says, whatever it was and is', () => {
    const scalar = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        'yes',
        '1',
        '- a',
        '# b',
        'a: b',
        'two\nlines',
        '',
        ' x ',
        "it's",
        '2026-04-27',
        '~',
        'null',
      ),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, scalar, tie('list'), tie('record')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      record: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd e'), tie('value'), {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    }));
    let written = 0;
    fc.assert(
      fc.property(value, value, fc.boolean(), (before, after, isFlow) => {
        const text = `# head\nkey: 1\n${itIs(before, isFlow)}# tail\nlast: 2\n`;
        const changed = writeValue(text, ['it'], after);
        if (changed === undefined) return;
        written += 1;
        deepEqual(parse(changed), { key: 1, it: after, last: 2 });
        ok(changed.startsWith('# head\nkey: 1\n') && changed.endsWith('# tail\nlast: 2\n'), changed);
      }),
      { numRuns: 400 },
    );
    ok(written > 380, `${String(written)} of 400 were written`);
  });
});
