import type { Failure, FailureCode } from '../http/failure.js';
import { problemKinds } from '../http/problem-kinds.js';
import { problemOf } from '../http/problems.js';

/** What a tool gives back: words for the model, and JSON where it has a form. */
export interface Told {
  readonly content: { readonly type: 'text'; readonly text: string }[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError?: true;
}

/** Words. */
export const words = (text: string): Told => ({ content: [{ type: 'text', text }] });

/** JSON, as a text too for whoever reads only that. */
export const json = (value: object): Told => ({
  content: [{ type: 'text', text: JSON.stringify(value) }],
  structuredContent: { ...value },
});

/** A refusal that a model can act on: its stable code, what is wrong, and what to do. */
export const refusal = (code: string, wrong: string, remedy: string): Told => ({
  content: [{ type: 'text', text: `${code}: ${wrong}\nWhat to do: ${remedy}` }],
  isError: true,
});

/** The same of what the service would answer as a problem over HTTP. */
export const refused = (failure: Failure): Told => {
  const { code, title, detail, retryAfterSeconds } = problemOf(failure);
  const later = retryAfterSeconds === undefined ? '' : ` Wait ${retryAfterSeconds} seconds first.`;
  return refusal(code, `${title}. ${detail}`, `${remedies.get(code) ?? problemKinds[code].remedy}${later}`);
};

/** Where what helps over HTTP is said in its own words: the same in the words of tools. */
const remedies: ReadonlyMap<FailureCode, string> = new Map<FailureCode, string>([
  ['unknown-decision', 'Take a decision that list_decisions names.'],
  ['unknown-edition', 'Take a document and a revision that list_decisions names.'],
  ['invalid-request', 'Call the tool again as its input schema says, with each named place mended.'],
  [
    'invalid-facts',
    'Mend each named place; its pointer is relative to `facts`. Ask whoever knows for what is missing, and do not guess: facts_needed says in which form each fact is.',
  ],
  ['unknown-clause', 'Name clauses as search_clauses tells them.'],
  ['not-found', 'Take the name or id as another tool gave it.'],
  ['no-letter', 'Tell the decision from explain, with its clauses as they are.'],
  ['masked', 'Tell the decision from the answer of decide; a person can look it up by its id.'],
  ['idempotency-key-reused', 'Call again exactly as first, or take a new key for what is new.'],
  [
    'in-doubt',
    'Call again with the same idempotencyKey: what was recorded is answered, and nothing is recorded twice.',
  ],
  [
    'recorded-unanswered',
    'Call again with the same idempotencyKey, and tell whoever runs the service. Do not decide it under another key.',
  ],
  [
    'forbidden',
    'Say that you may not, and let a person who may do it; another key is not yours to look for.',
  ],
]);
