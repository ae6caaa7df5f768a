import { readFileSync, writeFileSync } from 'node:fs';
import { loadEdition } from '../../src/edition/load-edition.js';
import { readEditionFolder } from '../../src/edition/read-edition-folder.js';
import { formatDiagnostic } from '../../src/edition/format-diagnostic.js';
import { patched } from './patch.js';
const files = await readEditionFolder('test/edition/fixtures/library-lending/2025-03-01');
const groups = JSON.parse(readFileSync('/tmp/examples.json', 'utf8'));
for (const rows of Object.values(groups) as any[]) for (const row of rows) {
  let ds; try { ds = loadEdition(patched(files, row)).diagnostics; } catch (e) { console.log('THROWS', row, e); continue; }
  const ok = ds.length === 1 && ds[0]!.code === row.code && (!row.says || new RegExp(row.says).test(ds[0]!.message + ' ' + ds[0]!.hint));
  console.log((ok ? 'ok  ' : 'BAD ') + row.code + ': ' + row.when);
  if (!ok || process.argv[2] === 'all') for (const d of ds) console.log(formatDiagnostic(d).replace(/^/gm, '      '));
  if (ds[0]) { row.at = `${ds[0].file}:${ds[0].line}:${ds[0].column}`; row.text = ds[0].text; }
}
writeFileSync('/tmp/examples-out.json', JSON.stringify(groups));
