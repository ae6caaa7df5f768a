import { readFileSync, writeFileSync } from 'node:fs';
import { loadEdition } from '../../src/edition/load-edition.js';
import { formatDiagnostic } from '../../src/edition/format-diagnostic.js';
import { patched } from './patch.js';
import { libraryFiles as files } from './library.js';
const groups = JSON.parse(readFileSync('/tmp/examples.json', 'utf8'));
for (const rows of Object.values(groups) as any[]) for (const row of rows) {
  let ds; try { ds = loadEdition(patched(files, row)).diagnostics; } catch (e) { console.log('THROWS', row, e); continue; }
  const ok = ds.length === 1 && ds[0]!.code === row.code && (!row.says || new RegExp(row.says).test(ds[0]!.message + ' ' + ds[0]!.hint + ' ' + ds[0]!.clause?.id));
  console.log((ok ? 'ok  ' : 'BAD ') + row.code + ': ' + row.when);
  if (!ok || process.argv[2] === 'all') for (const d of ds) console.log(formatDiagnostic(d).replace(/^/gm, '      '));
  if (ds[0]) { if (row.text !== undefined && row.text.replaceAll('"',"'") !== ds[0].text.replaceAll('"',"'")) console.log('TEXT', row.when, row.text, ds[0].text); row.at = `${ds[0].file}:${ds[0].line}:${ds[0].column}`; row.text = ds[0].text; }
}
writeFileSync('/tmp/examples-out.json', JSON.stringify(groups));
