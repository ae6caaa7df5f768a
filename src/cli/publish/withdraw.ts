import { command } from '../shell/command.js';
import { tellValidity, validityOptions } from './change-validity.js';

/** `clausebook withdraw`: a release counts no more from now on. */
export const withdrawCommand = command({
  name: 'withdraw',
  summary: 'take a release back, from now on',
  usage: 'DIGEST --author NAME --reason TEXT [--data DIR | --store URL]',
  options: validityOptions,
  help: `
From now on the release before it of the same revision governs again, or, where there is none, the edition before. What was decided stays as it
is and can still be explained, and whoever asks by its digest, or as known at an earlier instant, still gets it.

  clausebook withdraw sha256:… --author Ann --reason 'The tariff is wrong'`,
  names: { least: 1, most: 1, say: 'Name one release, by its digest (`sha256:…`).' },
  run: (args, shell, [digest = '']) => tellValidity('withdrawn', digest, args, shell),
});
