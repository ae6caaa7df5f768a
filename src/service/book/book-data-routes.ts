import { Router, type Request } from 'express';
import type { Edition } from '../../edition/model/edition.js';
import type { BookData } from './book-data.js';
import { clauseBook, glossary } from './clause-book.js';
import { contractBook } from './contract-book.js';
import { clauseProofs, scenariosOfClause } from './scenario-book.js';
import type { Editions } from '../../decide/editions/editions.js';
import type { Failure } from '../http/failure.js';
import { placeOf, refuseOtherMethods } from '../http/routes/replies.js';
import { routeOn } from '../http/routes/route-on.js';
import { sendProblem } from '../http/send.js';
import type { ProofBook, ScenariosOfClause, ScenarioTitles } from '../../wire/book/contract.js';
import { stoppedFailure } from '../work-limits.js';

type Found<T> = { readonly code: 'found'; readonly value: T } | Failure;

/**
 * What the book shows of contracts and editions beyond the API's own addresses: `GET /book-data/contract/{document}/{revision}`, its
 * `/scenarios` and their `/scenarios/titles`, its `/clauses`, `/clauses/{id}` and `/clauses/{id}/scenarios`, and `GET /book-data/difference?left=&right=` of two releases by their digests,
 * its `/effect`, and `GET /book-data/log/exposure/{document}/{revision}`, what hangs on its readings.
 */
export const bookDataRoutes = (editions: Editions, data: BookData): Router => {
  const router = Router({ caseSensitive: true });
  const serve = (
    path: string,
    query: readonly string[],
    find: (request: Request) => Promise<Found<object>>,
  ): void => {
    routeOn(router, path, { query })
      .get(async (request, response) => {
        const found = await find(request).catch(stoppedFailure);
        if (found.code === 'found') response.json(found.value);
        else sendProblem(response, found);
      })
      .all(refuseOtherMethods('GET'));
  };
  const ofEdition =
    (find: (edition: Edition, request: Request) => Promise<Found<object>> | Found<object>) =>
    async (request: Request): Promise<Found<object>> => {
      const edition = await editionAt(editions, request);
      return edition.code === 'found' ? find(edition.value, request) : edition;
    };
  const base = '/book-data/contract/:document/:revision';

  serve(
    base,
    ['digest'],
    ofEdition((edition) => found(contractBook(edition))),
  );
  serve(
    `${base}/scenarios`,
    ['digest'],
    ofEdition(async (edition) => {
      const ran = await data.scenarios(edition);
      if (ran === null) return found<ProofBook>({ code: 'no-scenarios' });
      const { scenarios, elsewhere, faults } = ran;
      const failed = scenarios.filter(({ passed }) => !passed);
      const clauses = clauseProofs(scenarios);
      return found<ProofBook>({
        code: 'ran',
        scenarios: scenarios.length,
        failed: failed.length,
        elsewhere,
        faults,
        clauses,
      });
    }),
  );
  serve(
    `${base}/scenarios/titles`,
    ['digest'],
    ofEdition(async (edition) => {
      const scenarios = (await data.scenarios(edition))?.scenarios ?? [];
      return found<ScenarioTitles>({
        scenarios: scenarios.map(({ title, feature, proves, restsOn }) => ({
          title,
          feature,
          clauses: [...new Set([...proves, ...restsOn])],
        })),
      });
    }),
  );
  serve(
    `${base}/glossary`,
    ['digest'],
    ofEdition((edition) => found(glossary(edition))),
  );
  serve(
    `${base}/clauses`,
    ['digest'],
    ofEdition(async (edition) => found(await data.clauses(edition))),
  );
  serve(
    `${base}/clauses/:clause`,
    ['digest'],
    ofEdition((edition, request) => {
      const name = placeOf(request, 'clause');
      const value = clauseBook(edition, name);
      return value === undefined ? { code: 'not-found', what: 'clause', name } : found(value);
    }),
  );
  serve(
    `${base}/clauses/:clause/scenarios`,
    ['digest'],
    ofEdition(async (edition, request) => {
      const name = placeOf(request, 'clause');
      if (!edition.contract.clauses.has(name)) return { code: 'not-found', what: 'clause', name };
      const ran = await data.scenarios(edition);
      return found<ScenariosOfClause>({ scenarios: scenariosOfClause(ran?.scenarios ?? [], name) });
    }),
  );
  serve(
    '/book-data/log/exposure/:document/:revision',
    ['digest', 'newest'],
    ofEdition(async (edition, request) => {
      const newest = newestOf(request);
      return newest === undefined
        ? wrong('newest', `Ask for the newest 1 to ${mostRecords} decisions.`)
        : found(await data.exposure(edition, newest));
    }),
  );
  const ofTwo = (find: (left: Edition, right: Edition) => Promise<object>) => async (request: Request) => {
    const left = await releaseAt(editions, request, 'left');
    if (left.code !== 'found') return left;
    const right = await releaseAt(editions, request, 'right');
    if (right.code !== 'found') return right;
    if (left.value.identity.document !== right.value.identity.document)
      return wrong('right', 'The two releases are of different documents. Name two of one.');
    return found(await find(left.value, right.value));
  };
  serve('/book-data/difference', ['left', 'right'], ofTwo(data.written));
  serve('/book-data/difference/effect', ['left', 'right'], ofTwo(data.effect));
  return router;
};

const found = <Value extends object>(value: Value): Found<Value> => ({ code: 'found', value });

/** The most decisions of the log that are decided again for each reading. */
const mostRecords = 5_000;

/** How many decisions are asked for: 1,000 where that is not said, `undefined` where it is no such number. */
const newestOf = ({ query: { newest } }: Request): number | undefined => {
  if (newest === undefined) return 1_000;
  const count = typeof newest === 'string' && /^[1-9][0-9]{0,3}$/.test(newest) ? Number(newest) : NaN;
  return count <= mostRecords ? count : undefined;
};

const wrong = (name: string, message: string): Failure => ({
  code: 'invalid-request',
  errors: [{ pointer: `?${name}`, code: 'not-allowed', message }],
});

/** An edition by its place, or, with `?digest=`, a release of it that the log keeps. */
const editionAt = async (editions: Editions, request: Request): Promise<Found<Edition>> => {
  const [document, revision] = [placeOf(request, 'document'), placeOf(request, 'revision')];
  const digest = request.query['digest'];
  const isPlace = ({ identity }: Edition): boolean =>
    identity.document === document && identity.revision === revision;
  const edition =
    typeof digest === 'string' ? await editions.release(digest) : editions.all().findLast(isPlace);
  if (edition !== undefined && isPlace(edition)) return { code: 'found', value: edition };
  return unknown(editions, { document, revision, ...(typeof digest === 'string' ? { digest } : {}) });
};

const releaseAt = async (editions: Editions, request: Request, name: string): Promise<Found<Edition>> => {
  const digest = request.query[name];
  if (typeof digest !== 'string') return wrong(name, `Give \`${name}\` once, as a digest.`);
  const edition = await editions.release(digest);
  return edition === undefined ? unknown(editions, { digest }) : { code: 'found', value: edition };
};

const unknown = (
  editions: Editions,
  asked: { readonly document?: string; readonly revision?: string; readonly digest?: string },
): Failure => ({
  code: 'unknown-edition',
  asked,
  known: editions.all().map(({ identity }) => `${identity.document}/${identity.revision}`),
});
