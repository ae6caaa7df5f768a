import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { hooked } from '../../src/audit/store/sql/log-on.js';
import { makeMemoryLog } from '../../src/audit/store/sqlite/memory-log.js';
import { makeCompiledEvaluator } from '../../src/engine/compiled/compiled-evaluator.js';
import type { Decision } from '../../src/engine/evaluation.js';
import { makeReferenceEvaluator } from '../../src/engine/reference/reference-evaluator.js';
import { readDecideRequest } from '../../src/decide/request/decide-request.js';
import { tellDifference, type DifferenceNote } from '../../src/decide/shadow/differences.js';
import { makeShadowing, type ShadowingParts } from '../../src/decide/shadow/shadowing.js';
import { lying } from '../engine/support/wrong-evaluators.js';
import { libraryEdition } from '../service/library-edition.js';
import { at, startForTest } from '../service/service-under-test.js';

const temporary = async (context: TestContext): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'shadow-'));
  context.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
};

/** Shadowing of every question by a compiled evaluator whose decisions are wrong, and what it told. */
const shadowing = (lie: Partial<Decision>, more: Partial<ShadowingParts> = {}) => {
  const notes: DifferenceNote[] = [];
  let ids = 0;
  const made = makeShadowing({
    share: 1,
    makeLeading: (edition) => lying(makeCompiledEvaluator(edition), lie),
    makeReference: makeReferenceEvaluator,
    random: () => 0,
    dataDirectory: null,
    newId: () => `case-${(ids += 1)}`,
    report: (note) => notes.push(note),
    ...more,
  });
  return { ...made, notes };
};

const request = {
  asOf: '2026-03-01T11:00:00.000Z',
  facts: { daysLate: 3, borrower: 'Ada Lovelace' },
};
const name = `${'a'.repeat(12)}-case-1`;

