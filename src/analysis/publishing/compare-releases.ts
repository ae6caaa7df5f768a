import { isDeepStrictEqual } from 'node:util';
import type { Edition } from '../../edition/model/edition.js';
import type { DatedValue, Parameter } from '../../edition/model/declarations.js';
import { formatInstant } from '../../language/instants.js';

/** Why a folder is no release that may follow those before it; `where` says what of it is meant. */
export interface ReleaseRefusal {
  readonly code:
    | 'effective-in-the-past'
    | 'effective-instant-changed'
    | 'text-changed'
    | 'figure-changed'
    | 'figure-removed'
    | 'figure-in-the-past';
  readonly where: string;
  readonly message: string;
}

/**
 * Whether an edition may be released now, as the first release of its revision. A contract binds nobody from before it was there to read.
 * @param now epoch milliseconds
 */
export const refuseFirstRelease = (edition: Edition, now: number): readonly ReleaseRefusal[] =>
  edition.effectiveFrom >= now
    ? []
    : [
        {
          code: 'effective-in-the-past',
          where: 'edition.yaml',
          message: `The edition would take effect at ${formatInstant(edition.effectiveFrom)}, which is past: it is ${formatInstant(now)}.`,
        },
      ];

/**
 * Whether an edition may follow a release of its own revision. Its words and the instant from which they hold are frozen, and so is every
 * figure that has been in force; figures may be added from now on, and rules, readings, definitions and reviews mended.
 * @param now epoch milliseconds
 */
export const refuseNextRelease = (
  released: Edition,
  edition: Edition,
  now: number,
): readonly ReleaseRefusal[] => {
  const refusals: ReleaseRefusal[] = [];
  if (released.contract.digest !== edition.contract.digest)
    refusals.push({
      code: 'text-changed',
      where: 'the text',
      message: `The words of ${edition.identity.revision} are released and frozen. Changed clauses: ${changedClauses(released, edition).join(', ')}.`,
    });
  if (released.effectiveFrom !== edition.effectiveFrom)
    refusals.push({
      code: 'effective-instant-changed',
      where: 'edition.yaml',
      message: `The edition was released to take effect at ${formatInstant(released.effectiveFrom)}, and now says ${formatInstant(edition.effectiveFrom)}.`,
    });
  for (const parameter of released.parameters.values())
    refusals.push(...refuseFigures(parameter, edition.parameters.get(parameter.name), now));
  return refusals;
};

const changedClauses = (released: Edition, edition: Edition): readonly string[] => {
  const ids = new Set([...released.contract.clauses.keys(), ...edition.contract.clauses.keys()]);
  return [...ids].filter(
    (id) => released.contract.clauses.get(id)?.words !== edition.contract.clauses.get(id)?.words,
  );
};

/** Why a figure that was released may not become another: what has been in force stays, and what is new holds from now on. */
export const refuseFigures = (
  released: Parameter,
  parameter: Parameter | undefined,
  now: number,
): readonly ReleaseRefusal[] => {
  const { name } = released;
  const refusal = (code: ReleaseRefusal['code'], from: number, message: string): ReleaseRefusal => ({
    code,
    where: `parameters.yaml, \`${name}\` from ${formatInstant(from)}`,
    message,
  });
  const dated = new Map(parameter?.values.map((value) => [value.from, value]));
  const past = released.values
    .filter(({ from }) => from <= now)
    .flatMap((was) => {
      const is = dated.get(was.from);
      if (is === undefined)
        return [refusal('figure-removed', was.from, 'This figure was in force and is left out now.')];
      return isSameFigure(was, is)
        ? []
        : [refusal('figure-changed', was.from, 'This figure was in force and says something else now.')];
    });
  const known = new Set(released.values.map(({ from }) => from));
  const added = [...dated.keys()]
    .filter((from) => from < now && !known.has(from))
    .map((from) =>
      refusal('figure-in-the-past', from, 'A figure that was not released may hold from now on only.'),
    );
  return [...past, ...added];
};

const isSameFigure = (was: DatedValue, is: DatedValue): boolean =>
  was.published === is.published && was.reference === is.reference && isDeepStrictEqual(was.value, is.value);
