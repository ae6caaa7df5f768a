/** How many decisions a page has where the request does not say. */
export const defaultLimit = 50;
/** How many it has at most. */
export const maximumLimit = 500;

/** What a search may ask for besides values of the metadata, each at most once: query parameters of `GET /decisions`, members of `POST /decisions/search`. */
export const searchParameters = {
  id: 'What its id begins with: 8 characters of it, or more.',
  document: 'Decided under an edition of this document.',
  revision: 'Decided under this revision.',
  decision: 'The decision’s name.',
  clause: 'Cited by a standing rule, such as `6.3`.',
  rule: 'Stands in the decision.',
  outcome: 'What was decided.',
  subject: 'Whom the decision is about.',
  choice: 'Whether a person chose what it leaves to choose (`made`), or that is `awaited`.',
  chosenBy: 'Who chose, such as `key:…`.',
  from: 'Decided at or after this instant (RFC 3339 with an offset).',
  to: 'Decided before this instant (RFC 3339 with an offset).',
  asOfFrom: 'As of this instant or later; then what is as of the latest comes first.',
  asOfTo: 'As of an instant before this one.',
  limit: `How many at most, 1 to ${maximumLimit}; ${defaultLimit} where left out.`,
  cursor: '`next` of the page before.',
} as const;

/** What parameters begin with that want a value of the metadata, or of a fact; its key, or its dotted name, follows. */
export const searchPrefixes = ['metadata.', 'facts.'] as const;
