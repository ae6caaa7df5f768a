import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('../../../src/web', import.meta.url));
const built = fileURLToPath(new URL('../../../dist/web', import.meta.url));

/** Where the built book is. Throws where it is not built, or its sources are newer: another book would be tested. */
export const builtBook = (): string => {
  const page = join(built, 'index.html');
  if (!existsSync(page)) throw new Error('The book is not built. Run `npm run build`.');
  const at = statSync(page).mtimeMs;
  const newer = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => {
    const { mtimeMs, isFile } = fileAt(join(sources, file));
    return isFile && mtimeMs > at;
  });
  if (newer.length > 0)
    throw new Error(
      `The book was built before its sources changed (${newer.slice(0, 3).join(', ')}). Run \`npm run build\`.`,
    );
  return built;
};

const fileAt = (path: string): { readonly mtimeMs: number; readonly isFile: boolean } => {
  const found = statSync(path);
  return { mtimeMs: found.mtimeMs, isFile: found.isFile() };
};
