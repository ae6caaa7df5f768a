import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { libraryEditions } from '../../cli/support/call.js';
import { withFolder } from '../support/folder.js';
import { Load } from '../support/load.js';
import { RefusedToStart, startServing, type SentOptions } from '../support/serving.js';
import type { Trial, TrialParts } from '../support/trial.js';
import { judgeDirectory } from '../support/verdict.js';
import { must } from '../support/violation.js';

const megabytes = 64;

/**
 * A file system meets an error under load and goes read-only, as ext4 does by itself. The system may end the service by a signal then, since
 * SQLite keeps its index of the write-ahead file in mapped memory; what was acknowledged is there, and the next start says what is wrong.
 */
export const readOnly: Trial = {
  about:
    'the file system meets an error and goes read-only under load (as root, on Linux: it mounts one of its own)',
  usual: 3,
  run: (parts) =>
    withFolder(async (folder) => {
      must(process.getuid?.() === 0, 'Only root may mount a file system.');
      const figures = { rounds: 0, 'ended by a signal': 0, 'answered 503 and went on': 0, answered: 0 };
      for (; figures.rounds < parts.count; figures.rounds += 1) {
        const { ended, answered } = await round(join(folder, String(figures.rounds)), parts);
        figures[ended ? 'ended by a signal' : 'answered 503 and went on'] += 1;
        figures.answered += answered;
      }
      return figures;
    }),
};

const round = async (
  folder: string,
  { random, planted }: TrialParts,
): Promise<{ readonly ended: boolean; readonly answered: number }> => {
  const [image, mount] = [join(folder, 'image'), join(folder, 'mount')];
  mkdirSync(mount, { recursive: true });
  writeFileSync(image, Buffer.alloc(megabytes * 2 ** 20));
  execFileSync('mkfs.ext4', ['-q', '-F', image]);
  execFileSync('mount', ['-o', 'loop,errors=remount-ro', image, mount]);
  try {
    const options = { dataDirectory: join(mount, 'data'), editionsDirectory: libraryEditions };
    const service = await startServing(options);
    const load = new Load(random);
    const loading = load.run(() => [service.url], 16);
    while (load.answered.length < 50) await pause(5);
    await pause(random.below(500));
    failFileSystem(mount);
    const refused = (): boolean => [...load.statuses.keys()].some((status) => status.startsWith('503'));
    const signal = await Promise.race([service.ended, untilAfter(refused)]);
    load.stop();
    await loading;
    must(signal === undefined || signal === 'SIGBUS', `It ended with ${String(signal)}`);
    // An orderly stop, which wants to sign and to close the log, tells no defect either.
    if (signal === undefined) await service.close();
    must(service.defects.length === 0, service.defects.join('\n'));
    await cannotStart(options);
    spawnSync('umount', ['-l', mount]);
    // What the disk has is mended, as after a fault that went by: 1 says that something was.
    execFileSync('cp', [image, `${image}-mended`]);
    const checked = spawnSync('e2fsck', ['-y', `${image}-mended`]);
    must(checked.status === 0 || checked.status === 1, `e2fsck ended with ${String(checked.status)}`);
    execFileSync('mount', ['-o', 'loop', `${image}-mended`, mount]);
    await planted?.(options.dataDirectory);
    const again = await startServing(options);
    await load.settle(() => [again.url]);
    await again.close();
    await judgeDirectory(options.dataDirectory, load.answered);
    return { ended: signal !== undefined, answered: load.answered.length };
  } finally {
    spawnSync('umount', ['-l', mount]);
  }
};

/** Has a mounted ext4 take it that its disk failed. */
const failFileSystem = (mount: string): void => {
  const device = execFileSync('findmnt', ['-no', 'SOURCE', mount], { encoding: 'utf8' }).trim();
  writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, 'a planted fault');
};

/** Some seconds after something came true. */
const untilAfter = async (isTrue: () => boolean): Promise<undefined> => {
  while (!isTrue()) await pause(20);
  await pause(3000);
  return undefined;
};

const cannotStart = async (options: SentOptions): Promise<void> => {
  const started = await startServing(options).catch((error: unknown) => error);
  must(
    started instanceof RefusedToStart && started.code === 'data-directory-not-writable',
    `On a file system that is read-only by now: ${String(started)}`,
  );
};
