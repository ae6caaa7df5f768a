import { isDecision, isStub } from '../../audit/record/log-line.js';
import { parseLine } from '../../audit/record/log-line-shape.js';
import type { PersonalKey } from '../../audit/record/personal-storage.js';
import { makeCited } from '../../analysis/impact/judge-case.js';
import type { Edition } from '../../edition/model/edition.js';
import type { NotCompared } from '../../analysis/impact/tally.js';
import type { DecidedCase } from '../../analysis/impact/weigh-cases.js';
import type { Evaluators } from '../../decide/evaluate.js';
import { readBatchItem } from '../../decide/request/decide-request.js';
import { caseOfRecord } from '../../decide/record/decided-case.js';
import type { Editions } from '../../decide/editions/editions.js';
import { parseBody } from '../../service/http/request/read-json.js';

/** Which cases are looked at. Every condition that is given must hold. */
export interface CaseChoice {
  readonly decision?: string | undefined;
  /** Decided at or after, and before; of a request, its asOf. Epoch milliseconds. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** What a line holds. */
export type Found =
  | { readonly code: 'case'; readonly case: DecidedCase }
  | { readonly code: 'not-compared'; readonly why: NotCompared; readonly errors?: readonly string[] };

/** Finds the cases of a line; none in a line that is no case, or none that is asked for. */
export type FindCases = (line: string, at: string) => readonly Found[] | Promise<readonly Found[]>;

/** Finds the recorded decision in a line of a log. */
export const makeFindRecorded =
  (choice: CaseChoice, key: PersonalKey | undefined): FindCases =>
  (line, at) => {
    const record = parseLine(line);
    if (record === undefined) return [{ code: 'not-compared', why: 'malformed' }];
    if (isStub(record)) return [{ code: 'not-compared', why: 'dropped' }];
    if (!isDecision(record)) return [];
    const { inputs, decidedAt } = record.body;
    return isChosen(choice, inputs.decision, Date.parse(decidedAt)) ? [caseOfRecord(record, at, key)] : [];
  };

/** What decides requests that are in no log. `now` in epoch milliseconds, for those without an asOf. */
export interface RequestParts {
  readonly editions: Editions;
  readonly evaluators: Evaluators;
  readonly now: number;
}

/** Decides the request of a line as the service would. */
export const makeFindRequested = (
  choice: CaseChoice,
  { editions, evaluators, now }: RequestParts,
): FindCases => {
  const made = new WeakMap<Edition, ReturnType<typeof makeCited>>();
  const citedBy = (edition: Edition): ReturnType<typeof makeCited> => {
    const cited = made.get(edition) ?? makeCited(edition);
    made.set(edition, cited);
    return cited;
  };
  return async (line, at) => {
    const body = parseBody(Buffer.from(line));
    const read = body.code === 'read' ? readBatchItem(body.value) : body;
    if (read.code !== 'read') return [{ code: 'not-compared', why: 'malformed' }];
    const request = read.value;
    const { facts, edition: query, acts } = request;
    const asOf = request.asOf ?? now;
    const asked = 'decisions' in request ? request.decisions : [request.decision];
    const found: Found[] = [];
    for (const name of asked) {
      if (!isChosen(choice, name, asOf)) continue;
      const chosen = await editions.choose(query, asked, asOf, acts, facts);
      if (chosen.code !== 'chosen') {
        found.push({ code: 'not-compared', why: 'not-decided-before', errors: [chosen.code] });
        continue;
      }
      const { edition } = chosen;
      const answer = await evaluators(edition).decide({
        decision: name,
        facts,
        asOf,
        ...invalidOf(request),
      });
      if (answer.code !== 'decided') {
        found.push({ code: 'not-compared', why: 'not-decided-before', errors: [answer.code] });
        continue;
      }
      const { decision } = answer;
      const before = { edition: edition.identity, decision, clauses: citedBy(edition)(decision) };
      found.push({ code: 'case', case: { at, id: null, facts, asOf, before, ...invalidOf(request) } });
    }
    return found;
  };
};

/** The clauses that drop out, where some are named. */
const invalidOf = ({ invalid }: Pick<DecidedCase, 'invalid'>): Pick<DecidedCase, 'invalid'> =>
  invalid === undefined ? {} : { invalid };

const isChosen = ({ decision, from, until }: CaseChoice, name: string, at: number): boolean =>
  (decision === undefined || decision === name) &&
  (from === undefined || at >= from) &&
  (until === undefined || at < until);
