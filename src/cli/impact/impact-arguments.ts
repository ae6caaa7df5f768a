import { cohortOf } from '../../analysis/impact/cohorts.js';
import { stakesOf, type Sides } from '../../analysis/impact/stakes.js';
import type { Edition } from '../../edition/model/edition.js';
import { parseInstant } from '../../language/instants.js';
import { WrongUse, type Arguments, type Shell } from '../shell/command.js';
import { rejectedReadings } from '../arguments/readings-argument.js';
import { editionsDirectory } from '../arguments/edition-arguments.js';
import { personalSecret } from '../arguments/personal-arguments.js';
import type { ImpactPlan } from './impact-batch.js';

/** What a call asks. Throws {@link WrongUse}. */
export const planOf = async (args: Arguments, shell: Shell, edition: Edition): Promise<ImpactPlan> => ({
  to: edition.files,
  rejected: rejectedReadings(args),
  choice: {
    decision: knownDecision(args, edition),
    from: instantOf(args, 'from'),
    until: instantOf(args, 'until'),
  },
  cohorts: cohortFacts(args, edition),
  sides: sidesOf(args, edition),
  overlook: args.flag('overlook'),
  personalKey: (await personalSecret(args, shell))?.toString('base64'),
  requests:
    args.text('requests') === undefined
      ? null
      : { editionsDirectory: editionsDirectory(args, shell), now: shell.now() },
});

const knownDecision = (args: Arguments, edition: Edition): string | undefined => {
  const decision = args.text('decision');
  if (decision === undefined || edition.decisions.has(decision)) return decision;
  throw new WrongUse(
    `The edition makes no decision \`${decision}\`; it makes ${[...edition.decisions.keys()].join(', ')}.`,
  );
};

const namesOf = (args: Arguments, option: string): readonly string[] =>
  [...new Set((args.text(option) ?? '').split(','))].map((name) => name.trim()).filter((name) => name !== '');

const cohortFacts = (args: Arguments, edition: Edition): readonly string[] => {
  const facts = namesOf(args, 'cohort');
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

const sidesOf = (args: Arguments, edition: Edition): Sides => {
  const sides = { gains: namesOf(args, 'gains'), pays: namesOf(args, 'pays') };
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

/** An instant in epoch milliseconds; `undefined` where the option is not given. */
const instantOf = (args: Arguments, name: 'from' | 'until'): number | undefined => {
  const given = args.text(name);
  if (given === undefined) return undefined;
  const parsed = parseInstant(given);
  if (parsed.ok) return parsed.epochMs;
  throw new WrongUse(`\`${given}\` is no instant: RFC 3339 with an offset, 2026-08-15T12:00:00Z.`);
};
