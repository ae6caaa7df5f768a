import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

describe('a service that can open no more files', () => {
  it('answers 503 for what it would have to load, and loads it when it can', async () => {
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      `ulimit -n 400 && exec "$0" --import "$1" "$2"`,
      process.execPath,
      pathOf('../support/typescript.mjs'),
      pathOf('support/out-of-descriptors.ts'),
    ]);
    assert.deepEqual(JSON.parse(stdout), {
      ...{ without: [503, 503, 503, 503, 503], again: [200, 200, 200, 200, 200], defects: 0 },
    });
  });
});
