import { formatInstant } from '../../language/instants.js';
import { etagOf, filesOf, type Draft } from './draft.js';

/** A draft in one line of a list. */
export const draftSummary = ({ id, title, by, from, createdAt, changedAt, changed }: Draft) => ({
  id,
  title,
  by,
  from,
  createdAt: formatInstant(createdAt),
  changedAt: formatInstant(changedAt),
  changed: [...changed.keys()].sort(),
});

/** A draft with its files, whose texts have addresses of their own. */
export const draftView = (draft: Draft) => ({
  ...draftSummary(draft),
  files: [...filesOf(draft)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => ({
      name,
      etag: etagOf(text),
      lines: text.split('\n').length,
      state: stateOf(draft, name),
    })),
});

/** One file of a draft with the text that was released; `undefined` where it has none of that name. */
export const fileView = (draft: Draft, name: string) => {
  const text = filesOf(draft).get(name);
  if (text === undefined) return undefined;
  return {
    name,
    text,
    etag: etagOf(text),
    state: stateOf(draft, name),
    released: draft.released.get(name) ?? null,
  };
};

const stateOf = ({ released, changed }: Draft, name: string): 'released' | 'changed' | 'added' => {
  if (!changed.has(name)) return 'released';
  return released.has(name) ? 'changed' : 'added';
};
