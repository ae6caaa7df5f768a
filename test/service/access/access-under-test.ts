import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { makeApiKey } from '../../../src/service/access/api-key.js';
import { openKeyFile, type KeyFile } from '../../../src/service/access/key-file.js';
import type { Refusal } from '../../../src/service/access/access-gate.js';
import { openAccess, type AccessOptions } from '../../../src/service/access/open-access.js';
import type { Scope } from '../../../src/service/access/scope.js';
import type { Gate } from '../../../src/service/http/gate.js';
import { now } from '../service-under-test.js';

/** A gate, the texts of a key for each scope, and what it refused. */
export interface AccessUnderTest {
  readonly gate: Gate;
  readonly keys: Readonly<Record<Scope, string>>;
  readonly keyFile: KeyFile;
  readonly refusals: readonly Refusal[];
}

/** What a test may change of the gate. */
export interface AccessTestOptions extends Partial<AccessOptions> {
  /** Milliseconds. */
  readonly elapsed?: () => number;
  readonly host?: string;
  readonly tellRefusal?: (refusal: Refusal) => void;
  /** Whether there are keys; default true. */
  readonly withKeys?: boolean;
}

const makeKey = (scope: Scope) =>
  makeApiKey({ name: scope, scopes: [scope], createdAt: now - 1000, expiresAt: null }, randomBytes);

/** Opens the gate over a file of keys, one for each scope; closed after the test. */
export const openAccessForTest = async (
  context: TestContext,
  { elapsed = () => 0, host = '127.0.0.1', withKeys = true, tellRefusal, ...options }: AccessTestOptions = {},
): Promise<AccessUnderTest> => {
  const directory = await mkdtemp(join(tmpdir(), 'access-'));
  context.after(() => rm(directory, { recursive: true }));
  const keysFile = join(directory, 'keys.json');
  const keyFile = openKeyFile(keysFile);
  const made = {
    decide: makeKey('decide'),
    audit: makeKey('audit'),
    publish: makeKey('publish'),
    erase: makeKey('erase'),
    draft: makeKey('draft'),
    approve: makeKey('approve'),
    choose: makeKey('choose'),
  };
  if (withKeys) await keyFile.write(Object.values(made).map(({ kept }) => kept));
  const refusals: Refusal[] = [];
  let requests = 0;
  const opened = await openAccess(
    { keysFile, insecure: false, openMetrics: false, ...options },
    {
      host,
      clock: () => now,
      elapsed,
      newRequestId: () => `request-${(requests += 1)}`,
      tellRefusal: (refusal) => {
        refusals.push(refusal);
        tellRefusal?.(refusal);
      },
      reportUnreadableKeys: () => undefined,
    },
  );
  if (opened.code !== 'open') throw new Error(`There is no gate: ${opened.code}`);
  const { gate, close } = opened.access;
  context.after(close);
  const keys = {
    decide: made.decide.text,
    audit: made.audit.text,
    publish: made.publish.text,
    erase: made.erase.text,
    draft: made.draft.text,
    approve: made.approve.text,
    choose: made.choose.text,
  };
  return { gate, keys, keyFile, refusals };
};
