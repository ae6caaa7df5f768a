import assert from 'node:assert/strict';
import { OtherSigningKeyError } from '../../src/audit/chain/other-signing-key.js';
import { generateKeyPairSync } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { noDigest } from '../../src/language/canonical.js';
import { checkpointDigest, parseCheckpoint, type Checkpoint } from '../../src/audit/chain/checkpoint.js';
import { checkSignature } from '../../src/audit/chain/checkpoint-verification.js';
import {
  makeCheckpointing,
  type Checkpointing,
  type CheckpointingParts,
} from '../../src/audit/chain/checkpointing.js';
import type { DecisionLog } from '../../src/audit/store/decision-log.js';
import { NotRecordedError } from '../../src/audit/store/failures.js';
import { makeMemoryLog } from '../../src/audit/store/sqlite/memory-log.js';
import { readSigningKey, readVerifyingKeys, UnusableKeyError } from '../../src/audit/chain/signing-key.js';
import {
  openSigningKey,
  readSigningKeyFile,
  SigningKeyFileError,
  signingKeyFile,
} from '../../src/audit/chain/signing-key-file.js';
import { makeEntry, release, start } from './support/entries.js';
import { makeFolder } from './support/folder.js';

const pemOf = (kind: 'ed25519' | 'ed448'): string => {
  const { privateKey } = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ed448');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};
const key = readSigningKey(pemOf('ed25519'));

const notTurning = (): void => {
  throw new RangeError('The timer does not run.');
};

/** A log that is signed, with a timer that the test turns. */
const signed = async (
  context: TestContext,
  parts: Partial<Omit<CheckpointingParts, 'log'>> & { readonly log?: DecisionLog } = {},
): Promise<Checkpointing & { readonly turn: () => void; readonly log: DecisionLog }> => {
  const { log = makeMemoryLog() } = parts;
  let turn = notTurning;
  const checkpointing = makeCheckpointing({
    key,
    now: () => start,
    reportFailure: assert.ifError,
    repeat: (run) => {
      turn = run;
      return () => {
        turn = notTurning;
      };
    },
    ...parts,
    log,
  });
  log.hang(checkpointing.hook);
  context.after(() => log.close());
  await log.keepRelease(release);
  return {
    ...checkpointing,
    log,
    turn: () => {
      turn();
    },
  };
};

describe('checkpoints of a log', () => {
  it('are signed ends of its chains, each after the one before', async (context) => {
    const { log, make } = await signed(context);
    await log.append(makeEntry(1));
    const first = await make();
    await log.append(makeEntry(2));
    const second = await make();
    assert.ok(first !== undefined && second !== undefined);
    assert.deepEqual(await log.checkpoints(), [first, second]);
    assert.deepEqual([first.previous, second.previous], [noDigest, checkpointDigest(first)]);
    const [head] = await log.heads();
    assert.ok(head !== undefined);
    assert.deepEqual(second.heads, [{ ...head, root: await log.treeRoot(head) }]);
    assert.equal(second.format, 2);
    const keys = readVerifyingKeys(key.published.pem);
    assert.equal(checkSignature(second, keys), undefined);
    assert.equal(
      checkSignature({ ...second, at: first.at.replace('2030', '2031') }, keys)?.code,
      'bad-signature',
    );
    assert.deepEqual(parseCheckpoint(JSON.parse(JSON.stringify(second))), second);
  });

  it('are not made twice of the same ends, nor of a log without records', async (context) => {
    const { log, make } = await signed(context);
    assert.equal(await make(), undefined);
    await log.append(makeEntry(1));
    const first = await make();
    assert.deepEqual(await make(), first);
    assert.equal((await log.checkpoints()).length, 1);
  });

  it('are made after so many records', async (context) => {
    const { log, make } = await signed(context, { every: { records: 3, ms: 1 } });
    await log.append(makeEntry(1));
    await log.append(makeEntry(2));
    assert.equal((await log.checkpoints()).length, 0);
    await log.appendTogether([makeEntry(3), makeEntry(4)]);
    // One that is asked for waits for the one that is being made.
    assert.equal((await make())?.heads[0]?.sequence, 4);
    assert.equal((await log.checkpoints()).length, 1);
  });

  it('are made after a while if anything was recorded, and not else', async (context) => {
    const { log, turn, make } = await signed(context);
    turn();
    await make();
    assert.equal((await log.checkpoints()).length, 0);
    await log.append(makeEntry(1));
    turn();
    await make();
    turn();
    await make();
    assert.equal((await log.checkpoints()).length, 1);
  });

  it('are made at a clean stop', async (context) => {
    const kept: Checkpoint[] = [];
    const memory = makeMemoryLog();
    const { log } = await signed(context, {
      log: {
        ...memory,
        keepCheckpoint: (checkpoint) => {
          kept.push(checkpoint);
          return memory.keepCheckpoint(checkpoint);
        },
      },
    });
    await log.append(makeEntry(1));
    await log.close();
    assert.equal(kept[0]?.heads[0]?.sequence, 1);
  });

  it('build on those of another process that made one at the same moment', async (context) => {
    const memory = makeMemoryLog();
    const others = makeCheckpointing({
      log: memory,
      key,
      now: () => start + 1,
      reportFailure: assert.ifError,
    });
    let refused = 0;
    const store: DecisionLog = {
      ...memory,
      keepCheckpoint: async (checkpoint) => {
        const last = (await memory.checkpoints()).at(-1);
        if (refused === 0) {
          refused += 1;
          await others.make();
          await memory.append(makeEntry(9));
          throw new NotRecordedError('Another one follows it already.');
        }
        assert.equal(checkpoint.previous, last === undefined ? noDigest : checkpointDigest(last));
        await memory.keepCheckpoint(checkpoint);
      },
    };
    const { log, make } = await signed(context, { log: store });
    await log.append(makeEntry(1));
    const made = await make();
    assert.deepEqual([refused, (await memory.checkpoints()).length], [1, 2]);
    assert.equal(made?.heads[0]?.sequence, 2);
  });

  it('are not signed by a second key, unless that is accepted', async (context) => {
    const memory = makeMemoryLog();
    const parts = { log: memory, now: () => start + 1, reportFailure: assert.ifError };
    const other = makeCheckpointing({ ...parts, key: readSigningKey(pemOf('ed25519')) });
    const { log, make } = await signed(context, { log: memory });
    await log.append(makeEntry(1));
    await other.make();
    await assert.rejects(make(), OtherSigningKeyError);
    assert.equal((await memory.checkpoints()).length, 1);
    await makeCheckpointing({ ...parts, key, acceptKey: true }).make();
    await log.append(makeEntry(2));
    await Promise.all([make(), other.make()]);
    assert.equal((await memory.checkpoints()).at(-1)?.heads[0]?.sequence, 2);
  });

  it('that could not be made are told, and made up for by the next', async (context) => {
    const memory = makeMemoryLog();
    let broken = true;
    const failures: unknown[] = [];
    const store: DecisionLog = {
      ...memory,
      keepCheckpoint: (checkpoint) =>
        broken
          ? Promise.reject(new NotRecordedError('The disk is full.'))
          : memory.keepCheckpoint(checkpoint),
    };
    const { log, make, turn } = await signed(context, {
      log: store,
      reportFailure: (cause) => failures.push(cause),
    });
    await log.append(makeEntry(1));
    turn();
    await assert.rejects(make(), NotRecordedError);
    assert.equal(failures.length, 1);
    broken = false;
    turn();
    await make();
    assert.equal((await memory.checkpoints()).length, 1);
  });
});

describe('the signing key', () => {
  it('is made at the first start, for its owner alone, and stays', async (context) => {
    const directory = await makeFolder(context);
    const made = await openSigningKey(directory);
    assert.deepEqual((await openSigningKey(directory)).published, made.published);
    assert.equal((await stat(signingKeyFile(directory))).mode & 0o777, 0o600);
    assert.match(await readFile(signingKeyFile(directory), 'utf8'), /^-----BEGIN PRIVATE KEY-----\n/);
  });

  it('is published as PEM and as a JWK, and either verifies what it signed', () => {
    const signature = key.sign('words');
    const { pem, jwk, key: digest } = key.published;
    const forms = [pem, JSON.stringify(jwk), JSON.stringify({ keys: [jwk] }), JSON.stringify(key.published)];
    for (const form of forms) {
      const [verifying, ...others] = readVerifyingKeys(form);
      assert.deepEqual([verifying?.key, others], [digest, []]);
      assert.equal(verifying?.verifies('words', signature), true);
      assert.equal(verifying.verifies('other words', signature), false);
    }
    assert.equal(readVerifyingKeys(`${pem}\n${pem}`).length, 2);
  });

  it('must be Ed25519, and a key', async (context) => {
    assert.throws(() => readSigningKey(pemOf('ed448')), UnusableKeyError);
    assert.throws(() => readVerifyingKeys(pemOf('ed448')), UnusableKeyError);
    assert.throws(() => readVerifyingKeys('no key'), UnusableKeyError);
    const file = join(await makeFolder(context), 'key.pem');
    await assert.rejects(readSigningKeyFile(file), SigningKeyFileError);
    await writeFile(file, 'no key');
    await assert.rejects(readSigningKeyFile(file), SigningKeyFileError);
  });
});
