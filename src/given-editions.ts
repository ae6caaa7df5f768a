import { loadEditions } from './decide/editions/load-editions.js';
import type { ClausebookOptions } from './clausebook-options.js';
import { StartError } from './start-error.js';

/** The editions of the folder that the options name. Throws {@link StartError} where one is invalid. */
export const editionsOf = async ({ editionsDirectory }: Pick<ClausebookOptions, 'editionsDirectory'>) => {
  const loaded = await loadEditions(editionsDirectory);
  if (loaded.code !== 'loaded') throw new StartError(loaded);
  return loaded.editions;
};
