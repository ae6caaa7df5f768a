import { execFileSync } from 'node:child_process';
import { rename, rm, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { libraryEditions } from '../../cli/support/call.js';
import { copyDirectory, withFolder } from '../support/folder.js';
import { Load } from '../support/load.js';
import { RefusedToStart, startServing } from '../support/serving.js';
import type { Trial } from '../support/trial.js';
import { judgeDirectory } from '../support/verdict.js';
import { must } from '../support/violation.js';

/** Waits until the load has some more of what `count` counts. */
const more = async (count: () => number, wanted: number): Promise<void> => {
  for (const before = count(); count() < before + wanted;) await pause(5);
};

/** The disk is full, read-only, and gone, under load. */
export const disk: Trial = {
  about: 'the disk is full, read-only or gone, and comes back, under load (as root: it mounts a small one)',
  usual: 5,
  run: ({ random, count, planted }) =>
    withFolder(async (folder) => {
      must(process.getuid?.() === 0, 'Only root may mount a small disk.');
      const figures = { rounds: 0, answered: 0, refused: 0 };
      for (; figures.rounds < count; figures.rounds += 1) {
        const mount = join(folder, `disk-${figures.rounds}`);
        mkdirSync(mount);
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', mount]);
        try {
          const options = { dataDirectory: join(mount, 'data'), editionsDirectory: libraryEditions };
          const service = await startServing(options);
          const load = new Load(random);
          const refused = (): number =>
            [...load.statuses].reduce(
              (sum, [status, times]) => sum + (status.startsWith('503') ? times : 0),
              0,
            );
          const loading = load.run(() => [service.url], 16);
          await more(() => load.answered.length, 50);
          // Full: whatever room there is, is taken.
          const filler = join(mount, 'filler');
          await writeFile(filler, Buffer.alloc(64 * 2 ** 20)).catch(() => undefined);
          await more(refused, 20);
          await rm(filler);
          await more(() => load.answered.length, 50);
          // Gone.
          await rename(options.dataDirectory, join(mount, 'elsewhere'));
          await more(refused, 20);
          await rename(join(mount, 'elsewhere'), options.dataDirectory);
          await more(() => load.answered.length, 50);
          load.stop();
          await loading;
          await load.settle(() => [service.url]);
          await service.close();
          must(service.defects.length === 0, service.defects.join('\n'));
          await planted?.(options.dataDirectory);
          await judgeDirectory(options.dataDirectory, load.answered);
          await cannotStart(options.dataDirectory, join(folder, `read-only-${figures.rounds}`));
          figures.answered += load.answered.length;
          figures.refused += refused();
        } finally {
          execFileSync('umount', ['-l', mount]);
        }
      }
      return figures;
    }),
};

/** On a read-only copy of a data directory the service does not start, and says why. */
const cannotStart = async (directory: string, mount: string): Promise<void> => {
  mkdirSync(mount);
  execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', mount]);
  try {
    await copyDirectory(directory, join(mount, 'data'));
    execFileSync('mount', ['-o', 'remount,ro', mount]);
    const options = { dataDirectory: join(mount, 'data'), editionsDirectory: libraryEditions };
    const started = await startServing(options).catch((error: unknown) => error);
    must(
      started instanceof RefusedToStart && started.code === 'data-directory-not-writable',
      `On a read-only disk: ${String(started)}`,
    );
  } finally {
    execFileSync('umount', ['-l', mount]);
  }
};
