import { fileURLToPath } from 'node:url';
import { readEditionFolder } from '../../src/edition/read/read-edition-folder.js';

/** The folder of a small edition of another kind of contract: what a library lends, and what being late costs. */
export const libraryFolder = fileURLToPath(new URL('fixtures/library-lending/2025-03-01', import.meta.url));

/** Its files. */
export const libraryFiles = await readEditionFolder(libraryFolder);
