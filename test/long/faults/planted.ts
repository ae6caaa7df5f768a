import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { editDatabase, editLines, endAt } from '../../audit/support/edit-log.js';
import type { Called } from '../../cli/support/call.js';
import { withFolder } from '../support/folder.js';
import { stock, type Stocked } from '../support/stocked.js';
import { Damaged } from './damaged.js';
import { putBack } from './older.js';
import { RefusedToStart } from '../support/serving.js';
import type { Planted, Trial } from '../support/trial.js';
import { makeRandom } from '../support/random.js';
import { Violation } from '../support/violation.js';
import { trials } from './trials.js';

/** What was acknowledged is lost: the log ends in its middle, and says that this is its end. */
const loseSome: Planted = (directory) => {
  let middle = 0;
  editDatabase(directory, (database) => {
    const [last] = database.prepare('SELECT max(place) FROM record').all()[0] ?? [];
    middle = Math.ceil(Number(last) / 2);
    database.prepare('DELETE FROM record WHERE place > ?').run(middle);
  });
  endAt(directory, middle);
};

/** Whoever comes gets the directory. */
const loseLock: Planted = (directory) => rm(join(directory, 'lock.db'));

/** One record is lost in PostgreSQL. */
const loseInDatabase: Planted = async (url) => {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(
    `DELETE FROM clausebook.record WHERE place = (SELECT max(place) FROM clausebook.record WHERE kind IS NOT NULL)`,
  );
  await client.end();
};

/** Who verifies sees nothing. */
const blind = (): Promise<Called> => Promise.resolve({ code: 0, out: '', err: '' });

/** Damages a whole directory where who verifies sees nothing. */
const unseen =
  (damage: (damaged: Damaged, stocked: Stocked) => Promise<unknown>): Trial['run'] =>
  ({ planted }) =>
    withFolder(async (folder) => {
      const stocked = await stock(folder);
      const damaged = await Damaged.of(folder, stocked, blind);
      await planted?.(folder);
      await damage(damaged, stocked);
      return {};
    });

/** What these two trials do once. */
const unseenTrials: ReadonlyMap<string, Trial['run']> = new Map([
  ['older', unseen((damaged, stocked) => putBack(damaged, stocked, ['log.db']))],
  [
    'lines',
    unseen((damaged, { data }) =>
      damaged.try(data, (directory) => {
        editLines(directory, (lines) => lines.toSpliced(3, 1));
        return Promise.resolve();
      }),
    ),
  ],
]);

/** By trial, a fault of the product that it must notice. */
const faults: ReadonlyMap<string, Planted> = new Map([
  ['kills', loseSome],
  ['two', loseLock],
  ['disk', loseSome],
  ['read-only', loseSome],
  ['clock', loseSome],
  ['descriptors', loseSome],
  ['postgres', loseInDatabase],
  ['older', () => undefined],
  ['lines', () => undefined],
]);

/** Tries each trial of a process with a fault planted in it. @returns whether each noticed its own */
export const tryPlanted = async (
  named: readonly string[],
  seed: number,
  tell: (line: string) => void,
): Promise<boolean> => {
  let noticed = true;
  for (const [name, planted] of faults) {
    if (named.length > 0 && !named.includes(name)) continue;
    const told = await whatShows(unseenTrials.get(name) ?? trials.get(name)?.run, planted, seed);
    tell(told === undefined ? `${name}: HELD, though a fault is planted` : `${name}: noticed: ${told}`);
    noticed &&= told !== undefined;
  }
  return noticed;
};

const whatShows = async (
  run: Trial['run'] | undefined,
  planted: Planted,
  seed: number,
): Promise<string | undefined> => {
  const done: string[] = [];
  try {
    await run?.({
      ...{ random: makeRandom(seed), count: 1, tell: () => undefined },
      planted: async (place) => {
        await planted(place);
        done.push(place);
      },
    });
    return undefined;
  } catch (error) {
    if (done.length === 0 || !(error instanceof Violation || error instanceof RefusedToStart)) throw error;
    return error.message.slice(0, 200);
  }
};
