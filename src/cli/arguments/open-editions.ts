import { makeEditions, type Editions } from '../../decide/editions/editions.js';
import { loadEditions, loadKeptRelease } from '../../decide/editions/load-editions.js';
import { tellStartFailure } from '../../service/start/start-failure.js';
import { CouldNot, type Arguments, type Shell } from '../shell/command.js';
import { editionsDirectory } from './edition-arguments.js';

/** The editions that a call is about, loaded and checked. Throws {@link CouldNot} where one of them has an error. */
export const openEditions = async (args: Arguments, shell: Shell): Promise<Editions> => {
  const loaded = await loadEditions(editionsDirectory(args, shell));
  if (loaded.code !== 'loaded') throw new CouldNot(tellStartFailure(loaded));
  return makeEditions(loaded.editions, { files: () => Promise.resolve(undefined), load: loadKeptRelease });
};
