import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs Git in a folder, whatever is configured on this machine; resolves to what it prints, without white space around it. */
export const git = async (folder: string, ...argv: readonly string[]): Promise<string> => {
  const settings = ['user.name=Ann', 'user.email=ann@example.com', 'commit.gpgsign=false', 'core.hooksPath='];
  const { stdout } = await run('git', [...settings.flatMap((one) => ['-c', one]), ...argv], { cwd: folder });
  return stdout.trim();
};

/** Commits all that is in a folder; resolves to the commit. */
export const commitAll = async (folder: string, message = 'A change'): Promise<string> => {
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--message', message);
  return git(folder, 'rev-parse', 'HEAD');
};
