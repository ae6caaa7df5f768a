import { formatInstant } from '../../language/instants.js';
import type * as Wire from '../../wire/book/drafts.js';
import { etagOf, filesOf, textOf, type Draft, type DraftHead } from './draft.js';
import { headOf } from './draft-head.js';
import { publishedOf, stageOf, type ReviewStanding } from './review/review-view.js';

/** A draft in one line of a list. */
export const draftSummary = (head: DraftHead, standing: ReviewStanding): Wire.DraftSummary => {
  const { id, title, by, from, createdAt, changedAt, changed, scenarios } = head;
  return {
    ...{ id, title, by, from },
    createdAt: formatInstant(createdAt),
    changedAt: formatInstant(changedAt),
    changed,
    scenarios,
    stage: stageOf(head, standing),
    published: publishedOf(head, standing),
  };
};

/** A draft with its files, whose texts have addresses of their own. */
export const draftView = (draft: Draft, standing: ReviewStanding): Wire.Draft => ({
  ...draftSummary(headOf(draft), standing),
  files: [...filesOf(draft), ...draft.scenarios]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => ({
      name,
      etag: etagOf(text),
      lines: text.split('\n').length,
      state: stateOf(draft, name),
    })),
});

/** One file of a draft with the text that was released; `undefined` where it has none of that name. */
export const fileView = (draft: Draft, name: string): Wire.DraftText | undefined => {
  const text = textOf(draft, name);
  if (text === undefined) return undefined;
  return {
    name,
    text,
    etag: etagOf(text),
    state: stateOf(draft, name),
    released: draft.released.get(name) ?? null,
  };
};

const stateOf = ({ released, changed, scenarios }: Draft, name: string): Wire.DraftText['state'] => {
  if (scenarios.has(name)) return 'added';
  if (!changed.has(name)) return 'released';
  return released.has(name) ? 'changed' : 'added';
};
