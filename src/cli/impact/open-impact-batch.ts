import type { LineBatch } from '../../audit/verify/line-batches.js';
import { loadEdition } from '../../edition/build/load-edition.js';
import { preparedEditions } from '../../edition/build/product-editions.js';
import { makeEditions, type Editions } from '../../decide/editions/editions.js';
import { loadEditions, loadKeptRelease } from '../../decide/editions/load-editions.js';
import { tellStartFailure } from '../../service/start/start-failure.js';
import { withRejected } from '../arguments/reading-option.js';
import { makeImpactBatch, type BatchImpact, type ImpactPlan, type RequestsPlan } from './impact-batch.js';

/** Loads what a plan needs, then weighs batches by it. */
export const openImpactBatch = async (
  plan: ImpactPlan,
): Promise<(batch: LineBatch) => Promise<BatchImpact>> => {
  const edition = (await preparedEditions.find(plan.to)) ?? loadEdition(plan.to).edition;
  // Whoever made the plan loaded it before.
  if (edition === undefined) throw new Error('The edition that is asked about does not load again.');
  return makeImpactBatch(
    plan,
    withRejected(edition, plan.rejected),
    plan.requests === null ? null : await openGoverning(plan.requests),
  );
};

const openGoverning = async ({ editionsDirectory }: RequestsPlan): Promise<Editions> => {
  const loaded = await loadEditions(editionsDirectory);
  // Whoever made the plan loaded them before.
  if (loaded.code !== 'loaded') throw new Error(tellStartFailure(loaded));
  return makeEditions(loaded.editions, { files: () => Promise.resolve(undefined), load: loadKeptRelease });
};
