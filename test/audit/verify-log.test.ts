import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { auditBatch } from '../../src/audit/verify/batch-audit.js';
import { canonical, noDigest, sha256 } from '../../src/language/canonical.js';
import { signCheckpoint, type Checkpoint } from '../../src/audit/chain/checkpoint.js';
import { makeCheckpointing } from '../../src/audit/chain/checkpointing.js';
import type { Release } from '../../src/audit/store/decision-log.js';
import { tellFinding, type Finding } from '../../src/audit/verify/finding.js';
import { openSqliteLog } from '../../src/audit/store/sqlite/sqlite-log.js';
import { openSqliteSource } from '../../src/audit/store/sqlite/source.js';
import type { StoredRecord } from '../../src/audit/record/record.js';
import { seal } from '../../src/audit/record/record.js';
import { readSigningKey, readVerifyingKeys, type SigningKey } from '../../src/audit/chain/signing-key.js';
import { verifyLog, type Verification, type VerifyOptions } from '../../src/audit/verify/verify-log.js';
import { makeOwnPool } from '../../src/workers/pool.js';
import { digestOf } from '../../src/edition/model/digest.js';
import { countedBytes, makeEntry, release, start } from './support/entries.js';
import { editDatabase, editLines as edit, endAt } from './support/edit-log.js';
import { makeFolder } from './support/folder.js';

/** The release of the entries, under the digest that its files have. */
const digested: Release = {
  ...release,
  identity: { ...release.identity, digest: digestOf(release.files) },
};

