import { tellReceipt, tellReceiptProblem } from '../../audit/receipt/tell-receipt.js';
import { verifyReceipt } from '../../audit/receipt/verify-receipt.js';
import { makeSchemaCheck } from '../../language/schema-check.js';
import { formatInstant } from '../../language/instants.js';
import { ClauseAt } from '../../wire/editions.js';
import { neededScope } from '../access/needed-scope.js';
import { clauseAt } from '../http/routes/clause-routes.js';
import { factsOf, inputOf, withoutIds } from './schemas.js';
import { json, refusal, refused, words, type Told } from './told.js';
import type { Tool, ToolParts } from './tool.js';

/** More clauses than these are not told at once. */
const mostFound = 20;

const receiptOrId = {
  pointer: '/receipt',
  code: 'missing-member',
  message: 'Give either `receipt` or `id`.',
} as const;

/** The tools that change nothing and are about no case: what can be decided, what was, and the contract's words. */
export const readingTools = ({
  editions,
  recorded,
  clock,
  keys,
  findReceipt,
}: ToolParts): readonly Tool[] => [
  reading({
    name: 'list_decisions',
    title: 'List decisions',
    description:
      'What can be decided, with the question of each and its outcomes, by document and revision. With the name of a decision, the JSON Schema of its facts too.',
    inputSchema: inputOf([], ['decision']),
    need: neededScope('GET', '/editions'),
    call: async ({ decision }) => {
      const facts = decision === undefined ? undefined : await factsOf(editions, decision, clock());
      if (facts !== undefined && facts.code !== 'found') return refused(facts);
      const decisions = editions.all().flatMap(({ identity, effectiveFrom, decisions: all }) =>
        [...all.values()]
          .filter((one) => decision === undefined || one.decision === decision)
          .map(({ decision: name, question, outcomes }) => ({
            decision: name,
            question,
            outcomes,
            ...identity,
            effectiveFrom: formatInstant(effectiveFrom),
          })),
      );
      return json({ decisions, ...(facts === undefined ? {} : { facts: facts.schema }) });
    },
  }),
  reading({
    name: 'explain',
    title: 'Explain a recorded decision',
    description:
      'How a recorded decision came about, in words: every rule, every condition, the values read.',
    inputSchema: inputOf(['id']),
    need: neededScope('GET', '/decisions/any/trace'),
    call: async ({ id = '' }) => {
      const found = await recorded.trace(id);
      return found.code === 'found' ? words(found.text()) : refused(found);
    },
  }),
  reading({
    name: 'letter',
    title: 'Letter for the customer',
    description: 'A recorded decision in words for its customer. Pass it on as it is.',
    inputSchema: inputOf(['id']),
    need: neededScope('GET', '/decisions/any/letter'),
    call: async ({ id = '' }) => {
      const found = await recorded.letter(id);
      return found.code === 'found' ? words(found.text()) : refused(found);
    },
  }),
  reading({
    name: 'clause',
    title: 'A clause at a time',
    description:
      'The words of a clause as they were in force at an instant, with the rules and readings that rest on it.',
    inputSchema: inputOf(['document', 'clause'], ['asOf']),
    outputSchema: withoutIds(ClauseAt),
    need: neededScope('GET', '/clauses/any/any'),
    call: ({ document = '', clause = '', asOf }) => {
      const query = asOf === undefined ? {} : { asOf };
      const found = clauseAt(editions, { document, clause, query, now: clock() });
      return found.code === 'found' ? json(found.value) : refused(found);
    },
  }),
  reading({
    name: 'search_clauses',
    title: 'Search clauses',
    description: `Clauses of a document’s newest edition in effect in which all words stand, at most ${mostFound}, in the contract’s order.`,
    inputSchema: inputOf(['document', 'query']),
    need: neededScope('GET', '/editions/any/any/clauses'),
    call: ({ document = '', query = '' }) => {
      const now = clock();
      const edition = editions
        .all()
        .findLast(({ identity, effectiveFrom }) => identity.document === document && effectiveFrom <= now);
      if (edition === undefined) {
        const known = new Set(editions.all().map(({ identity }) => identity.document));
        return refused({ code: 'unknown-edition', asked: { document }, known: [...known] });
      }
      const sought = query.toLowerCase().trim().split(/\s+/);
      const found = [...edition.contract.clauses.values()].filter(({ words: said }) => {
        const lower = said.toLowerCase();
        return sought.every((word) => lower.includes(word));
      });
      const clauses = found.slice(0, mostFound).map(({ id, words: said }) => ({ id, words: said }));
      return json({ edition: edition.identity, found: found.length, clauses });
    },
  }),
  reading({
    name: 'verify_receipt',
    title: 'Verify a receipt',
    description:
      'Whether a receipt of a decision is genuine and unaltered, by the keys that sign here; what it says, what that rests on, and what it does not show. Give the receipt, or the id of a decision whose receipt is made here.',
    inputSchema: inputOf([], ['receipt', 'id']),
    need: neededScope('GET', '/decisions/any/receipt'),
    call: async ({ receipt, id }) => {
      if ((receipt === undefined) === (id === undefined))
        return refused({ code: 'invalid-request', errors: [receiptOrId] });
      const made = id === undefined ? undefined : await findReceipt(id);
      if (made !== undefined && made.code !== 'found') return refused(made);
      const verified = verifyReceipt(receipt ?? JSON.stringify(made?.receipt), keys());
      if (verified.code === 'genuine') return words(tellReceipt(verified));
      return refusal(
        'receipt-refused',
        tellReceiptProblem(verified.problem),
        'Do not rely on it. Where it was shortened or written anew on its way, give the text exactly as it was written.',
      );
    },
  }),
];

/** A tool that takes texts alone, and is called with what fits its schema. */
const reading = ({
  call,
  ...tool
}: Omit<Tool, 'isReading' | 'call'> & {
  readonly call: (given: Readonly<Record<string, string | undefined>>) => Told | Promise<Told>;
}): Tool => {
  const check = makeSchemaCheck(tool.inputSchema);
  return {
    ...tool,
    isReading: true,
    call: (given) => {
      const errors = check(given);
      return errors.length > 0
        ? refused({ code: 'invalid-request', errors })
        : call(given as Readonly<Record<string, string>>); // as the schema says
    },
  };
};
