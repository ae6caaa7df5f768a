import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { lineText, link, makeUnchained, type Entry } from '../../src/audit/record/record.js';
import { cutLines } from '../../src/cli/columns/cut-lines.js';
import { holdsName, makePlainRows } from '../../src/cli/columns/plain-rows.js';
import { makeRowsOfLines } from '../../src/cli/columns/rows-of-lines.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import { noDigest } from '../../src/language/canonical.js';
import { boatHire } from '../support/boat-hire.js';
import { openDuckDb } from './support/duckdb.js';
import { randomQuestions } from './support/questions.js';

const facts = `
  wind: { type: integer, minimum: 0 }
  from: { type: instant, orNever: true }
  day: { type: date }
  opens: { type: time }
  crew: { type: list, of: { type: record, fields: { name: { type: text }, since: { type: instant } } } }
  days: { type: list, of: { type: date } }
  tags: { type: list, of: { type: text } }
  fee: { type: money }
  calm: { type: boolean }
  boat: { type: record, fields: { kind: { type: text }, price: { type: money } } }`;
const names = ['wind', 'from', 'day', 'opens', 'crew', 'days', 'tags', 'fee', 'calm', 'boat'];
const tried = names.map((fact) => `{ fact: ${fact}, operator: present, value: true }`);
const edition = boatHire({
  facts,
  rules: `- { id: goes, when: { all: [${tried.join(', ')}] }, then: { outcome: goes } }`,
  listed: `[${names.map((fact) => `${fact}?`).join(', ')}]`,
});
const ruleSet = edition.decisions.get('hire') ?? assert.fail('no such decision');

const lineOf = (
  asked: Readonly<Record<string, unknown>>,
  nth: number,
  more: Partial<Entry['inputs']> = {},
) => {
  const entry: Entry = {
    ...{ id: `id-${nth}`, decidedAt: Date.parse('2026-06-01T00:00:00Z') + nth, cites: [], personal: [] },
    inputs: {
      decision: 'hire',
      asOf: 1_780_000_000_000 + nth,
      facts: asked,
      edition: edition.identity,
      ...more,
    },
    decision: {
      ...{ decision: 'hire', outcome: 'goes', effects: {}, discretion: null, standing: ['goes'] },
      ...{ overridden: [], values: {}, readings: [], assumed: [], conflict: null },
    },
  };
  return lineText(link(makeUnchained(entry, randomBytes), { sequence: nth + 1, previous: noDigest }).line);
};

const cut = (lines: readonly string[], withPersonal = false) =>
  cutLines({ first: 1, count: lines.length, bytes: Buffer.from(lines.join('\n')) }, withPersonal) ??
  assert.fail('they are told apart');

/** The rows that SQL makes of lines, and those that reading one by one makes, as the same table. */
const bothWays = async (lines: readonly string[]) => {
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-plain-'));
  const duckdb = await openDuckDb();
  try {
    const [plain, ...others] = cut(lines).plain;
    assert.ok(plain !== undefined && others.length === 0);
    await writeFile(join(folder, 'lines'), plain.pieces);
    const { query, types } = makePlainRows(edition, ruleSet, false);
    const { rows } = await makeRowsOfLines({ withPersonal: false, personalKey: undefined }, () =>
      Promise.resolve(edition),
    )({ lines });
    await writeFile(join(folder, 'rows'), rows[0]?.text ?? '');
    const columns = types.map(([name, type]) => `'${name}': '${type}'`).join(', ');
    const [bySql, byLine] = [
      await duckdb.ask(query(join(folder, 'lines'), plain, (name) => name)),
      await duckdb.ask(
        `SELECT * FROM read_json('${join(folder, 'rows')}', format = 'newline_delimited', columns = {${columns}})`,
      ),
    ];
    return { bySql, byLine };
  } finally {
    await duckdb.close();
    await rm(folder, { recursive: true });
  }
};

describe('rows that SQL makes of records', () => {
  it('are those that reading them one by one makes, or are left', async () => {
    const questions = randomQuestions(edition, ruleSet, makeCompiledEvaluator(edition), 600, 3);
    const asked: Readonly<Record<string, unknown>>[] = [
      ...questions.map((one) => one.facts),
      ...[
        {},
        { boat: {} },
        { crew: [] },
        { tags: ['\u0001 "\\ ü 🚣'] },
        { from: 'never', day: '2024-02-29' },
      ],
      ...[{ from: '2026-06-01T00:00:00.5+14:00' }, { from: '2026-02-28T23:59:59Z', wind: 2 ** 53 - 1 }],
      ...[{ crew: [{ name: 'Ada', since: '2026-06-01t00:00:00z' }] }],
    ];
    const { bySql, byLine } = await bothWays(asked.map((one, nth) => lineOf(one, nth)));
    assert.equal(bySql.length, asked.length);
    let compared = 0;
    for (const [at, { [holdsName]: holds, ...row }] of bySql.entries()) {
      if (holds !== true) continue;
      assert.deepEqual(row, byLine[at]);
      compared += 1;
    }
    assert.ok(compared > 100 && compared < asked.length, `${compared} of ${asked.length}`);
  });

  it('are made of nothing but records as the product wrote them', () => {
    const [line, other] = [lineOf({ wind: 1 }, 0), lineOf({ wind: 2 }, 1)];
    const isPlain = (one: string, withPersonal = false): boolean => {
      const { plain, others, hash } = cut([other, one], withPersonal);
      assert.equal(plain.reduce((sum, { rows }) => sum + rows, 0) + others.length, 2);
      assert.equal(hash === null, others.length === 1);
      return others.length === 0;
    };
    assert.ok(isPlain(line));
    assert.ok(!isPlain(line.replace('"wind":1', '"wind":3')));
    assert.ok(!isPlain('{"body":{}}'));
    assert.ok(!isPlain(''));
    assert.ok(!isPlain(lineOf({ tags: ['\ud800'] }, 0)));
    const about = lineOf({ wind: 1 }, 0, { subject: 'Ada Lovelace' });
    assert.ok(isPlain(about));
    assert.ok(!isPlain(about, true));
    const [group] = cut([about, line]).plain;
    const text = Buffer.concat(group?.pieces ?? []).toString();
    assert.equal(group?.rows, 2);
    assert.ok(!text.includes('Lovelace'));
    assert.deepEqual(
      text.split('\n').map((one) => (one === '' ? '' : JSON.stringify(JSON.parse(one)).slice(0, 8))),
      ['{"body":', '{"body":', ''],
    );
    assert.equal(cutLines({ first: 1, count: 1, bytes: Buffer.from(`${line}\n${line}`) }, false), undefined);
  });
});
