import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { githubCommand } from '../../../src/cli/rules/told-findings.js';
import { boatFiles } from '../../support/boat-hire.js';
import { at } from '../../service/service-under-test.js';
import { call, libraryEditions, temporary, writeEdition } from '../support/call.js';

const broken = boatFiles({
  rules: '- { id: fair, then: { outcome: goes-out, because: "{limit}" } }',
  parameters: `parameters:
  - parameter: limit
    clauses: ['1.2']
    describes: The wind from which it storms.
    changedBy: the harbour master
    type: integer
    values:
      - { from: '2026-05-01T00:00:00Z', published: '2026-04-01T00:00:00Z', value: 8 }
constraints:
  - { holds: limit < 8, clauses: ['1.2'], code: too-windy, message: That is a storm. }
`,
});

describe('`clausebook check --format`', () => {
  test('github has each finding stand at its file and line', async (t) => {
    const directory = await temporary(t);
    const folder = await writeEdition(directory, 'rules/boat-hire/2026', broken);
    const features = join(directory, 'features', 'boat-hire');
    await mkdir(features, { recursive: true });
    const table = 'phrases:\n  - phrase: the wind is {int}\n    sets: { nothing: $1 }\n';
    await writeFile(join(features, 'phrases.yaml'), table);
    await writeFile(join(features, '01.feature'), 'Feature: 1. A\n  Scenario: B\n    Given nonsense\n');
    const whole = await call(['check', folder, '--features', join(directory, 'features')]);
    const { code, out, err } = await call([
      ...['check', folder, '--features', join(directory, 'features'), '--format', 'github'],
    ]);
    assert.deepEqual([code, err, whole.code], [1, '', 1]);
    const [first = ''] = out.split('\n');
    const file = relative(resolve(), folder);
    assert.ok(first.startsWith(`::error file=${file}/`), first);
    assert.match(
      first,
      /\/parameters\.yaml,line=10,endLine=10,col=5,endColumn=\d+,title=parameter-constraint::/,
    );
    assert.match(first, /That is a storm.*%0A→ /);
    const sound = await writeEdition(
      directory,
      'sound/boat-hire/2026',
      boatFiles({ rules: '- { id: fair, then: { outcome: goes-out } }' }),
    );
    const told = await call([
      'check',
      sound,
      '--features',
      join(directory, 'features'),
      '--format',
      'github',
    ]);
    const feature = relative(resolve(), join(features, '01.feature'));
    assert.ok(told.out.includes(`::error file=${feature},line=3,endLine=3,`), told.out);
    assert.deepEqual([told.code, told.err], [1, '']);
    const found = (whole.out.match(/ {2}(?:error|warning) {2}/g) ?? []).length;
    assert.ok(found >= 1);
    assert.equal((out.match(/^::(?:error|warning) /gm) ?? []).length, found);
    assert.match(out, /\n.*: \d+ errors?, \d+ warnings?\n$/);
  });

  test('escapes what would end a command or a property', () => {
    const written = githubCommand(
      {
        ...{
          severity: 'error',
          code: 'a',
          file: 'x,y:z%.yaml',
          line: 2,
          column: 1,
          endLine: 3,
          endColumn: 4,
        },
        ...{ message: 'one\ntwo, 100%: three', hint: 'four' },
      },
      resolve(),
    );
    assert.equal(
      written,
      '::error file=x%2Cy%3Az%25.yaml,line=2,endLine=3,title=a::one%0Atwo, 100%25: three%0A→ four',
    );
  });

  test('sarif is one run with a result for each finding, and scenarios that are wrong at their lines', async (t) => {
    const directory = await temporary(t);
    const folder = await writeEdition(directory, 'rules/boat-hire/2026', broken);
    const { code, out, err } = await call(['check', folder, '--format', 'sarif']);
    assert.deepEqual([code, err], [1, '']);
    const sarif: unknown = JSON.parse(out);
    assert.deepEqual([at(sarif, 'version'), at(sarif, 'runs.0.tool.driver.name')], ['2.1.0', 'clausebook']);
    const place = 'runs.0.results.0.locations.0.physicalLocation';
    assert.ok(String(at(sarif, `${place}.artifactLocation.uri`)).startsWith(relative(resolve(), folder)));
    assert.ok(Number(at(sarif, `${place}.region.startLine`)) > 0);
    assert.match(String(at(sarif, 'runs.0.results.0.message.text')), /storm/);
    const sound = await call(['check', '--editions', libraryEditions, '--format', 'sarif']);
    assert.deepEqual([sound.code, at(JSON.parse(sound.out), 'runs.0.results')], [0, []]);
    assert.equal((await call(['check', folder, '--format', 'sarif', '--json'])).code, 2);
    assert.equal((await call(['check', folder, '--format', 'other'])).code, 2);
  });
});
