import type { Command } from '../shell/command.js';
import { changeValidity, validityOptions } from './change-validity.js';

/** `clausebook withdraw`: a release counts no more from now on. */
export const withdrawCommand: Command = {
  name: 'withdraw',
  summary: 'take a release back, from now on',
  usage: 'DIGEST --author NAME --reason TEXT [--data DIR | --store URL]',
  options: validityOptions,
  help: `
From now on the release before it of the same revision governs again, or, where there is none, the edition before. What was decided stays as it
is and can still be explained, and whoever asks by its digest, or as known at an earlier instant, still gets it.

  clausebook withdraw sha256:… --author Ann --reason 'The tariff is wrong'`,
  run: (args, shell) => changeValidity('withdrawn', args, shell),
};
