/** A process that exports a log and kills itself when a step of the commit is reached: `killed-export.ts DATA FOLDER STEP`, from 1. */
import { openExportFolder } from '../../../src/cli/columns/export-folder.js';
import { exportColumns } from '../../../src/cli/columns/export-columns.js';
import { makeRowsPool } from '../../../src/cli/columns/rows-pool.js';
import { openLog } from '../../../src/cli/arguments/open.js';
import { withDuckDb } from '../../../src/cli/sql/with-duckdb.js';

const [data = '', directory = '', step = ''] = process.argv.slice(2);
let steps = 0;
const folder = await openExportFolder(directory, () => {
  steps += 1;
  if (steps === Number(step)) process.kill(process.pid, 'SIGKILL');
});
const log = await openLog({ data, store: undefined });
const withPersonal = false;
const pool = makeRowsPool(log, { withPersonal, personalKey: undefined }, 0);
const nothing = (): void => undefined;
await withDuckDb((duckdb) =>
  exportColumns({
    ...{ log, folder, duckdb, pool, withPersonal },
    ...{ progress: nothing, tell: nothing, unlessStopped: nothing },
  }),
);
await folder.release();
await log.close();
process.exitCode = 17;
