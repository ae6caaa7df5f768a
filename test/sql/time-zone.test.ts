import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';

const source = (path: string): string => new URL(`../../src/${path}`, import.meta.url).href;

/** What a process takes the instants of a CSV file, and of a Parquet file that it makes of it, for. */
const script = (directory: string): string => `
  const { openDuckDb } = await import('${source('sql/duckdb/open-duckdb.js')}');
  const { relationOfFiles } = await import('${source('sql/duckdb/relation-of-files.js')}');
  const engine = await openDuckDb({ threads: 1, memoryMb: 500 });
  await engine.run("COPY (SELECT CAST(upper(placedAt) AS TIMESTAMPTZ) AS placedAt FROM read_csv('${directory}/cases.csv', all_varchar = true)) TO '${directory}/cases.parquet'");
  const found = [];
  for (const file of ['cases.csv', 'cases.parquet']) {
    const { from } = await relationOfFiles(engine, '${directory}/' + file, [{ name: 'placedAt', type: { kind: 'instant' } }], []);
    found.push((await engine.ask('SELECT placedAt FROM ' + from)).map(({ placedAt }) => Number(placedAt)));
  }
  console.log(JSON.stringify([await engine.ask("SELECT current_setting('TimeZone') AS zone"), ...found]));
  engine.close();
`;

describe('DuckDB on a machine that is not in UTC', () => {
  it('takes instants for what they are', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'clausebook-zone-'));
    try {
      await writeFile(
        join(directory, 'cases.csv'),
        'placedAt\n2026-01-01T00:00:00Z\n2026-07-01t02:00:00.5+02:00\n',
      );
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--import', './test/support/typescript.mjs', '--input-type=module', '--eval', script(directory)],
        {
          cwd: fileURLToPath(new URL('../..', import.meta.url)),
          env: { ...process.env, TZ: 'America/New_York' },
        },
      );
      const instants = [Date.parse('2026-01-01T00:00:00Z'), Date.parse('2026-07-01T00:00:00.500Z')];
      assert.deepEqual(JSON.parse(stdout), [[{ zone: 'America/New_York' }], instants, instants]);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
