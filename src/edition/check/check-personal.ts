import type { BuiltRuleSet } from '../build/build-rule-set.js';
import type { Findings } from '../read/diagnostic.js';
import { personalNames } from '../build/nullability.js';
import { givesAway } from '../model/personal.js';
import type { Usable } from '../names/names-needed.js';

/** Reports effects and texts that give away something personal: they stand in the record, where only commitments may. */
export const checkPersonal = (
  { uses }: BuiltRuleSet,
  { vocabulary, definitions }: Usable,
  findings: Findings,
): void => {
  const personal = personalNames(vocabulary);
  if (personal.length === 0) return;
  for (const { expression, place, told } of uses) {
    if (!told || !givesAway(expression, personal, definitions)) continue;
    findings.report('effect-personal', place, {
      message: 'This would put a personal fact into the decision, and so into the log.',
      hint: `Leave it out, or tell only what follows from it. Personal are ${personal.join(', ')}.`,
    });
  }
};