describe('A decision on which the evaluators differ', () => {
  test('is kept before an erasure begins that is asked for later, so that the erasure removes it', async (t) => {
    const dataDirectory = await temporary(t);
    const { makeEvaluator, settled } = shadowing({ outcome: 'none' }, { dataDirectory });
    const keptAtErasure: string[][] = [];
    const memory = makeMemoryLog();
    const log = hooked({
      ...memory,
      erase: async () => {
        keptAtErasure.push(await readdir(join(dataDirectory, 'differences')).catch(() => []));
        return { event: null, records: 0 };
      },
    });
    log.hang({ beforeRemoval: settled });
    const service = await startForTest(t, { makeEvaluator, log });
    await service.post('/decide/fine', request);
    await log.erase({ id: 'erasure-1', at: 0, by: 'a person', reason: 'asked for', subject: 'anna' });
    assert.deepEqual(
      keptAtErasure.map((files) => files.length),
      [2],
    );
  });

  test('is answered and recorded by the reference, counted, kept as a case, and told without its facts', async (t) => {
    const dataDirectory = await temporary(t);
    const { makeEvaluator, counts, settled, notes } = shadowing({ outcome: 'none' }, { dataDirectory });
    const service = await startForTest(t, { makeEvaluator });
    const { status, json } = await service.post('/decide/fine', request);
    assert.deepEqual([status, json['outcome']], [200, 'due']);
    assert.equal((await service.get(`/decisions/${String(json['id'])}`)).json['outcome'], 'due');
    await settled();
    assert.deepEqual({ ...counts }, { evaluated: 1, differed: 1, notKept: 0 });

    assert.deepEqual((await readdir(join(dataDirectory, 'differences'))).sort(), [
      `${name}.json`,
      `${name}.request.json`,
    ]);
    const [note, ...others] = notes;
    assert.ok(note !== undefined && others.length === 0);
    assert.deepEqual(note.kept, { code: 'kept', file: `differences/${name}.json` });
    const kept: unknown = JSON.parse(
      await readFile(join(dataDirectory, 'differences', `${name}.json`), 'utf8'),
    );
    assert.deepEqual(at(kept, 'paths'), ['/decision/outcome']);
    assert.deepEqual(
      ['decision', 'asOf', 'asked', 'edition.digest', 'request'].map((path) => at(kept, path)),
      ['fine', request.asOf, 'decide', libraryEdition().identity.digest, `${name}.request.json`],
    );
    assert.equal(at(kept, 'leading.decision.outcome'), 'none');
    assert.equal(at(kept, 'reference.decision.outcome'), 'due');

    const line = tellDifference(note);
    assert.match(
      line,
      /differ on decide fine of library-rules\/2026-01-01 \(sha256:a+\) at \/decision\/outcome; /,
    );
    assert.match(line, /kept in `differences\/a+-case-1\.json`/);
    assert.doesNotMatch(line, /Ada|\n/);
  });

  test('is kept as a request that says the same again', async (t) => {
    const dataDirectory = await temporary(t);
    const { makeEvaluator, settled } = shadowing({ outcome: 'none' }, { dataDirectory });
    const edition = libraryEdition();
    const question = { decision: 'fine', facts: request.facts, asOf: Date.parse(request.asOf) };
    await makeEvaluator(edition).decide(question);
    await settled();
    const text = await readFile(join(dataDirectory, 'differences', `${name}.request.json`), 'utf8');
    const read = readDecideRequest(JSON.parse(text));
    assert.ok(read.code === 'read');
    assert.deepEqual(
      [read.value.facts, read.value.asOf, read.value.edition],
      [question.facts, question.asOf, edition.identity],
    );
  });

  test('keeps so many cases and no more, those of earlier runs among them; the others are counted and told', async (t) => {
    const dataDirectory = await temporary(t);
    const question = { decision: 'fine', facts: request.facts, asOf: Date.parse(request.asOf) };
    const earlier = shadowing({ outcome: 'none' }, { dataDirectory, newId: () => 'earlier' });
    await earlier.makeEvaluator(libraryEdition()).decide(question);
    await earlier.settled();

    const { makeEvaluator, counts, settled, notes } = shadowing(
      { outcome: 'none' },
      { dataDirectory, most: 3 },
    );
    const evaluator = makeEvaluator(libraryEdition());
    await Promise.all(Array.from({ length: 8 }, async () => evaluator.decide(question)));
    await settled();
    assert.deepEqual({ ...counts }, { evaluated: 8, differed: 8, notKept: 6 });
    assert.equal((await readdir(join(dataDirectory, 'differences'))).length, 6);
    assert.equal(notes.length, 8);
    const unkept = notes.filter(({ kept }) => kept.code === 'no-room');
    assert.equal(unkept.length, 6);
    assert.match(unkept.map(tellDifference).join('\n'), /not kept: there are 3 already/);

    await rm(join(dataDirectory, 'differences'), { recursive: true });
    await evaluator.decide(question);
    await settled();
    assert.equal((await readdir(join(dataDirectory, 'differences'))).length, 2);
  });

  test('is answered where its case cannot be written, and told why', async (t) => {
    const dataDirectory = join(await temporary(t), 'data');
    await writeFile(dataDirectory, 'a file where a folder should be');
    const { makeEvaluator, counts, settled, notes } = shadowing({ effects: {} }, { dataDirectory });
    const service = await startForTest(t, { makeEvaluator });
    const { json } = await service.post('/preview/fine', request);
    assert.deepEqual(json['effects'], { days: 3 });
    await settled();
    assert.deepEqual({ ...counts }, { evaluated: 1, differed: 1, notKept: 1 });
    assert.equal(notes[0]?.kept.code, 'not-written');
    assert.match(notes.map(tellDifference).join(), /not kept: ENOTDIR/);
  });

  test('is kept also after nobody could be told of the one before', async (t) => {
    const dataDirectory = await temporary(t);
    let calls = 0;
    const report = (): void => {
      calls += 1;
      if (calls === 1) throw new Error('nobody listens');
    };
    const { makeEvaluator, settled } = shadowing({ outcome: 'none' }, { dataDirectory, report });
    const evaluator = makeEvaluator(libraryEdition());
    for (const daysLate of [3, 4])
      await evaluator.decide({ decision: 'fine', facts: { daysLate }, asOf: Date.parse(request.asOf) });
    await settled();
    assert.equal(calls, 2);
    assert.equal((await readdir(join(dataDirectory, 'differences'))).length, 4);
  });

  test('is told where there is no data directory', async () => {
    const { makeEvaluator, counts, settled, notes } = shadowing({ outcome: 'none' });
    await makeEvaluator(libraryEdition()).decide({ decision: 'fine', facts: { daysLate: 0 }, asOf: 0 });
    await makeEvaluator(libraryEdition()).decide({ decision: 'fine', facts: { daysLate: 1 }, asOf: 0 });
    await settled();
    assert.deepEqual({ ...counts }, { evaluated: 2, differed: 1, notKept: 1 });
    assert.match(notes.map(tellDifference).join('\n'), /not kept: there is no data directory/);
  });

  test('keeps what was thrown', async (t) => {
    const dataDirectory = await temporary(t);
    const { makeEvaluator, settled } = shadowing(
      {},
      {
        dataDirectory,
        makeLeading: (edition) => ({
          ...makeCompiledEvaluator(edition),
          decide: () => {
            throw new RangeError('3 is divided by 0');
          },
        }),
      },
    );
    await makeEvaluator(libraryEdition()).decide({ decision: 'fine', facts: request.facts, asOf: 0 });
    await settled();
    const kept: unknown = JSON.parse(
      await readFile(join(dataDirectory, 'differences', `${name}.json`), 'utf8'),
    );
    assert.match(String(at(kept, 'leading.error')), /RangeError: 3 is divided by 0/);
  });
});

test('A share of 0 leaves the evaluator as it is', () => {
  const leading = makeCompiledEvaluator(libraryEdition());
  const { makeEvaluator } = shadowing({}, { share: 0, makeLeading: () => leading });
  assert.equal(makeEvaluator(libraryEdition()), leading);
});
