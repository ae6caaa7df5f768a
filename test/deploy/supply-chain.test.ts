import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { at, isRecord } from '../service/service-under-test.js';

const root = new URL('../../', import.meta.url);
const jsonOf = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(file, root), 'utf8')) as unknown;

/** What may run in service: licences that ask for no more than to be named. */
const allowed = new Set([
  ...['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'BlueOak-1.0.0', 'Zlib'],
  // What `duck` writes for BSD-2-Clause.
  'BSD',
]);
/** Whether an expression of SPDX is fulfilled by licences of the list: of several, one will do, or all must. */
const isAllowed = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((each) => allowed.has(each)));

describe('what runs in service', () => {
  it('has licences of the list, and a digest of each package', async () => {
    const packages = at(await jsonOf('package-lock.json'), 'packages');
    assert.ok(isRecord(packages));
    const wrong = Object.entries(packages).flatMap(([path, about]) => {
      if (path === '' || at(about, 'dev') === true) return [];
      const licence = at(about, 'license');
      const fine =
        typeof licence === 'string' && isAllowed(licence) && typeof at(about, 'integrity') === 'string';
      return fine ? [] : [`${path}: ${String(licence)}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('is pinned exactly', async () => {
    const dependencies = at(await jsonOf('package.json'), 'dependencies');
    assert.ok(isRecord(dependencies));
    for (const [name, version] of Object.entries(dependencies))
      assert.match(String(version), /^\d+\.\d+\.\d+$/, name);
  });

  it('is told as CycloneDX', async () => {
    const { stdout } = await promisify(execFile)(
      'npm',
      ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'],
      {
        cwd: fileURLToPath(root),
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const list: unknown = JSON.parse(stdout);
    assert.equal(at(list, 'bomFormat'), 'CycloneDX');
    const components = at(list, 'components');
    assert.ok(Array.isArray(components));
    assert.ok(components.some((component: unknown) => at(component, 'name') === 'libsql'));
  });
});
