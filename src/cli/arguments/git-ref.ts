import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { CouldNot, WrongUse } from '../shell/command.js';

/** Folders of a Git repository as they were at a commit, in a directory of their own. */
export interface FoldersAt<Name extends string> {
  /** What it was asked by: a branch, a tag, a commit. */
  readonly ref: string;
  /** In full. */
  readonly commit: string;
  /** By the names that they were asked for; of one that was not there yet, a path at which nothing is. */
  readonly folders: Readonly<Record<Name, string>>;
  /** Removes them. */
  readonly close: () => Promise<void>;
}

/** The directory of the repository that holds a folder. Throws {@link WrongUse} where it is in none. */
const repositoryOf = async (folder: string): Promise<string> => {
  const found = await git(folder, ['rev-parse', '--show-toplevel']);
  if (found.code === 0) return realpath(found.out.trim());
  throw new WrongUse(`\`${folder}\` is in no Git repository: there is no earlier state of it.`);
};

/** The commit that a name stands for in the repository of a folder. Throws {@link WrongUse} where there is none. */
const commitOf = async (folder: string, ref: string): Promise<string> => {
  const found = ref.startsWith('-')
    ? undefined
    : await git(folder, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
  if (found?.code === 0) return found.out.trim();
  throw new WrongUse(
    `\`${ref}\` is no commit of this repository. Where only a part of it was fetched, fetch the rest (actions/checkout: \`fetch-depth: 0\`).`,
  );
};

/** The last commit that two have in common: where a branch began. Throws {@link WrongUse} where none is known. */
export const mergeBase = async (folder: string, ref: string): Promise<string> => {
  const commit = await commitOf(folder, ref);
  const found = await git(folder, ['merge-base', commit, 'HEAD']);
  if (found.code === 0) return found.out.trim();
  throw new WrongUse(
    `No commit is known that \`${ref}\` and what is checked out have in common. Fetch the whole history (actions/checkout: \`fetch-depth: 0\`).`,
  );
};

/**
 * Writes folders as they were at a commit into a directory of their own; neither the files here nor the index are touched. Throws {@link WrongUse} where they are in no
 * repository, or in several, or the commit is unknown.
 * @param here folders as a call names them; the first is there
 */
export const foldersAt = async <Name extends string>(
  ref: string,
  here: Readonly<Record<Name, string>>,
): Promise<FoldersAt<Name>> => {
  const entries = Object.entries<string>(here);
  const [[, first] = ['', '.']] = entries;
  const top = await repositoryOf(first);
  const commit = await commitOf(top, ref);
  const below = await Promise.all(
    entries.map(async ([name, folder]) => [name, await pathIn(top, folder)] as const),
  );
  const directory = await mkdtemp(join(tmpdir(), 'clausebook-ref-'));
  const close = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    // An index of its own over the same objects: Git writes the files as it checks them out, and nothing here is locked or changed.
    await done(directory, ['init', '--quiet', '--template=']);
    const objects = (
      await done(top, ['rev-parse', '--path-format=absolute', '--git-path', 'objects'])
    ).trim();
    await mkdir(join(directory, '.git', 'objects', 'info'), { recursive: true });
    await writeFile(join(directory, '.git', 'objects', 'info', 'alternates'), `${objects}\n`);
    await done(directory, ['read-tree', commit]);
    const listed = await done(directory, ['ls-files', '-z', '--', ...below.map(([, path]) => path)]);
    await done(directory, ['checkout-index', '-z', '--stdin'], listed);
    const folders = below.map(([name, path]) => [name, join(directory, path)]);
    return {
      ref,
      commit,
      folders: Object.fromEntries(folders) as Readonly<Record<Name, string>>, // one for each
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Where a folder is in a repository; one that is not there is taken as it is named. */
const pathIn = async (top: string, folder: string): Promise<string> => {
  const path = relative(top, await realpath(folder).catch(() => join(process.cwd(), folder)));
  if (path === '..' || path.startsWith(`..${sep}`))
    throw new WrongUse(`\`${folder}\` is not in the Git repository \`${top}\`.`);
  return path === '' ? '.' : path;
};

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs Git, and throws {@link CouldNot} where it fails. Resolves to what it prints. */
const done = async (folder: string, argv: readonly string[], input?: string): Promise<string> => {
  const { code, out, err } = await git(folder, argv, input);
  if (code === 0) return out;
  throw new CouldNot(`Git could not read the earlier state: ${err.trim()}`);
};

const git = (folder: string, argv: readonly string[], input = ''): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = execFile('git', [...argv], { cwd: folder, maxBuffer: 1 << 28 }, (error, out, err) => {
      if (error === null) resolve({ code: 0, out, err });
      else if (typeof error.code === 'number') resolve({ code: error.code, out, err });
      else if (error.code === 'ENOENT') reject(new CouldNot('Git is not installed here.'));
      else reject(new CouldNot(`Git could not be run: ${error.message}`, { cause: error }));
    });
    // It may end before it has read all; its exit code tells.
    child.stdin?.on('error', () => undefined).end(input);
  });
