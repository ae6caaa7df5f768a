import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const audit = fileURLToPath(new URL('../../.ci/audit', import.meta.url));

/** What the audit says, where npm says this. */
const auditing = async (
  t: TestContext,
  report: object,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly out: string }> => {
  const directory = await mkdtemp(join(tmpdir(), 'audit-'));
  t.after(() => rm(directory, { recursive: true }));
  const npm = join(directory, 'npm');
  await writeFile(npm, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(report)}\nEND\nexit 1\n`);
  await chmod(npm, 0o755);
  const { status, stdout } = spawnSync(process.execPath, [audit], {
    encoding: 'utf8',
    env: { ...process.env, CLAUSEBOOK_AUDIT: '', ...env, PATH: `${directory}:${process.env['PATH'] ?? ''}` },
  });
  return { code: status, out: stdout };
};

describe('the audit of packages', () => {
  it('fails where a vulnerability is known, and passes where none is', async (t) => {
    const vulnerabilities = { express: { name: 'express', severity: 'high', range: '<5.3.0' } };
    const found = await auditing(t, { vulnerabilities, metadata: { vulnerabilities: { total: 1 } } });
    assert.deepEqual(found, { code: 1, out: 'express <5.3.0: high\n' });
    const none = {
      vulnerabilities: {},
      metadata: { vulnerabilities: { total: 0 }, dependencies: { prod: 7 } },
    };
    assert.deepEqual(await auditing(t, none), { code: 0, out: 'No vulnerability is known of 7 packages.\n' });
  });

  it('says that it could not check, and fails there where it must', async (t) => {
    const refused = { message: '405 Method Not Allowed' };
    const { code, out } = await auditing(t, refused);
    assert.deepEqual([code, out], [0, 'NOT CHECKED for known vulnerabilities: 405 Method Not Allowed\n']);
    assert.equal((await auditing(t, refused, { CLAUSEBOOK_AUDIT: 'required' })).code, 1);
    assert.equal((await auditing(t, {}, { CLAUSEBOOK_AUDIT: 'required' })).code, 1);
  });
});
