import { changeValidity, type ValidityChanged } from '../../publishing/change-validity.js';
import { CouldNot, type Shell, type ExitCode } from '../shell/command.js';
import { text, type ValuesOf } from '../shell/options.js';
import { signingKeyOf } from '../arguments/keys.js';
import { openRegistry } from '../arguments/open.js';
import { required } from '../arguments/required.js';
import { registryOptions } from './registry-entries.js';

/** The options of whoever withdraws or restores a release. */
export const validityOptions = {
  author: text({ value: 'NAME', means: 'who says so' }),
  reason: text({ value: 'TEXT', means: 'why, for whoever reads the registry' }),
  ...registryOptions,
};

/** Enters that a release counts no more, or counts again, and tells what came of it. Throws {@link CouldNot}. */
export const tellValidity = async (
  kind: 'withdrawn' | 'restored',
  digest: string,
  values: ValuesOf<typeof validityOptions>,
  shell: Shell,
): Promise<ExitCode> => {
  const { author, reason } = required(values, 'author', 'reason');
  const registry = await openRegistry(values);
  try {
    const key = await signingKeyOf(values);
    const changed = await changeValidity({ registry, key, now: shell.now }, { kind, digest, author, reason });
    shell.out(`${told(changed, digest)}\n`);
    return changed.code === 'entered' ? 0 : 1;
  } finally {
    await registry.close();
  }
};

const told = (changed: ValidityChanged, digest: string): string => {
  switch (changed.code) {
    case 'entered': {
      const { document, revision, kind, at } = changed.entry;
      return `${document}/${revision} ${kind} at ${at}: ${digest}`;
    }
    case 'unknown-release':
      return `unknown-release: ${digest} is not in the registry.`;
    case 'already-withdrawn':
    case 'nothing-to-restore': {
      const { document, revision } = changed.release;
      const counts = changed.code === 'already-withdrawn' ? 'counts no more' : 'counts already';
      return `${changed.code}: ${digest} of ${document}/${revision} ${counts}.`;
    }
    case 'registry-broken':
      throw new CouldNot(
        `registry-broken: ${changed.reason} Restore it from a copy, or sign with the key that signed it.`,
      );
  }
};
