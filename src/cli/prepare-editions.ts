/**
 * The end of a build: makes the checks of what files may hold, then loads and checks the product's editions, and keeps them in the build with the checks of their facts. One with errors is
 * left out: `check` tells them. Those below directories that are named as arguments are kept, too: tests name theirs.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import standalone from 'ajv/dist/standalone/index.js';
import { editionFolders } from '../edition/read/edition-folders.js';
import type { Edition } from '../edition/model/edition.js';
import { readEditionFolder } from '../edition/read/read-edition-folder.js';
import { structureChecks } from '../edition/read/schemas.js';
import { withFactChecks } from '../engine/facts/prepare-fact-checks.js';
import { loadWholeEdition } from '../decide/editions/load-whole-edition.js';
import { preparedEditions } from '../edition/build/product-editions.js';
import { fileURLToPath } from 'node:url';

const checks = structureChecks(standalone.default);
await rm(dirname(checks[0]?.place ?? ''), { recursive: true, force: true });
for (const { place, code } of checks) {
  await mkdir(dirname(place), { recursive: true });
  await writeFile(place, code);
}

const rules = fileURLToPath(new URL('../../rules', import.meta.url));
const editions: Edition[] = [];
for (const directory of [rules, ...process.argv.slice(2)])
  for (const folder of await editionFolders(directory)) {
    const { edition } = loadWholeEdition(await readEditionFolder(folder));
    if (edition !== undefined) editions.push(withFactChecks(edition));
  }
await preparedEditions.replace(editions);
