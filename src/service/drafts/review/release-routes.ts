import { Router, type Request, type Response } from 'express';
import type { ReleaseNews } from '../../../wire/book/review.js';
import { placeOf, refuseOtherMethods } from '../../http/routes/replies.js';
import { callerOf } from '../../http/gated-response.js';
import { routeOn } from '../../http/routes/route-on.js';
import { sendProblem } from '../../http/send.js';
import type { Releasing } from '../../../publishing/releasing.js';
import type { Draft } from '../draft.js';
import type { ReadJson } from '../../http/request/read-json-body.js';
import { streamLines, type Begun } from '../stream-lines.js';
import type { TakenFor } from '../work-in-turns.js';
import { reviewOf } from './draft-review.js';
import {
  makePublishDraft,
  readinessOf,
  refused,
  type PublishDraft,
  type PublishParts,
} from './publish-draft.js';
import { readMeant } from './read-review-request.js';

/** What publishing drafts over HTTP needs. */
export interface ReleaseRoutesParts extends PublishParts {
  /** Left out where nothing is published here. */
  readonly releasing?: Releasing | undefined;
  readonly reportDefect: (error: unknown) => void;
  readonly readJson: ReadJson;
}

/**
 * Publishing a draft: `…/readiness` examines it and enters nothing (scope `draft`), `…/publication` enters it as a release (scope `publish`).
 * Both answer in lines as the checks go on, and end with the release, or with the refusals of `clausebook publish`.
 */
export const releaseRoutes = (parts: ReleaseRoutesParts): Router => {
  const { drafts, releasing, reportDefect, readJson } = parts;
  const publish = releasing === undefined ? undefined : makePublishDraft(parts, releasing);
  const router = Router({ caseSensitive: true });

  const serve = (
    place: 'readiness' | 'publication',
    go: (publish: PublishDraft, draft: Draft, how: Omit<TakenFor<ReleaseNews>, 'draft'>) => Promise<Begun>,
  ): void => {
    const answer = async (request: Request, response: Response, body: unknown): Promise<void> => {
      const meant = readMeant(body);
      const found = await drafts.get(placeOf(request, 'draft'));
      if (meant.code !== 'read') sendProblem(response, meant);
      else if (found.code !== 'found') sendProblem(response, found);
      else if (publish === undefined)
        sendProblem(response, { code: 'not-found', what: 'address', name: request.path });
      else if (reviewOf(found.draft).content !== meant.value)
        sendProblem(response, { code: 'draft-changed', draft: found.draft.id, file: null });
      else {
        const author = callerOf(response)?.id ?? null;
        await streamLines(response, reportDefect, (told, signal) =>
          go(publish, found.draft, { author, told, signal }),
        );
      }
    };
    routeOn(router, `/book-data/drafts/:draft/${place}`)
      .post((request, response) => {
        readJson(request, response, (body) => answer(request, response, body));
      })
      .all(refuseOtherMethods('POST'));
  };

  serve('readiness', async ({ refusals, examine }, draft, how) => {
    const begun = await examine(draft, how);
    if (begun.code !== 'taken') return begun;
    const done = begun.done.then(async (examined) => {
      how.told(readinessOf(examined, await refusals(draft)));
    });
    return { code: 'taken', done };
  });

  serve('publication', async ({ refusals, examine, enter }, draft, how) => {
    const { told, signal } = how;
    if (reviewOf(draft).proposal === null) return { code: 'not-proposed', draft: draft.id };
    const why = await refusals(draft);
    // What is refused in any case need not be checked for minutes.
    if (why.length > 0) {
      told(refused(why));
      return { code: 'taken', done: Promise.resolve() };
    }
    const begun = await examine(draft, how);
    if (begun.code !== 'taken') return begun;
    const done = begun.done.then(async (examined) => {
      // Whoever went away does not see it published.
      if (!signal.aborted) told(await enter(draft, examined, told));
    });
    return { code: 'taken', done };
  });
  return router;
};
