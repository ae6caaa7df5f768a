import { checkEntries, tellRegistryProblem } from '../../audit/registry/registry-entry.js';
import { isValid, registeredReleases } from '../../edition/model/registry.js';
import { command } from '../shell/command.js';
import { text, flag } from '../shell/options.js';
import { entriesIn } from './registry-entries.js';
import { trustedKeys } from '../arguments/keys.js';
import { sourceOptions } from '../arguments/log-options.js';
import { openRegistry } from '../arguments/open.js';

/** `clausebook editions`: what the registry says, with its signatures verified. */
export const editionsCommand = command({
  name: 'editions',
  summary: 'list what was published, withdrawn and restored, with signatures verified',
  usage: '[--data DIR | --store URL] [--key FILE] [--json]',
  options: {
    ...sourceOptions,
    key: text({
      value: 'FILE',
      means: 'the public keys whose signatures count, PEM or JWK (default: the key of the data directory)',
    }),
    json: flag({ means: 'print { entries, problem } as JSON' }),
  },
  help: `
Each entry names the one before by its digest, and is signed: an entry that was changed, taken out or put in shows, and gives exit code 1.

  clausebook editions --data ./data`,
  run: async (args, shell) => {
    const registry = await openRegistry(args);
    try {
      const entries = await entriesIn(registry);
      const keys = await trustedKeys(args.key ?? shell.settings.signingKey, args);
      const problem = checkEntries(entries, keys);
      if (args.json) {
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
        proof,
      } of entries) {
        const approved = reviewers.length === 0 ? '' : `, approved by ${reviewers.join(', ')}`;
        shell.out(
          `${at}  ${kind}  ${document}/${revision}  ${digest}${valid.has(digest) ? '' : '  (counts no more)'}\n` +
            `    in effect from ${effectiveFrom}; ${author}${approved}: ${reason}\n` +
            (proof === undefined ? '' : `    proved: ${proof}\n`),
        );
      }
      if (entries.length === 0) shell.out('Nothing is published here.\n');
      else shell.out(problem === undefined ? 'All signatures hold.\n' : `${tellRegistryProblem(problem)}\n`);
      return problem === undefined ? 0 : 1;
    } finally {
      await registry.close();
    }
  },
});
