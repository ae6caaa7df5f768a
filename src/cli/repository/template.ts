import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The name and the title of the contract in the template. */
export const sampleDocument = 'delivery-terms';
export const sampleTitle = 'Delivery Terms';

/** A file of a new repository. */
export interface NewFile {
  /** Below the repository's folder. */
  readonly path: string;
  readonly content: string;
  /** Whether it is the contract's own, and not the repository's. */
  readonly isContract: boolean;
}

/** Beside `src` and `dist`, in the product's own folder. */
const folder = fileURLToPath(new URL('../../../template', import.meta.url));

/** The files of the template, for a contract of that name and title; its text keeps its own words, which the edition's digest is over. */
export const templateFiles = async (contract: {
  readonly document: string;
  readonly title: string;
}): Promise<readonly NewFile[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  return Promise.all(
    files.map(async (file) => {
      const below = file.slice(folder.length + 1).replaceAll('\\', '/');
      const content = await readFile(file, 'utf8');
      return {
        path: named(below, contract.document),
        isContract: below.includes(sampleDocument),
        content: below.endsWith('.txt') ? content : filled(content, contract),
      };
    }),
  );
};

/** npm takes no `.gitignore` into a package: it stands there without its dot, as do folders that begin with one. */
const named = (path: string, document: string): string =>
  path.replace(/^dot-/, '.').replaceAll(sampleDocument, document);

const filled = (
  content: string,
  { document, title }: { readonly document: string; readonly title: string },
): string => content.replaceAll(sampleDocument, document).replaceAll(sampleTitle, () => yamlSafe(title));

/** A title as a plain YAML scalar may hold it; else quoted. */
const yamlSafe = (title: string): string =>
  /^[A-Za-z][^:#"'\\]*$/.test(title) ? title : JSON.stringify(title);
