import type { Edition } from '../../edition/model/edition.js';
import { actsOf, governingEdition, isNamed } from '../../edition/model/governing-edition.js';
import type { Act, GoverningBasis } from '../../edition/model/governing.js';
import type { EditionQuery } from '../request/edition-query.js';
import type { Failure } from '../failure.js';

/** An edition, or why there is none. */
export type EditionChoice =
  | {
      readonly code: 'chosen';
      readonly edition: Edition;
      /** Why it governs; `null` where its document has no governing.yaml. */
      readonly governing: GoverningBasis | null;
    }
  | Extract<
      Failure,
      { readonly code: 'unknown-edition' | 'no-governing-edition' | 'unknown-decision' | 'invalid-request' }
    >;

/** The editions among which one is chosen. */
export interface Candidates {
  /** By document, then from the oldest revision to the newest. */
  readonly editions: readonly Edition[];
  /** By a decision that was asked for alone without naming an edition: the document that has it. */
  readonly usual: Map<string, OfDocument>;
}

/** Editions of one document, from the oldest to the newest; one or more of them decide what is asked. */
interface OfDocument {
  readonly code: 'found';
  readonly document: string;
  readonly editions: readonly Edition[];
}

/** Makes candidates of editions. */
export const candidatesOf = (editions: readonly Edition[]): Candidates => ({ editions, usual: new Map() });

/** What is asked, of when, and what is told of what happened. */
interface Case {
  readonly decisions: readonly string[];
  readonly asOf: number;
  readonly acts: readonly Act[];
  readonly facts: Facts;
}

type Facts = Readonly<Record<string, unknown>>;

/**
 * Chooses among editions for a request that names no release: the revision that it names, or the edition that governs.
 * @param toEdition makes of an act that names a release one that names its edition
 */
export const chooseAmong = (
  candidates: Candidates,
  query: EditionQuery,
  asked: Case & { readonly toEdition: (act: Act, document: string) => Act },
): EditionChoice => {
  const { decisions, asOf, facts } = asked;
  const found = ofOneDocument(candidates, query, decisions);
  if (found.code !== 'found') return found;
  const { document, editions } = found;
  const newest = editions.at(-1);
  if (query.revision !== undefined && newest !== undefined)
    return chosen(newest, decisions, named(newest, query));
  const acts = asked.acts.map((act) => asked.toEdition(act, document));
  return governs(document, editions, { decisions, asOf, acts, facts }, query);
};

/** The release that a request names, where it is one that the request may mean. */
export const chooseNamed = (
  edition: Edition | undefined,
  query: EditionQuery,
  decisions: readonly string[],
  known: readonly Edition[],
): EditionChoice =>
  edition === undefined || !matches(edition, query)
    ? unknown(query, known)
    : chosen(edition, decisions, named(edition, query));

const unknown = (query: EditionQuery, known: readonly Edition[]): EditionChoice => ({
  code: 'unknown-edition',
  asked: query,
  known: namesOf(known),
});

/** Looked for once for each decision that is asked for alone without naming an edition, as most are. */
const ofOneDocument = (
  { editions, usual }: Candidates,
  query: EditionQuery,
  decisions: readonly string[],
): OfDocument | EditionChoice => {
  const [only = ''] = decisions;
  const isUsual = decisions.length === 1 && query.document === undefined && query.revision === undefined;
  const here = isUsual ? usual.get(only) : undefined;
  if (here !== undefined) return here;
  const matching = editions.filter((edition) => matches(edition, query));
  if (matching.length === 0) return unknown(query, editions);
  const deciding = matching.filter((edition) =>
    decisions.every((decision) => edition.decisions.has(decision)),
  );
  if (deciding.length === 0) return noneDecides(decisions, matching);
  const [document = '', ...others] = new Set(deciding.map(({ identity }) => identity.document));
  if (others.length > 0) return severalDocuments(decisions, [document, ...others]);
  const ofDocument = matching.filter(({ identity }) => identity.document === document);
  const found: OfDocument = { code: 'found', document, editions: ofDocument };
  if (isUsual) usual.set(only, found);
  return found;
};

