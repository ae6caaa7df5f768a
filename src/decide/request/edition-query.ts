import { readKnownAt } from './acceptance.js';
import type { RequestError } from './request-error.js';
import { isRecord } from '../../language/values.js';
import { mustBe, own, textErrors, unknownMembers } from './request-parts.js';

/** Which edition is to decide; what is left out is chosen by asOf. */
export interface EditionQuery {
  readonly document?: string;
  readonly revision?: string;
  readonly digest?: string;
  /** Only what had been published by then is looked at; now, where left out. Epoch milliseconds. */
  readonly knownAt?: number;
}

const editionNames = ['document', 'revision', 'digest'] as const;

/** What is wrong with the `edition` of a request. */
export const editionErrors = (edition: unknown): readonly RequestError[] => {
  if (edition === undefined) return [];
  if (!isRecord(edition)) return [mustBe('/edition', 'an object', edition)];
  const knownAt = readKnownAt(own(edition, 'knownAt'));
  return [
    ...unknownMembers(edition, [...editionNames, 'knownAt'], '/edition'),
    ...editionNames.flatMap((name) => textErrors(own(edition, name), `/edition/${name}`, false)),
    ...(typeof knownAt === 'object' ? knownAt : []),
  ];
};

/** The query of an `edition` that has no errors. */
export const editionQuery = (edition: Readonly<Record<string, unknown>>): EditionQuery => {
  const named = Object.fromEntries(
    editionNames.flatMap((name) => {
      const given = own(edition, name);
      return typeof given === 'string' ? [[name, given]] : [];
    }),
  );
  const knownAt = readKnownAt(own(edition, 'knownAt'));
  return typeof knownAt === 'number' ? { ...named, knownAt } : named;
};
