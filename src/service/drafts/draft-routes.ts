import { Router, type Request, type Response } from 'express';
import { formatInstant } from '../../language/instants.js';
import { placeOf, refuseOtherMethods } from '../http/routes/replies.js';
import { routeOn } from '../http/routes/route-on.js';
import { sendProblem } from '../http/send.js';
import { defaultDraftLimits, etagOf, textOf, type Draft } from './draft.js';
import { callerOf } from '../http/gated-response.js';
import { formRoutes } from './draft-form-routes.js';
import { tryRoutes, type TryParts } from './trial/draft-try-routes.js';
import { reviewStanding } from './review/review-view.js';
import { draftSummary, draftView, fileView } from './draft-views.js';
import { wordsOf } from './draft-words.js';
import { makeDrafts, type Drafts } from './drafts.js';
import type { DraftStore } from './draft-store.js';
import { makeReadJson } from '../http/request/read-json-body.js';
import { releaseRoutes, type ReleaseRoutesParts } from './review/release-routes.js';
import { reviewRoutes } from './review/review-routes.js';
import { readFileText, readNewDraft, readSeen } from './read-draft-request.js';

/** What the addresses of drafts need. */
export interface DraftRoutesParts
  extends Omit<TryParts, 'drafts' | 'readJson'>, Omit<ReleaseRoutesParts, 'drafts' | 'readJson'> {
  readonly store: DraftStore;
  readonly newId: () => string;
  /** A body must be here by then. */
  readonly bodyTimeoutMs: number;
}

const { fileBytes, titleCharacters } = defaultDraftLimits;

/** `/book-data/drafts` and what is below it. */
export const draftRoutes = (parts: DraftRoutesParts): Router => {
  const { editions, bodyTimeoutMs, reportDefect } = parts;
  const drafts: Drafts = makeDrafts({ ...parts, release: (digest) => editions.release(digest) });
  const readJson = makeReadJson(
    // A character of the text that is written as an escape takes two bytes in JSON, but for those that YAML does not have.
    { limitBytes: 2 * fileBytes + 1024, timeoutMs: bodyTimeoutMs },
    reportDefect,
  );
  const withDraft = async (
    request: Request,
    response: Response,
    use: (draft: Draft) => void | Promise<void>,
  ): Promise<void> => {
    const found = await drafts.get(placeOf(request, 'draft'));
    if (found.code === 'found') await use(found.draft);
    else sendProblem(response, found);
  };
  const router = Router({ caseSensitive: true });
  const standing = reviewStanding(parts);

  routeOn(router, '/book-data/drafts')
    .get(async (_request, response) => {
      const { heads, damaged } = await drafts.list();
      response.json({ drafts: heads.map((head) => draftSummary(head, standing)), damaged });
    })
    .post((request, response) => {
      readJson(request, response, async (body) => {
        const asked = readNewDraft(body, titleCharacters);
        const made =
          asked.code === 'read'
            ? await drafts.create({ ...asked.value, by: callerOf(response)?.id ?? null })
            : asked;
        if (made.code === 'found') response.status(201).json(draftView(made.draft, standing));
        else sendProblem(response, made);
      });
    })
    .all(refuseOtherMethods('GET', 'POST'));

  routeOn(router, '/book-data/drafts/:draft')
    .get((request, response) =>
      withDraft(request, response, (draft) => void response.json(draftView(draft, standing))),
    )
    .delete(async (request, response) => {
      const id = placeOf(request, 'draft');
      const removed = await drafts.remove(id);
      if (removed.code === 'removed') response.json({ deleted: id });
      else sendProblem(response, removed);
    })
    .all(refuseOtherMethods('GET', 'DELETE'));

  routeOn(router, '/book-data/drafts/:draft/files/:file')
    .get((request, response) =>
      withDraft(request, response, (draft) => {
        const name = placeOf(request, 'file');
        const view = fileView(draft, name);
        if (view === undefined) sendProblem(response, { code: 'not-found', what: 'file', name });
        else response.set('ETag', view.etag).json(view);
      }),
    )
    .put((request, response) => {
      readJson(request, response, async (body) => {
        const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
        const seen = readSeen({ ifMatch, ifNoneMatch });
        const text = readFileText(body, fileBytes);
        const failure = seen.code === 'read' ? text : seen;
        if (seen.code !== 'read' || text.code !== 'read') {
          if (failure.code !== 'read') sendProblem(response, failure);
          return;
        }
        const name = placeOf(request, 'file');
        const by = callerOf(response)?.id ?? null;
        const change = { text: text.value, seen: seen.value, by };
        const written = await drafts.writeFile(placeOf(request, 'draft'), name, change);
        if (written.code !== 'found') sendProblem(response, written);
        else {
          const etag = etagOf(textOf(written.draft, name) ?? '');
          const { changedAt, changed } = written.draft;
          response
            .set('ETag', etag)
            .json({ name, etag, changedAt: formatInstant(changedAt), changed: [...changed.keys()].sort() });
        }
      });
    })
    // Of what a draft adds, scenarios alone can be taken away: the edition's files name each other.
    .delete(async (request, response) => {
      const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
      const seen = readSeen({ ifMatch, ifNoneMatch });
      const name = placeOf(request, 'file');
      const removed =
        seen.code === 'read'
          ? await drafts.removeScenarios(
              placeOf(request, 'draft'),
              name,
              seen.value,
              callerOf(response)?.id ?? null,
            )
          : seen;
      if (removed.code === 'found') response.json(draftView(removed.draft, standing));
      else sendProblem(response, removed);
    })
    .all(refuseOtherMethods('GET', 'PUT', 'DELETE'));

  routeOn(router, '/book-data/drafts/:draft/words')
    .get((request, response) =>
      withDraft(request, response, async ({ from }) => {
        const edition = await editions.release(from.digest);
        // A release that nobody cited and nobody serves any more is gone; its draft is whole by itself.
        response.json({ words: edition === undefined ? [] : wordsOf(edition) });
      }),
    )
    .all(refuseOtherMethods('GET'));

  const all = { ...parts, drafts, readJson };
  router.use(tryRoutes(all), formRoutes(all), reviewRoutes(all), releaseRoutes(all));
  return router;
};
