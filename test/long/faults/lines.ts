import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editDatabase, editLines } from '../../audit/support/edit-log.js';
import { call } from '../../cli/support/call.js';
import { copyDirectory, withFolder } from '../support/folder.js';
import type { Random } from '../support/random.js';
import { stock } from '../support/stocked.js';
import type { Trial } from '../support/trial.js';
import { must, Violation } from '../support/violation.js';
import { Damaged } from './damaged.js';

/** What somebody may do to a list of lines. */
const changes = {
  swapped: <Line>(lines: readonly Line[], random: Random): readonly Line[] => {
    const [one, other] = [random.below(lines.length), random.below(lines.length)];
    return lines.map((line, at) => (at === one ? lines[other] : at === other ? lines[one] : line) ?? line);
  },
  removed: <Line>(lines: readonly Line[], random: Random): readonly Line[] =>
    lines.toSpliced(random.below(lines.length), 1),
  inserted: <Line>(lines: readonly Line[], random: Random): readonly Line[] =>
    lines.toSpliced(random.below(lines.length + 1), 0, random.pick(lines)),
  doubled: <Line>(lines: readonly Line[], random: Random): readonly Line[] => {
    const at = random.below(lines.length);
    return lines.flatMap((line, nth) => (nth === at ? [line, line] : [line]));
  },
};
type Change = <Line>(lines: readonly Line[], random: Random) => readonly Line[];

/** Where there are lines, and how they are changed in a directory; false where a change was refused. */
const places: readonly (readonly [
  place: string,
  apply: (directory: string, change: Change, random: Random) => Promise<boolean>,
])[] = [
  [
    'records',
    (directory, change, random) => {
      editLines(directory, (lines) => change(lines, random));
      return Promise.resolve(true);
    },
  ],
  [
    'registry',
    async (directory, change, random) => {
      const file = join(directory, 'registry.json');
      const registry = JSON.parse(await readFile(file, 'utf8')) as { readonly entries: readonly unknown[] };
      await writeFile(file, JSON.stringify({ ...registry, entries: change(registry.entries, random) }));
      return true;
    },
  ],
  [
    'checkpoints',
    (directory, change, random) => {
      editDatabase(directory, (database) => {
        const rows = database.prepare('SELECT checkpoint FROM checkpoint ORDER BY number').all();
        const lines = change(rows, random);
        database.exec('DELETE FROM checkpoint');
        for (const [nth, [text]] of lines.entries()) {
          const { previous } = JSON.parse(String(text)) as { readonly previous: string };
          // No two may follow the same one: whoever puts one in twice has to give it another place.
          database
            .prepare('INSERT OR IGNORE INTO checkpoint VALUES (?, ?, ?)')
            .run(nth + 1, previous, String(text));
          database
            .prepare('INSERT OR IGNORE INTO checkpoint VALUES (?, ?, ?)')
            .run(nth + 1, `${previous} again`, String(text));
        }
      });
      return Promise.resolve(true);
    },
  ],
  [
    'export',
    async (directory, change, random) => {
      const aside = `${directory}-export`;
      await rm(aside, { recursive: true, force: true });
      await copyDirectory(directory, aside);
      const file = join(aside, 'log.ndjson');
      const exported = await call(['log', 'export', '--data', aside, '--output', file]);
      must(exported.code === 0, exported.err);
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
      await writeFile(file, `${change(lines, random).join('\n')}\n`);
      await rm(directory, { recursive: true });
      const imported = await call(['log', 'import', file, '--data', directory]);
      if (imported.code !== 0) return false;
      for (const name of ['signing-key.pem', 'registry.json', 'releases'])
        await cp(join(aside, name), join(directory, name), { recursive: true });
      return true;
    },
  ],
];

/** Lines are swapped, removed, inserted and doubled wherever there are lines. */
export const lines: Trial = {
  about: 'lines are swapped, removed, inserted and doubled: records, registry, checkpoints, an export',
  usual: 10,
  run: ({ random, count, tell }) =>
    withFolder(async (folder) => {
      const stocked = await stock(folder);
      const damaged = await Damaged.of(folder, stocked);
      const figures: Record<string, number> = {};
      let problems = 0;
      for (const [place, apply] of places)
        for (const [how, change] of Object.entries(changes))
          for (let nth = 0; nth < count; nth += 1)
            try {
              let isTaken = true;
              const shown = await damaged.try(
                stocked.data,
                async (copy) => {
                  isTaken = await apply(copy, change, random);
                },
                () => isTaken,
              );
              figures[`${place} ${how}: ${shown}`] = (figures[`${place} ${how}: ${shown}`] ?? 0) + 1;
            } catch (error) {
              if (!(error instanceof Violation)) throw error;
              problems += 1;
              tell(`${place} ${how}: ${error.message}`);
            }
      must(problems === 0, `${problems} changes were not told.`);
      return figures;
    }),
};
