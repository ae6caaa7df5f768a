import type { Edition } from '../../edition/model/edition.js';
import type { Editions } from '../../decide/editions/editions.js';
import { readDecideRequest } from '../../decide/request/decide-request.js';
import type { Answer } from '../../scenarios/check.js';
import { asSent } from '../../scenarios/json.js';
import { valueAt } from '../../scenarios/paths.js';
import type { Scenario } from '../../scenarios/scenario.js';

/**
 * Whether a scenario says something of an edition: one of its answers is of that release, or a request that was refused would have been decided
 * under it. A scenario in which another edition governs says nothing of this one, whether it passes or fails.
 */
export const asksEdition = async (
  edition: Edition,
  editions: Pick<Editions, 'choose'>,
  { asks }: Pick<Scenario, 'asks'>,
  answers: readonly Answer[],
): Promise<boolean> => {
  const { digest } = edition.identity;
  for (const [place, { body }] of answers.entries()) {
    const decided = valueAt(body, 'edition.digest');
    const ask = asks[place];
    if (decided === digest) return true;
    if (decided === undefined && ask !== undefined && (await chosenFor(editions, ask)) === digest)
      return true;
  }
  return false;
};

const chosenFor = async (
  editions: Pick<Editions, 'choose'>,
  { decision, request }: Scenario['asks'][number],
): Promise<string | undefined> => {
  const read = readDecideRequest(asSent(request));
  if (read.code !== 'read' || read.value.asOf === null) return undefined;
  const { edition, asOf, acts, facts } = read.value;
  const choice = await editions.choose(edition, decision, asOf, acts, facts);
  return choice.code === 'chosen' ? choice.edition.identity.digest : undefined;
};
