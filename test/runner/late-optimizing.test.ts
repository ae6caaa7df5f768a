import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

describe('V8 that optimizes late', () => {
  it('knows what it is told, in whichever Node runs the tests', () => {
    const late = fileURLToPath(new URL('late-optimizing.mjs', import.meta.url));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', late, '--eval', 'console.log("ran")'],
      { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
    );
    assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: 'ran\n', stderr: '' });
  });
});
