import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { sharedPostgres } from '../support/postgres.js';
import { liveByModel } from './support/service/living.js';

/** The same lives in every run, unless SEED gives others; `npm run long -- model` has more of them. */
const seed = Number(process.env['SEED'] ?? 20_261_129);

const folderOf = async (context: TestContext): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'clausebook-model-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

describe('the whole service is as its model says, whatever happens to it', () => {
  it(`in a data directory (seed ${seed})`, async (context) => {
    await liveByModel({ folder: await folderOf(context), seed, lives: 4, steps: 20, waits: false });
  });

  it(`in PostgreSQL (seed ${seed})`, async (context) => {
    const { makeDatabase } = await sharedPostgres();
    await liveByModel({
      folder: await folderOf(context),
      makeDatabase,
      seed,
      lives: 3,
      steps: 20,
      waits: false,
    });
  });
});
