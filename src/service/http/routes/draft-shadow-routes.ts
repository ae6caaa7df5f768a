import { Router } from 'express';
import { notComparedView, outcomesOf } from '../../../analysis/impact/report.js';
import { formatInstant } from '../../../language/instants.js';
import type { DraftShadow } from '../../../decide/shadow/draft-shadow.js';
import type { ShadowedDrafts } from '../../../wire/operating.js';
import { refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';

/** `GET /drafts`: the drafts in shadow, and what they would have decided otherwise since the service started; none where there are none. */
export const draftShadowRoutes = (drafts: readonly DraftShadow[]): Router => {
  const router = Router({ caseSensitive: true });
  routeOn(router, '/drafts')
    .get((_request, response) => {
      response.json({ drafts: drafts.map(viewOf) });
    })
    .all(refuseOtherMethods('GET'));
  return router;
};

const viewOf = ({ edition, counts }: DraftShadow): ShadowedDrafts['drafts'][number] => {
  const { tally, waiting, skipped } = counts();
  return {
    ...edition.identity,
    title: edition.title,
    effectiveFrom: formatInstant(edition.effectiveFrom),
    evaluated: tally.chosen,
    waiting,
    skipped,
    decisions: [...tally.decisions].map(([decision, { compared, changed, grounds, outcomes }]) => ({
      decision,
      compared,
      changed,
      grounds,
      outcomes: outcomesOf(outcomes),
    })),
    ...notComparedView(tally),
  };
};
