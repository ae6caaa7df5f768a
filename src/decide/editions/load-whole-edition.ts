import { checkEdition } from '../../analysis/check-edition.js';
import type { LoadedEdition, LoadOptions } from '../../edition/build/load-edition.js';
import { decisionSource } from '../../engine/compiled/compiled-evaluator.js';

/**
 * Loads and checks an edition that is to decide: all that {@link checkEdition} finds, and that the code of each decision can be generated.
 * What only a search finds (conflicts, gaps) is for `clausebook check`, before an edition is released: such a case is answered
 * `unresolved`, so that a service may start with it.
 */
export const loadWholeEdition = (
  files: ReadonlyMap<string, string>,
  options: LoadOptions = {},
): LoadedEdition => {
  const loaded = checkEdition(files, options);
  const { edition } = loaded;
  if (edition !== undefined)
    for (const decision of edition.decisions.keys()) decisionSource(edition, decision);
  return loaded;
};
