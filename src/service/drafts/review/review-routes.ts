import { Router, type Request, type Response } from 'express';
import { isSamePerson } from '../../../analysis/publishing/approvals.js';
import type { Failure } from '../../http/failure.js';
import { callerOf } from '../../http/gated-response.js';
import { placeOf, refuseOtherMethods } from '../../http/routes/replies.js';
import { routeOn } from '../../http/routes/route-on.js';
import { speakerOf } from '../../http/routes/speaker.js';
import { sendProblem } from '../../http/send.js';
import { answerOnce } from '../answer-once.js';
import { filesOf, withFile, type Draft } from '../draft.js';
import type { DraftWork } from '../trial/draft-work.js';
import type { DraftResult, Drafts } from '../drafts.js';
import type { ReadJson } from '../../http/request/read-json-body.js';
import type { ReadRequest } from '../read-draft-request.js';
import { authorsOf, contentOf, reviewOf } from './draft-review.js';
import { readProposal, readVerdict, type Said } from './read-review-request.js';
import { publishedOf, reviewStanding, reviewView, type ReviewStanding } from './review-view.js';

/** What reviewing drafts needs. */
export interface ReviewRoutesParts {
  readonly drafts: Drafts;
  readonly work: DraftWork;
  /** How many besides the author have to approve what is published; default: one. */
  readonly approvals?: number | undefined;
  readonly releasing?: ReviewStanding['releasing'];
  /** Now, in epoch milliseconds. */
  readonly clock: () => number;
  readonly readJson: ReadJson;
}

/** A draft is proposed (scope `draft`), and approved or sent back (scope `approve`); its review is what was said of it. */
export const reviewRoutes = (parts: ReviewRoutesParts): Router => {
  const { drafts, work, clock, readJson } = parts;
  const standing = reviewStanding(parts);
  const router = Router({ caseSensitive: true });

  /** Keeps what was said of a draft; the reviews of its clauses that an approval brings go with it. */
  const keep = async (
    response: Response,
    { id }: Draft,
    said: Said & { readonly by: string },
    reviews: string | null,
  ): Promise<void> => {
    const kept = await drafts.update<NotSaid | Extract<DraftResult, { readonly code: 'found' }>>(
      id,
      (draft) => {
        const failure = whyNotSaid(draft, said, standing);
        if (failure !== undefined) return failure;
        if (isSaid(draft, said)) return { code: 'found', draft };
        const at = clock();
        const whole = reviews === null ? draft : withFile(draft, 'reviews.yaml', reviews, at);
        const { kind, by, words } = said;
        const event = { kind, by, at, content: contentOf(whole), words };
        return { code: 'changed', draft: { ...whole, review: [...draft.review, event].slice(-mostEvents) } };
      },
    );
    if (kept.code === 'found') response.json(reviewView(kept.draft, standing, callerOf(response)));
    else sendProblem(response, kept);
  };

  const hear = (request: Request, response: Response, read: (body: unknown) => ReadRequest<Said>): void => {
    readJson(request, response, async (body) => {
      const asked = read(body);
      if (asked.code !== 'read') {
        sendProblem(response, asked);
        return;
      }
      const by = speakerOf(asked.value.by, 'by', response);
      if (typeof by !== 'string') {
        sendProblem(response, by);
        return;
      }
      const found = await drafts.get(placeOf(request, 'draft'));
      if (found.code !== 'found') {
        sendProblem(response, found);
        return;
      }
      const { draft } = found;
      const said = { ...asked.value, by };
      if (
        said.kind !== 'approved' ||
        isSaid(draft, said) ||
        whyNotSaid(draft, said, standing) !== undefined
      ) {
        await keep(response, draft, said, null);
        return;
      }
      // Who approves a draft has reviewed what it cites.
      const task = { kind: 'reviews', files: filesOf(draft), by, at: clock() } as const;
      let reviews: string | null = null;
      const isTaken = await answerOnce({ work }, response, draft, task, (news) => {
        if (news.kind === 'reviews') reviews = news.text;
      });
      if (isTaken) await keep(response, draft, said, reviews);
    });
  };

  routeOn(router, '/book-data/drafts/:draft/review')
    .get(async (request, response) => {
      const found = await drafts.get(placeOf(request, 'draft'));
      if (found.code === 'found') response.json(reviewView(found.draft, standing, callerOf(response)));
      else sendProblem(response, found);
    })
    .post((request, response) => {
      hear(request, response, readVerdict);
    })
    .all(refuseOtherMethods('GET', 'POST'));

  routeOn(router, '/book-data/drafts/:draft/proposal')
    .post((request, response) => {
      hear(request, response, readProposal);
    })
    .all(refuseOtherMethods('POST'));
  return router;
};

/** The last ones are kept. */
const mostEvents = 200;

type NotSaid = Extract<
  Failure,
  | { readonly code: 'draft-changed' }
  | { readonly code: 'draft-published' }
  | { readonly code: 'not-proposed' }
  | { readonly code: 'own-approval' }
>;

/** Whether an approval stands already, and has nothing to add: said twice it would push what was said before out of what is kept. */
const isSaid = (draft: Draft, { kind, by, words }: Said & { readonly by: string }): boolean =>
  kind === 'approved' &&
  reviewOf(draft).approvedBy.some((one) => isSamePerson(one, by)) &&
  (words === null || draft.review.findLast((event) => isSamePerson(event.by, by))?.words === words);

/** Why something can't be said of a draft as it is now; `undefined` where it can. */
const whyNotSaid = (
  draft: Draft,
  { kind, content, by }: Said & { readonly by: string },
  standing: ReviewStanding,
): NotSaid | undefined => {
  const published = publishedOf(draft, standing);
  if (published !== null) return { code: 'draft-published', draft: draft.id, digest: published.digest };
  const review = reviewOf(draft);
  if (review.content !== content) return { code: 'draft-changed', draft: draft.id, file: null };
  if (kind === 'proposed') return undefined;
  if (review.proposal === null) return { code: 'not-proposed', draft: draft.id };
  const isOwn = authorsOf(draft, review.proposal.by).some((author) => isSamePerson(author, by));
  return kind === 'approved' && isOwn ? { code: 'own-approval', by } : undefined;
};
