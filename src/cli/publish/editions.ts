import { checkEntries, tellRegistryProblem } from '../../audit/registry/registry-entry.js';
import { readVerifyingKeys } from '../../audit/chain/signing-key.js';
import { isValid, registeredReleases } from '../../edition/model/registry.js';
import type { Command } from '../shell/command.js';
import { openRegistry, readEntries } from './open-registry.js';
import { readNamed, sourceOptions, trustedKeys } from '../arguments/open-source.js';

/** `clausebook editions`: what the registry says, with its signatures verified. */
export const editionsCommand: Command = {
  name: 'editions',
  summary: 'list what was published, withdrawn and restored, with signatures verified',
  usage: '[--data DIR | --store URL] [--key FILE] [--json]',
  options: [
    ...sourceOptions,
    {
      name: 'key',
      value: 'FILE',
      means: 'the public keys whose signatures count, PEM or JWK (default: the key of the data directory)',
    },
    { name: 'json', means: 'print { entries, problem } as JSON' },
  ],
  help: `
Each entry names the one before by its digest, and is signed: an entry that was changed, taken out or put in shows, and gives exit code 1.

  clausebook editions --data ./data`,
  run: async (args, shell) => {
    const registry = await openRegistry(args, shell);
    try {
      const entries = await readEntries(registry);
      const own = shell.settings.signingKey;
      const keys =
        args.text('key') === undefined && own !== undefined
          ? readVerifyingKeys(await readNamed(own))
          : await trustedKeys(args, shell);
      const problem = checkEntries(entries, keys);
      if (args.flag('json')) {
        shell.out(`${JSON.stringify({ entries, problem: problem ?? null }, null, 2)}\n`);
        return problem === undefined ? 0 : 1;
      }
      const valid = new Set(
        registeredReleases(entries)
          .filter(isValid)
          .map(({ identity }) => identity.digest),
      );
      for (const {
        at,
        kind,
        document,
        revision,
        digest,
        effectiveFrom,
        author,
        reviewers,
        reason,
      } of entries) {
        const approved = reviewers.length === 0 ? '' : `, approved by ${reviewers.join(', ')}`;
        shell.out(
          `${at}  ${kind}  ${document}/${revision}  ${digest}${valid.has(digest) ? '' : '  (counts no more)'}\n` +
            `    in effect from ${effectiveFrom}; ${author}${approved}: ${reason}\n`,
        );
      }
      if (entries.length === 0) shell.out('Nothing is published here.\n');
      else shell.out(problem === undefined ? 'All signatures hold.\n' : `${tellRegistryProblem(problem)}\n`);
      return problem === undefined ? 0 : 1;
    } finally {
      await registry.close();
    }
  },
};
