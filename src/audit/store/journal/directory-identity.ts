import { realpath, stat } from 'node:fs/promises';

/** Which directory it is, whatever name leads to it. */
export interface DirectoryIdentity {
  /** Without symbolic links. */
  readonly path: string;
  /** As the file system counts; in digits, since they may be larger than a number holds. */
  readonly device: string;
  readonly inode: string;
}

/** The identity of a directory that is there. A symbolic link or a bind mount has that of what it leads to, a copy one of its own. */
export const identityOf = async (directory: string): Promise<DirectoryIdentity> => {
  const { dev, ino } = await stat(directory, { bigint: true });
  return { path: await realpath(directory), device: String(dev), inode: String(ino) };
};

/** Whether what was written down is an identity. */
export const isDirectoryIdentity = (given: unknown): given is DirectoryIdentity =>
  typeof given === 'object' &&
  given !== null &&
  'path' in given &&
  'device' in given &&
  'inode' in given &&
  typeof given.path === 'string' &&
  typeof given.device === 'string' &&
  typeof given.inode === 'string';

/**
 * Whether an identity that was written down on this machine is certainly that of another directory than `here`. A file system that numbers
 * its files anew now and then is not taken for another one: what the old path leads to now must be another directory, too, or be gone.
 */
export const isOfAnother = async (written: DirectoryIdentity, here: DirectoryIdentity): Promise<boolean> => {
  if (isSame(written, here)) return false;
  const there = await identityOf(written.path).catch(() => undefined);
  return there === undefined || !isSame(there, here);
};

const isSame = (one: DirectoryIdentity, other: DirectoryIdentity): boolean =>
  one.device === other.device && one.inode === other.inode;
