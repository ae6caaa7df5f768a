import { writeFile } from 'node:fs/promises';
import { loadEdition } from '../../src/edition/load-edition.js';
import { readEditionFolder } from '../../src/edition/read-edition-folder.js';
import { formatDiagnostic } from '../../src/edition/format-diagnostic.js';
import { reviewsFor } from '../../src/edition/write-reviews.js';
import { factSchema } from '../../src/edition/fact-schema.js';
const dir = process.argv[2] ?? 'test/edition/fixtures/library-lending/2025-03-01';
const files = await readEditionFolder(dir);
const reviews = reviewsFor(files, { by: 'A Librarian', at: '2025-02-20T09:00:00Z' });
if (process.argv[3] === 'write' && reviews) { await writeFile(dir + '/reviews.yaml', reviews); files.set('reviews.yaml', reviews); }
const { edition, diagnostics } = loadEdition(files, { folder: dir });
for (const d of diagnostics) console.log(formatDiagnostic(d) + '\n');
console.log(edition?.identity, [...(edition?.decisions.values() ?? [])].map((d) => [d.decision, d.reads, d.definitions.map((x) => x.term), d.parameters.map((p) => p.name)]));
if (edition && process.argv[3]==='schema') console.log(JSON.stringify(factSchema(edition, [...edition.decisions.keys()][0]!), null, 1));
