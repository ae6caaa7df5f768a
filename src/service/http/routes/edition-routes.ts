import { Router, type Request } from 'express';
import type { Edition } from '../../../edition/model/edition.js';
import type { EditionQuery } from '../../../decide/request/edition-query.js';
import { clausesView, clauseView, editionView, parametersView } from '../views/edition-views.js';
import type { Editions } from '../../../decide/editions/editions.js';
import { markedFactSchema } from '../../../decide/editions/fact-reading.js';
import type { Failure } from '../failure.js';
import type { PublishedEditions } from '../../../decide/editions/published-editions.js';
import { editionsView } from '../views/registry-views.js';
import { placeOf, refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';
import { sendKept } from './kept-answer.js';
import { sendProblem } from '../send.js';

type Found<T> = { readonly code: 'found'; readonly value: T } | Failure;

/** `GET /editions` and what is below it, and `GET /facts/{decision}`. */
export const editionRoutes = (
  editions: Editions,
  clock: () => number,
  published?: Pick<PublishedEditions, 'registered' | 'failure'>,
): Router => {
  const router = Router({ caseSensitive: true });
  const serve = (
    path: string,
    query: readonly (keyof EditionQuery)[],
    find: (request: Request) => Found<object> | Promise<Found<object>>,
  ): void => {
    routeOn(router, path, { query })
      .get(async (request, response) => {
        const found = await find(request);
        if (found.code !== 'found') sendProblem(response, found);
        else if (request.query['digest'] === undefined) response.json(found.value);
        else sendKept(response, found.value);
      })
      .all(refuseOtherMethods('GET'));
  };
  const editionAt = async (request: Request): Promise<Found<Edition>> => {
    const document = placeOf(request, 'document');
    const revision = placeOf(request, 'revision');
    const query = readEditionQuery(request.query);
    if (query.code !== 'found') return query;
    const { digest } = query.value;
    if (digest !== undefined) {
      const release = await editions.release(digest);
      return release?.identity.document === document && release.identity.revision === revision
        ? { code: 'found', value: release }
        : { code: 'unknown-edition', asked: { document, revision, digest }, known: namesOf(editions) };
    }
    const edition = editions
      .all()
      .find(({ identity }) => identity.document === document && identity.revision === revision);
    if (edition !== undefined) return { code: 'found', value: edition };
    return { code: 'unknown-edition', asked: { document, revision }, known: namesOf(editions) };
  };
  const viewOf =
    (view: (edition: Edition) => object) =>
    async (request: Request): Promise<Found<object>> => {
      const edition = await editionAt(request);
      return edition.code === 'found' ? { code: 'found', value: view(edition.value) } : edition;
    };

  serve('/editions', [], () => ({ code: 'found', value: editionsView(editions, published, clock()) }));
  serve('/editions/:document/:revision', ['digest'], viewOf(editionView));
  serve('/editions/:document/:revision/parameters', ['digest'], viewOf(parametersView));
  serve('/editions/:document/:revision/clauses', ['digest'], viewOf(clausesView));
  serve('/editions/:document/:revision/clauses/:clause', ['digest'], async (request) => {
    const edition = await editionAt(request);
    if (edition.code !== 'found') return edition;
    const name = placeOf(request, 'clause');
    const value = clauseView(edition.value, name);
    return value === undefined ? { code: 'not-found', what: 'clause', name } : { code: 'found', value };
  });
  serve('/facts/:decision', ['document', 'revision', 'digest'], async (request) => {
    const query = readEditionQuery(request.query);
    if (query.code !== 'found') return query;
    const decision = placeOf(request, 'decision');
    const choice = await editions.choose(query.value, decision, clock());
    if (choice.code !== 'chosen') return choice;
    return { code: 'found', value: markedFactSchema(choice.edition, decision) };
  });
  return router;
};

const namesOf = (editions: Pick<Editions, 'all'>): readonly string[] =>
  editions.all().map(({ identity }) => `${identity.document}/${identity.revision}`);

/** The route takes no parameters but those of an edition. */
const readEditionQuery = (given: Readonly<Record<string, unknown>>): Found<EditionQuery> => {
  const wrong = Object.entries(given).filter(([, value]) => typeof value !== 'string');
  if (wrong.length === 0) {
    const texts = Object.entries(given).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return { code: 'found', value: Object.fromEntries(texts) };
  }
  return {
    code: 'invalid-request',
    errors: wrong.map(([name]) => ({
      pointer: `?${name}`,
      code: 'not-allowed',
      message: `\`${name}\` is not taken so. Give it once.`,
    })),
  };
};
