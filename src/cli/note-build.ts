/** A part of the build: notes in it of which commit it is made, without a time, so that the same commit gives the same build. */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildFile, productVersion, type Build } from '../service/monitoring/product-build.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What git says; `null` where the sources lie in no repository of their own. */
const git = (...args: readonly string[]): string | null => {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
};

// In a folder of another's repository its commit says nothing of these sources.
const commit = git('rev-parse', '--show-prefix') === '' ? git('rev-parse', 'HEAD') : null;
const build: Build = {
  version: await productVersion(),
  commit,
  isChanged: commit !== null && git('status', '--porcelain', '--untracked-files=no') !== '',
};
await writeFile(buildFile, `${JSON.stringify(build, null, 2)}\n`);