const makeKey = (): SigningKey =>
  readSigningKey(
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
const key = makeKey();
const keys = readVerifyingKeys(key.published.pem);

const entry = (n: number, changes: Parameters<typeof makeEntry>[1] = {}): ReturnType<typeof makeEntry> => {
  const made = makeEntry(n, { subject: `subject ${n}`, ...changes });
  return { ...made, inputs: { ...made.inputs, edition: digested.identity } };
};

interface Written {
  readonly directory: string;
  /** Of the records 1 to 4, and 1 to 9. */
  readonly checkpoints: readonly Checkpoint[];
}

/** A data directory with records 1 to 9 and two checkpoints; closed. */
const written = async (context: TestContext): Promise<Written> => {
  const directory = await makeFolder(context);
  const log = await openSqliteLog({ directory, now: () => start });
  const checkpointing = makeCheckpointing({
    log,
    key,
    now: () => start,
    reportFailure: assert.ifError,
  });
  log.hang(checkpointing.hook);
  await log.keepRelease(digested);
  for (let n = 1; n <= 9; n += 1) {
    await log.append(entry(n));
    if (n === 4) await checkpointing.make();
  }
  const checkpoints = [await checkpointing.make()].concat(await log.checkpoints());
  await log.close();
  return { directory, checkpoints: checkpoints.filter((each) => each !== undefined).slice(1) };
};

const verify = async (directory: string, options: Partial<VerifyOptions> = {}): Promise<Verification> =>
  verifyLog(openSqliteSource(directory), { keys, ...options });

const codes = ({ findings }: Verification): readonly string[] => findings.map(({ code }) => code);
const places = ({ findings }: Verification): readonly unknown[] =>
  findings.map((finding) => ('at' in finding ? finding.at : null));

const record = (line: string | undefined): StoredRecord => JSON.parse(line ?? '') as StoredRecord; // as the log wrote it

/** The line with another outcome and the hash that goes with it. */
const altered = (line: string | undefined, changes: Partial<StoredRecord['body']> = {}): string => {
  const { body, open } = record(line);
  const changed = { ...body, decision: { ...body.decision, outcome: 'bought' }, ...changes };
  return canonical({ body: changed, hash: sha256(canonical(changed)), open });
};

/** All lines from a place on, hashed anew after the one before. */
const chained = (lines: readonly string[], from: number): string[] => {
  const result = lines.slice(0, from);
  for (const line of lines.slice(from)) {
    const before = result.at(-1);
    const previous = before === undefined ? noDigest : record(before).hash;
    const { body, open } = record(line);
    const moved = { ...body, previous, sequence: result.length + 1 };
    result.push(canonical({ body: moved, hash: sha256(canonical(moved)), open }));
  }
  return result;
};

const put = (lines: readonly string[], place: number, ...by: readonly string[]): string[] => [
  ...lines.slice(0, place),
  ...by,
  ...lines.slice(place + 1),
];

describe('verifying a log', () => {
  it('finds nothing in a log as it was recorded, and tells what it read', async (context) => {
    const { directory, checkpoints } = await written(context);
    const verification = await verify(directory, { kept: checkpoints });
    assert.deepEqual(verification.findings, []);
    const { records, releases, heads } = verification;
    assert.deepEqual([records, releases, verification.checkpoints], [9, 1, 2]);
    assert.deepEqual(
      heads,
      checkpoints[1]?.heads.map(({ chain, sequence, hash }) => ({ chain, sequence, hash })),
    );
  });

  const cases: readonly (readonly [
    what: string,
    change: (lines: string[]) => string[],
    expected: readonly string[],
    at: readonly string[],
  ])[] = [
    [
      'a record whose words were altered',
      (lines) => put(lines, 2, (lines[2] ?? '').replace('"outcome":"on-time"', '"outcome":"late"')),
      ['altered'],
      ['line 3'],
    ],
    [
      'a record that was altered and hashed anew, by the one that followed it',
      (lines) => put(lines, 2, altered(lines[2])),
      ['not-following'],
      ['line 4'],
    ],
    ['a record that was removed from the middle', (lines) => put(lines, 5), ['removed'], ['line 6']],
    ['the first record removed', (lines) => lines.slice(1), ['removed'], ['line 1']],
    [
      'a copy of a record that was put in',
      (lines) => put(lines, 6, lines[6] ?? '', lines[1] ?? ''),
      // The table has an id once.
      ['wrongly-indexed', 'inserted', 'id-twice'],
      ['line 8', 'line 8', 'line 8'],
    ],
    [
      'a new record that was put in after the one that it follows',
      (lines) => {
        const sealed = seal(entry(20), { sequence: 7, previous: record(lines[5]).hash }, countedBytes());
        return put(lines, 5, lines[5] ?? '', canonical(sealed));
      },
      ['inserted'],
      ['line 7'],
    ],
    [
      'two records that were swapped',
      (lines) => put(put(lines, 5, lines[6] ?? ''), 6, lines[5] ?? ''),
      ['moved'],
      ['line 7'],
    ],
    [
      'a record that was moved to the end',
      (lines) => [...put(lines, 1), lines[1] ?? ''],
      ['moved'],
      ['line 9'],
    ],
    [
      'a personal value that was altered',
      (lines) => put(lines, 3, (lines[3] ?? '').replace('for neighbour 4', 'for neighbour 5')),
      ['personal-value-altered'],
      ['line 4'],
    ],
    [
      'a line that was rewritten to the same meaning',
      (lines) => put(lines, 3, (lines[3] ?? '').replace('{"body"', '{ "body"')),
      ['not-canonical'],
      ['line 4'],
    ],
    ['a line that is no record any more', (lines) => put(lines, 3, 'gone'), ['malformed'], ['line 4']],
    [
      'an id that another record has',
      (lines) => chained(put(lines, 8, altered(lines[8], { id: 'decision-3' })), 8),
      ['wrongly-indexed', 'id-twice'],
      ['line 9', 'line 9'],
    ],
  ];
  for (const [what, change, expected, at] of cases)
    it(`finds ${what}, and names its line`, async (context) => {
      const { directory } = await written(context);
      edit(directory, change);
      const verification = await verify(directory);
      const ofLines = verification.findings.filter(({ code }) => !code.startsWith('end-'));
      assert.deepEqual(codes({ ...verification, findings: ofLines }), expected);
      assert.deepEqual(places({ ...verification, findings: ofLines }), at);
    });

  it('finds records that were cut from the end by the store itself and the checkpoint', async (context) => {
    const { directory } = await written(context);
    edit(directory, (lines) => lines.slice(0, 7));
    assert.deepEqual(codes(await verify(directory)), ['end-missing', 'end-missing']);
  });

  it('finds a log that was put back to an older state by a checkpoint that was kept, and by nothing else', async (context) => {
    const { directory, checkpoints } = await written(context);
    edit(directory, (lines) => lines.slice(0, 4));
    endAt(directory, 4);
    editDatabase(directory, (database) => {
      database.exec('DELETE FROM checkpoint WHERE number > 1');
    });
    assert.deepEqual(codes(await verify(directory)), []);
    const verification = await verify(directory, { kept: checkpoints.slice(1) });
    assert.deepEqual(codes(verification), ['end-missing', 'checkpoint-gone']);
  });

  it('finds a log that was hashed anew after a change by a checkpoint that was kept', async (context) => {
    const { directory, checkpoints } = await written(context);
    edit(directory, (lines) => chained(put(lines, 5, altered(lines[5])), 5));
    endAt(directory, 9);
    editDatabase(directory, (database) => {
      database.exec('DELETE FROM checkpoint');
    });
    assert.deepEqual(codes(await verify(directory)), []);
    const verification = await verify(directory, { kept: checkpoints });
    assert.deepEqual(codes(verification), ['end-differs', 'checkpoint-gone', 'checkpoint-gone']);
    const [finding] = verification.findings;
    assert.ok(finding?.code === 'end-differs');
    assert.deepEqual([finding.sequence, finding.agreesTo, finding.id], [9, 4, 'decision-9']);
  });

  it('finds a release that is gone, and one whose content is another', async (context) => {
    const { directory } = await written(context);
    editDatabase(directory, (database) => {
      database.exec(`UPDATE release SET files = replace(files, 'seven days', 'nine days')`);
    });
    assert.deepEqual(codes(await verify(directory)), ['release-altered']);
    editDatabase(directory, (database) => {
      database.exec('DELETE FROM release');
    });
    assert.deepEqual(codes(await verify(directory)), ['release-missing']);
  });

  const signed = (checkpoint: Checkpoint | undefined): Checkpoint => {
    assert.ok(checkpoint !== undefined);
    return checkpoint;
  };
  const checkpointCases: readonly (readonly [
    what: string,
    change: (checkpoints: readonly Checkpoint[]) => readonly Checkpoint[],
    expected: readonly string[],
  ])[] = [
    [
      'whose signature was forged',
      ([first, second]) => [signed(first), { ...signed(second), signature: signed(first).signature }],
      ['bad-signature'],
    ],
    [
      'that was signed with another key',
      ([first, second]) => [
        signed(first),
        signCheckpoint(signed(second), { key: makeKey(), before: first, at: start }),
      ],
      ['unknown-key'],
    ],
    ['whose forerunner was removed', ([, second]) => [signed(second)], ['previous-mismatch']],
    [
      'that ends before its forerunner',
      ([first, second]) => [
        signed(first),
        signed(second),
        signCheckpoint(signed(first), { key, before: second, at: start }),
      ],
      ['went-back'],
    ],
  ];
  for (const [what, change, expected] of checkpointCases)
    it(`finds a checkpoint ${what}`, async (context) => {
      const { directory, checkpoints } = await written(context);
      editDatabase(directory, (database) => {
        database.exec('DELETE FROM checkpoint');
        for (const checkpoint of change(checkpoints))
          database
            .prepare('INSERT INTO checkpoint (previous, checkpoint) VALUES (?, ?)')
            .run(checkpoint.previous, JSON.stringify(checkpoint));
      });
      const { findings } = await verify(directory);
      assert.deepEqual(
        findings.map((finding) =>
          finding.code === 'checkpoint-wrong' ? finding.problem.code : finding.code,
        ),
        expected,
      );
    });

  it('finds a kept checkpoint that was forged', async (context) => {
    const { directory, checkpoints } = await written(context);
    const forged = { ...signed(checkpoints[1]), at: '2031-01-01T00:00:00.000Z' };
    assert.deepEqual(codes(await verify(directory, { kept: [forged] })), ['checkpoint-wrong']);
  });

  it('comes to the same findings batch by batch, and tells no more than it is asked to', async (context) => {
    const { directory } = await written(context);
    edit(directory, (lines) => put(put(lines, 2), 5));
    const whole = await verify(directory);
    assert.deepEqual(codes(whole).filter((code) => code === 'removed').length, 2);
    const source = openSqliteSource(directory);
    async function* slowly(): ReturnType<typeof source.lines> {
      // More characters than a batch takes, so that each line is a batch of its own.
      for await (const { at, text } of source.lines()) yield { at, text: text + ' '.repeat(1024 * 1024) };
    }
    const single = await verifyLog(
      { ...source, lines: slowly },
      {
        keys,
        makePool: (wanted) =>
          makeOwnPool(({ lines, indexed }) =>
            auditBatch({ lines: lines.map((line) => line.trimEnd()), indexed }, wanted),
          ),
      },
    );
    assert.deepEqual(codes(single), codes(whole));
    const few = await verify(directory, { mostFindings: 1 });
    assert.deepEqual([few.findings.length, few.untold], [1, codes(whole).length - 1]);
  });

  it('tells every finding in words, with the place', async (context) => {
    const { directory } = await written(context);
    edit(directory, (lines) => put(lines, 5));
    const [finding] = (await verify(directory)).findings;
    assert.ok(finding !== undefined);
    assert.match(
      tellFinding(finding satisfies Finding),
      /^removed: before line 6 \(record `decision-7`\): record 6 is missing\. /,
    );
  });
});
