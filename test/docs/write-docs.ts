/** `npm run docs`: writes the generated pages of the documentation. */
import { writeFile } from 'node:fs/promises';
import { generatedPages } from './pages.js';

for (const { file, text } of await generatedPages()) await writeFile(file, text);
