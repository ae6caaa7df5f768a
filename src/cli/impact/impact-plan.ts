import { cohortOf } from '../../analysis/impact/cohorts.js';
import { stakesOf, type Sides } from '../../analysis/impact/stakes.js';
import type { Edition } from '../../edition/model/edition.js';
import { WrongUse, type Shell } from '../shell/command.js';
import { rejectedReadings } from '../arguments/reading-option.js';
import { personalSecret } from '../arguments/personal-options.js';
import type { ImpactPlan } from './impact-batch.js';
import type { ImpactValues } from './impact-options.js';

/** What a call says of the cases. */
type PlanValues = Pick<
  ImpactValues,
  | 'reading'
  | 'decision'
  | 'from'
  | 'until'
  | 'cohort'
  | 'gains'
  | 'pays'
  | 'overlook'
  | 'personalKey'
  | 'requests'
  | 'editions'
>;

/** What a call asks. Throws {@link WrongUse}. */
export const planOf = async (args: PlanValues, shell: Shell, edition: Edition): Promise<ImpactPlan> => ({
  to: edition.files,
  rejected: rejectedReadings(args.reading),
  choice: {
    decision: knownDecision(args.decision, edition),
    from: args.from,
    until: args.until,
  },
  cohorts: cohortFacts(args.cohort, edition),
  sides: sidesOf({ gains: args.gains, pays: args.pays }, edition),
  overlook: args.overlook,
  personalKey: (await personalSecret(args))?.toString('base64'),
  requests: args.requests === undefined ? null : { editionsDirectory: args.editions, now: shell.now() },
});

const knownDecision = (decision: string | undefined, edition: Edition): string | undefined => {
  if (decision === undefined || edition.decisions.has(decision)) return decision;
  throw new WrongUse(
    `The edition makes no decision \`${decision}\`; it makes ${[...edition.decisions.keys()].join(', ')}.`,
  );
};

const cohortFacts = (facts: readonly string[], edition: Edition): readonly string[] => {
  for (const fact of facts) {
    const cohort = cohortOf(edition, fact);
    if (!('code' in cohort)) continue;
    const why = {
      'unknown-fact': 'is no fact of the edition',
      'personal-fact': 'is personal, and a report is for more eyes than a log',
      'compound-fact': 'has parts: name one of them',
    }[cohort.code];
    throw new WrongUse(`\`${fact}\` makes no cohort: it ${why}.`);
  }
  return facts;
};

const sidesOf = (sides: Sides, edition: Edition): Sides => {
  const known = [...stakesOf(edition, sides)].flatMap(([decision, stakes]) =>
    stakes.map(({ effect }) => `${decision}.${effect}`),
  );
  for (const name of [...sides.gains, ...sides.pays])
    if (!known.includes(name))
      throw new WrongUse(`\`${name}\` is no amount of the edition; it has ${known.join(', ')}.`);
  const both = sides.gains.find((name) => sides.pays.includes(name));
  if (both !== undefined) throw new WrongUse(`\`${both}\` cannot be both a gain and a cost.`);
  return sides;
};
