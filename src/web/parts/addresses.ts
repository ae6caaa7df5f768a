/** Which edition a page is about. */
export interface EditionPlace {
  readonly document: string;
  readonly revision: string;
}

/** Which contract a page is about, and perhaps which of its revisions. */
interface ContractPlace {
  readonly document: string;
  readonly revision?: string | undefined;
}

/** The page of a contract: of one revision, else of the one in effect. */
export const contractAddress = ({ document, revision }: ContractPlace): string =>
  ['/book/contract', document, ...(revision === undefined ? [] : [revision])]
    .map((part, place) => (place === 0 ? part : encodeURIComponent(part)))
    .join('/');

/** The readings of a contract: of one revision, else of the one in effect. */
export const readingsAddress = (edition: ContractPlace): string =>
  contractAddress(edition).replace('/book/contract', '/book/readings');

/** The copy for signature of a contract: of one revision, else of the one in effect. */
export const signOffAddress = (edition: ContractPlace): string =>
  contractAddress(edition).replace('/book/contract', '/book/sign-off');

/** The editions of a contract over time. */
export const editionsAddress = (document: string): string =>
  `/book/editions?${new URLSearchParams({ document }).toString()}`;

/** What differs between two releases of a contract, by their digests. */
export const compareAddress = (document: string, left: string, right: string): string =>
  `/book/editions?${new URLSearchParams({ document, left, right }).toString()}`;

/** The place of a clause in its contract: `/book/contract/terms/2026-04-27#clause-6.4(a)`. */
export const clauseAddress = (edition: EditionPlace, clause: string): string =>
  `${contractAddress(edition)}#${clauseAnchor(clause)}`;

/** The anchor of a clause in the page of its contract. */
export const clauseAnchor = (clause: string): string => `clause-${clause}`;

/** The clause that an anchor names; `null` where it names none. */
export const clauseOfAnchor = (hash: string): string | null => {
  const found = /^#?clause-(.+)$/.exec(decoded(hash))?.[1];
  return found ?? null;
};

/** The page of a recorded decision. */
export const decisionAddress = (id: string): string => `/book/decisions/${encodeURIComponent(id)}`;

/** The page of the log’s signed checkpoints. */
export const checkpointsAddress = '/book/checkpoints';

/** All that a line finds. The line may be whom a decision is about: the browser keeps it beside the address. */
export const searchAddress = '/book/search';

/** The drafts of a contract. */
export const draftsAddress = (document: string): string =>
  `/book/drafts?${new URLSearchParams({ document }).toString()}`;

/** Where a case of a contract can be tried; without a decision, where one is chosen. */
export const tryAddress = (document: string, decision?: string): string =>
  `/book/try/${encodeURIComponent(document)}${decision === undefined ? '' : `/${encodeURIComponent(decision)}`}`;

/** The contract that an address of the book is about; `undefined` where it names none. */
export const documentOfAddress = (location: string, search: string): string | undefined => {
  const named = /^\/book\/(?:contract|readings|sign-off|try)\/([^/]+)/.exec(location)?.[1];
  return named === undefined ? (new URLSearchParams(search).get('document') ?? undefined) : decoded(named);
};

/** What may be asked of the log, by the names that the service has. */
export const queryNames = [
  ...(['id', 'document', 'revision', 'decision', 'outcome'] as const),
  ...(['clause', 'rule', 'subject', 'from', 'to', 'asOfFrom', 'asOfTo'] as const),
  ...(['choice', 'chosenBy'] as const),
] as const;

/** A value of the metadata that whoever asked gave, by its key. */
export type MetadataName = `metadata.${string}`;

/** A value of a fact by which an edition has decisions found, by its dotted name. */
export type FactName = `facts.${string}`;

/** One of {@link queryNames}, or a value of the metadata, or of a fact. */
export type QueryName = (typeof queryNames)[number] | MetadataName | FactName;

/** What may be asked of the log; what is empty is not asked. Instants are RFC 3339. */
export type LogQuery = Partial<Readonly<Record<QueryName, string>>>;

/** Whether a name asks for a value of the metadata. */
export const isMetadataName = (name: string): name is MetadataName => /^metadata\../.test(name);

/** Whether a name asks for a value of a fact. */
export const isFactName = (name: string): name is FactName => /^facts\../.test(name);

/** Whether a condition names a person, or may: it never stands in an address, which is kept and handed on. */
export const isPersonalName = (name: string): boolean => name === 'subject' || isMetadataName(name);

/** What the browser keeps of a query beside its address: what may be personal. */
export const keptOf = (query: LogQuery): object => ({
  asked: Object.fromEntries(Object.entries(query).filter(([name]) => isPersonalName(name))),
});

/** The address of the log with a query, but for what may be personal of it. */
export const logAddress = (query: LogQuery): string => {
  const facts = Object.keys(query).filter(isFactName).sort();
  const given = [...queryNames, ...facts].flatMap((name): [string, string][] => {
    const value = query[name];
    return value === undefined || value === '' || isPersonalName(name) ? [] : [[name, value]];
  });
  return given.length === 0 ? '/book/decisions' : `/book/decisions?${new URLSearchParams(given).toString()}`;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
