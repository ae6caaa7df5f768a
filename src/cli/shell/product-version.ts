import { readFile } from 'node:fs/promises';

/** The version of this product. */
export const productVersion = async (): Promise<string> => {
  const file = new URL('../../../package.json', import.meta.url);
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { readonly version: string }; // its own
  return version;
};
