import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFolder } from '../support/folder.js';
import { stock, type Stocked } from '../support/stocked.js';
import type { Trial } from '../support/trial.js';
import { must, Violation } from '../support/violation.js';
import { Damaged } from './damaged.js';
import { flip, wholeFile, type Stretch } from './flip.js';
import { tryDrafts, tryKeys } from './sealed-files.js';

/** A write-ahead file without its last commit, of which nobody can tell whether it was cut short. */
const committedBefore = async (directory: string, file: string): Promise<Stretch> => {
  const bytes = await readFile(join(directory, file));
  const frameBytes = 24 + bytes.readUInt32BE(8);
  const commits: number[] = [];
  for (let at = 32; at + frameBytes <= bytes.length; at += frameBytes)
    if (bytes.readUInt32BE(at + 4) !== 0 && bytes.subarray(at + 8, at + 16).equals(bytes.subarray(16, 24)))
      commits.push(at + frameBytes);
  return { file, from: 0, to: commits.at(-2) ?? 0 };
};

/** Where a text stands in the database, with what is around it. */
const around = async (directory: string, texts: readonly string[], margin: number): Promise<Stretch[]> => {
  const bytes = await readFile(join(directory, 'log.db'));
  return texts.flatMap((text) => {
    const at = bytes.indexOf(text);
    return at < 0 ? [] : [{ file: 'log.db', from: Math.max(at - margin, 0), to: at + text.length + margin }];
  });
};

/** Kinds of files: which directory, and what in it. */
const kinds: readonly (readonly [
  kind: string,
  find: (stocked: Stocked) => Promise<readonly [directory: string, stretches: readonly Stretch[]]>,
])[] = [
  ['database', async ({ data }) => [data, [await wholeFile(data, 'log.db')]]],
  ['write-ahead', async ({ open }) => [open, [await committedBefore(open, 'log.db-wal')]]],
  ['registry', async ({ data }) => [data, [await wholeFile(data, 'registry.json')]]],
  [
    'releases',
    async ({ data }) => {
      const files = await readdir(join(data, 'releases'));
      const published = files.map((file) => wholeFile(data, join('releases', file)));
      return [
        data,
        [...(await Promise.all(published)), ...(await around(data, ['A deposit is paid'], 4000))],
      ];
    },
  ],
  [
    'checkpoints',
    async ({ data, checkpoints }) => [
      data,
      await around(
        data,
        checkpoints.map(({ signature }) => signature),
        300,
      ),
    ],
  ],
  ['signing key', async ({ data }) => [data, [await wholeFile(data, 'signing-key.pem')]]],
];

/** Flips bits in one kind of file. */
const bitsIn = ([kind, find]: (typeof kinds)[number]): Trial => ({
  about: `one bit is flipped in the ${kind} of a data directory`,
  usual: 50,
  run: ({ random, count, tell }) =>
    withFolder(async (folder) => {
      const stocked = await stock(folder);
      const damaged = await Damaged.of(folder, stocked);
      const figures: Record<string, number> = {};
      const problems: string[] = [];
      const [directory, stretches] = await find(stocked);
      for (let nth = 0; nth < count; nth += 1) {
        let where = '';
        try {
          const shown = await damaged.try(directory, async (copy) => {
            where = await flip(copy, random.pick(stretches), random);
          });
          figures[shown] = (figures[shown] ?? 0) + 1;
        } catch (error) {
          if (!(error instanceof Violation)) throw error;
          problems.push(where);
          tell(`${where}: ${error.message}`);
        }
        if (nth % 100 === 99) tell(`${nth + 1} bits`);
      }
      must(problems.length === 0, `${problems.length} flipped bits were not told.`);
      return figures;
    }),
});

/** Flipped bits, by the kind of file. */
export const bits: readonly (readonly [name: string, trial: Trial])[] = [
  ...kinds.map((kind) => [`bits-${kind[0].replace(' ', '-')}`, bitsIn(kind)] as const),
  [
    'bits-drafts',
    {
      about: 'one bit is flipped in the file of a draft: it is told as damaged, and nothing of it is told',
      usual: 50,
      run: (parts) => withFolder(async (folder) => tryDrafts(await stock(folder), parts)),
    },
  ],
  [
    'bits-api-keys',
    {
      about: 'one bit is flipped in the file of API keys: the service does not start',
      usual: 50,
      run: (parts) => withFolder(async (folder) => tryKeys(await stock(folder), parts)),
    },
  ],
];
