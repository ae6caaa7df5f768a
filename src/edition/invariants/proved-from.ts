import { suggestion } from '../../language/nearest.js';
import type { Invariant } from '../model/invariant.js';
import type { Findings } from '../read/diagnostic.js';
import { valuePlace } from '../read/place.js';
import type { Source } from '../read/source.js';
import type { Item } from '../read/structure.js';
import type { WrittenInvariant } from '../read/written.js';

/**
 * The invariants that one is proved from. They stand above it, so that none rests on itself, and are of the same cases: of decisions that it is of, and of
 * one case or of the same step.
 * @param above the invariants above it; `undefined` of one that is itself wrong
 */
export const provedFromOf = (
  { value, path }: Item<WrittenInvariant>,
  source: Source,
  invariant: Invariant | undefined,
  above: ReadonlyMap<string, Invariant | undefined>,
  findings: Findings,
): readonly Invariant[] =>
  (value.provedFrom ?? []).flatMap((name, index) => {
    const found = above.get(name);
    const refuse = (message: string, hint: string): readonly Invariant[] => {
      findings.report('unknown-invariant', valuePlace(source, [...path, 'provedFrom', index]), {
        message,
        hint,
      });
      return [];
    };
    if (!above.has(name))
      return refuse(
        `\`${name}\` is no invariant above this one.`,
        suggestion(name, [...above.keys()], 'Write it above, so that none is proved from itself.'),
      );
    if (found === undefined || invariant === undefined || areOfSameCases(found, invariant))
      return found ?? [];
    return refuse(
      `\`${name}\` does not speak of the same cases: it is of another decision, or of another step.`,
      'Name an invariant of these decisions that is of one case, or of the same step.',
    );
  });

const areOfSameCases = (from: Invariant, of: Invariant): boolean => {
  const { step } = from;
  const isWithin = from.decisions.every((decision) => of.decisions.includes(decision));
  if (!isWithin || step === null) return isWithin;
  return (
    of.step !== null && stepAsText(step) === stepAsText(of.step) && (of.step.isDecided || !step.isDecided)
  );
};

/** What a step changes, wherever that is written. */
const stepAsText = ({ later, becomes, other }: NonNullable<Invariant['step']>): string =>
  JSON.stringify([later, becomes, other], (key, value: unknown) => (key === 'span' ? undefined : value));
