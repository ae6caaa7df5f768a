import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkpointLine, checkpointsOfLines } from './checkpoint-lines.js';
import { addLine } from './file-witness.js';
import { reasonOf, WitnessUnreadableError, type Witness } from './witness.js';

/** In which file of the repository checkpoints stand. */
const fileName = 'checkpoints.ndjson';

/** Git that takes longer is ended. */
const mostMs = 60_000;

/** A Git repository with files of its own: each checkpoint is a commit, and is pushed where the branch has somewhere to go. */
export const makeGitWitness = (url: URL, name: string): Pick<Witness, 'send' | 'read'> => {
  const folder = fileURLToPath(url);
  return {
    send: async (checkpoint, signal) => {
      try {
        const run = (...argv: readonly string[]): Promise<string> => git(folder, argv, signal);
        await addLine(join(folder, fileName), checkpointLine(checkpoint));
        await run('add', '--', fileName);
        // What was committed before and not confirmed is only pushed.
        if ((await run('status', '--porcelain', '--', fileName)) !== '')
          await run(
            ...author,
            'commit',
            '--quiet',
            '--message',
            `Checkpoint of ${checkpoint.at}`,
            '--',
            fileName,
          );
        if ((await run('remote')) !== '') await run('push', '--quiet', 'origin', 'HEAD');
        return { code: 'taken' };
      } catch (cause) {
        return { code: 'away', reason: reasonOf(cause) };
      }
    },
    read: async () => {
      try {
        return checkpointsOfLines(await git(folder, ['show', `HEAD:${fileName}`]));
      } catch (cause) {
        throw new WitnessUnreadableError(name, reasonOf(cause), cause);
      }
    },
  };
};

const author = [
  ...['-c', 'user.name=clausebook', '-c', 'user.email=clausebook@localhost'],
  ...['-c', 'commit.gpgsign=false'],
];

/** Resolves to what Git prints; rejects with an error whose code says which command failed. */
const git = (folder: string, argv: readonly string[], signal?: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      timeout: mostMs,
      maxBuffer: 1 << 28,
      ...(signal === undefined ? {} : { signal }),
    };
    execFile('git', [...argv], options, (error, out) => {
      if (error === null) resolve(out);
      else {
        const command = argv.find((word) => /^[a-z]+$/.test(word)) ?? '';
        const code = typeof error.code === 'number' ? `git-${command}-failed` : (error.code ?? 'git-ended');
        reject(Object.assign(new Error('Git failed.', { cause: undefined }), { code }));
      }
    });
  });
