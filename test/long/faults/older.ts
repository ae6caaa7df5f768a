import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolder } from '../support/folder.js';
import { stock, type Stocked } from '../support/stocked.js';
import type { Trial } from '../support/trial.js';
import { must } from '../support/violation.js';
import { Damaged, type Shown } from './damaged.js';

const parts = ['log.db', 'registry.json', 'releases', 'signing-key.pem'];

/** An older copy of a data directory is put back, in whole and in each part of it. */
export const older: Trial = {
  about:
    'an older copy is put back, of everything and of each part: a checkpoint that somebody kept shows it',
  usual: 1,
  run: ({ count, tell }) =>
    withFolder(async (folder) => {
      const figures: Record<string, number> = {};
      for (let nth = 0; nth < count; nth += 1) {
        const place = join(folder, String(nth));
        const stocked = await stock(place);
        const damaged = await Damaged.of(place, stocked);
        // The signing key is the same in both: alone it is no loss.
        for (let some = 1; some < 2 ** parts.length - 2 ** (parts.length - 1); some += 1) {
          const back = parts.filter((_, at) => (some & (1 << at)) !== 0);
          const shown = await putBack(damaged, stocked, back);
          figures[shown] = (figures[shown] ?? 0) + 1;
        }
        const whole = await damaged.try(stocked.older, () => Promise.resolve());
        must(whole !== 'made no difference', 'An older copy of everything is not told.');
        tell(`an older copy of everything is ${whole}`);
      }
      return figures;
    }),
};

/** Puts back the older copy of some parts, which must show. */
export const putBack = async (
  damaged: Damaged,
  { data, older }: Stocked,
  back: readonly string[],
): Promise<Shown> => {
  const shown = await damaged.try(data, async (directory) => {
    for (const part of back) {
      await rm(join(directory, part), { recursive: true });
      await cp(join(older, part), join(directory, part), { recursive: true });
    }
  });
  must(shown !== 'made no difference', `An older ${back.join(' and ')} is not told.`);
  return shown;
};