/** Chooses by the rule of the newest edition in effect at asOf, or of the first one. */
const governs = (
  document: string,
  editions: readonly Edition[],
  { decisions, asOf, acts, facts }: Case,
  query: EditionQuery,
): EditionChoice => {
  const inEffect = editions.findLast(({ effectiveFrom }) => effectiveFrom <= asOf);
  const rule = (inEffect ?? editions[0])?.governing ?? null;
  const none = (happened: readonly Act[]): EditionChoice => {
    const earliest = Math.min(...editions.map(({ effectiveFrom }) => effectiveFrom));
    return { code: 'no-governing-edition', document, asOf, earliest, acts: happened };
  };
  if (rule === null) return inEffect === undefined ? none([]) : chosen(inEffect, decisions, null);
  const stranger = acts.findIndex(
    ({ edition }) => edition !== undefined && !editions.some(({ identity }) => isNamed(identity, edition)),
  );
  if (stranger !== -1) return unknownAccepted(stranger, editions);
  const happened = actsOf(rule, acts, decisions, asOf, facts);
  const choice = governingEdition(rule, editions, happened, asOf);
  if (choice.code !== 'governs') return none(happened);
  const { knownAt } = query;
  const basis = knownAt === undefined ? choice.basis : { ...choice.basis, knownAt };
  return chosen(choice.edition, decisions, basis);
};

const named = ({ governing }: Edition, query: EditionQuery): GoverningBasis | null =>
  governing === null
    ? null
    : {
        by: 'named',
        clauses: [],
        readings: [],
        ...(query.knownAt === undefined ? {} : { knownAt: query.knownAt }),
      };

const nameOf = ({ identity }: Edition): string => `${identity.document}/${identity.revision}`;

const namesOf = (editions: readonly Edition[]): readonly string[] => editions.map(nameOf);

const matches = ({ identity }: Edition, query: EditionQuery): boolean =>
  (query.document === undefined || query.document === identity.document) &&
  (query.revision === undefined || query.revision === identity.revision) &&
  (query.digest === undefined || query.digest === identity.digest);

const chosen = (
  edition: Edition,
  decisions: readonly string[],
  governing: GoverningBasis | null,
): EditionChoice => {
  const lacking = decisions.find((decision) => !edition.decisions.has(decision));
  return lacking === undefined ? { code: 'chosen', edition, governing } : unknownDecision(lacking, [edition]);
};

const unknownAccepted = (place: number, editions: readonly Edition[]): EditionChoice => ({
  code: 'invalid-request',
  errors: [
    {
      pointer: `/acceptance/acts/${place}/edition`,
      code: 'not-allowed',
      message: `No such edition is known. Known are ${namesOf(editions).join(', ')}.`,
    },
  ],
});

const noneDecides = (decisions: readonly string[], named: readonly Edition[]): EditionChoice => {
  const unknown = decisions.find((decision) => !named.some((edition) => edition.decisions.has(decision)));
  if (unknown !== undefined) return unknownDecision(unknown, named);
  const message = `No edition decides all of ${decisions.join(', ')}. Ask for each apart.`;
  return { code: 'invalid-request', errors: [{ pointer: '/decisions', code: 'not-allowed', message }] };
};

const unknownDecision = (decision: string, editions: readonly Edition[]): EditionChoice => ({
  code: 'unknown-decision',
  decision,
  known: [...new Set(editions.flatMap((edition) => [...edition.decisions.keys()]))],
});

const severalDocuments = (decisions: readonly string[], documents: readonly string[]): EditionChoice => ({
  code: 'invalid-request',
  errors: [
    {
      pointer: '/edition/document',
      code: 'missing-member',
      message: `Several documents decide ${decisions.map((decision) => `\`${decision}\``).join(', ')}: ${documents.join(', ')}. Name one.`,
    },
  ],
});
