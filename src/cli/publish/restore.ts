import { command } from '../shell/command.js';
import { tellValidity, validityOptions } from './change-validity.js';

/** `clausebook restore`: rolls back to a release. */
export const restoreCommand = command({
  name: 'restore',
  summary: 'roll back to a release, from now on',
  usage: 'DIGEST --author NAME --reason TEXT [--data DIR | --store URL]',
  options: validityOptions,
  help: `
From now on the release counts, and goes before those of its revision that were published since. It may have been withdrawn, or only been
followed by others. What was decided meanwhile stays as it is.

  clausebook restore sha256:… --author Ann --reason 'Back to the tariff of May'`,
  names: { least: 1, most: 1, say: 'Name one release, by its digest (`sha256:…`).' },
  run: (args, shell, [digest = '']) => tellValidity('restored', digest, args, shell),
});
