import { readFile } from 'node:fs/promises';

/** The version of this product. */
export const productVersion = async (): Promise<string> => {
  const file = new URL('../../../package.json', import.meta.url);
  const { version } = JSON.parse(await readFile(file, 'utf8')) as { readonly version: string }; // its own
  return version;
};

/** Of what this product was built. */
export interface Build {
  readonly version: string;
  /** Of git, in full; `null` where it was built outside a repository. */
  readonly commit: string | null;
  /** Whether files differed from the commit. */
  readonly isChanged: boolean;
}

/** Where a build notes of what it was made. */
export const buildFile = new URL('../../build.json', import.meta.url);

/** The version, and of which commit it was built where that is known: `0.1.0 (commit 1a2b…)`. */
export const toldBuild = ({ version, commit, isChanged }: Build): string =>
  commit === null ? version : `${version} (commit ${commit}${isChanged ? ', with changes' : ''})`;

/** Of what this product was built; without a commit where it runs from its sources. */
export const productBuild = async (): Promise<Build> => {
  try {
    return JSON.parse(await readFile(buildFile, 'utf8')) as Build; // its own
  } catch {
    return { version: await productVersion(), commit: null, isChanged: false };
  }
};
