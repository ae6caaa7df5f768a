/**
 * The end of a build: loads and checks the product's editions, and keeps them in the build with the checks of their facts. One with errors is
 * left out: `check` tells them. Those below directories that are named as arguments are kept, too: tests name theirs.
 */
import { editionFolders } from '../edition/read/edition-folders.js';
import type { Edition } from '../edition/model/edition.js';
import { readEditionFolder } from '../edition/read/read-edition-folder.js';
import { withFactChecks } from '../engine/facts/prepare-fact-checks.js';
import { loadWholeEdition } from '../decide/editions/load-whole-edition.js';
import { preparedEditions } from '../edition/build/product-editions.js';
import { fileURLToPath } from 'node:url';

const rules = fileURLToPath(new URL('../../rules', import.meta.url));
const editions: Edition[] = [];
for (const directory of [rules, ...process.argv.slice(2)])
  for (const folder of await editionFolders(directory)) {
    const { edition } = loadWholeEdition(await readEditionFolder(folder));
    if (edition !== undefined) editions.push(withFactChecks(edition));
  }
await preparedEditions.replace(editions);
