import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { arbitrarySteps, lastStep } from './commands.js';
import { ServiceModel } from './model.js';
import { ServiceWorld } from './world.js';

/** How a service lives by the model. */
export interface Living {
  readonly folder: string;
  /** Makes a database; the services keep their records in a data directory where it is left out. */
  readonly makeDatabase?: () => Promise<string>;
  readonly seed: number;
  readonly lives: number;
  /** So many steps a life, at most. */
  readonly steps: number;
  readonly waits: boolean;
  /** Told of each life that held. */
  readonly lived?: () => void;
}

/** Lives of a whole service, each in an order of steps of its own; throws, with the shortest that was found, where one is not as the model says. */
export const liveByModel = async (living: Living): Promise<void> => {
  const { folder, makeDatabase, seed, lives, steps, waits, lived } = living;
  const life = fc.asyncProperty(arbitrarySteps(steps), async (taken) => {
    const own = join(folder, randomUUID());
    const store = await makeDatabase?.();
    const world = await ServiceWorld.start({ folder: own, waits, ...(store === undefined ? {} : { store }) });
    const model = new ServiceModel();
    try {
      await fc.asyncModelRun(() => ({ model, real: world }), taken);
      await lastStep.run(model, world);
    } finally {
      await world.end();
    }
    await rm(own, { recursive: true });
    lived?.();
  });
  await fc.assert(life, { numRuns: lives, seed, includeErrorInReport: true });
};
