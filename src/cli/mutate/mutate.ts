import { command } from '../shell/command.js';
import { choice, flag, text } from '../shell/options.js';
import { editionsOption, featuresOption } from '../arguments/edition-options.js';
import { findingFormats, repositoryFolder, type FindingFormat } from '../rules/told-findings.js';
import { mutantsForGithub, mutantsInWords, mutantsJson, mutantsSarif } from './tell-mutants.js';
import { areNoticed, tryMutants } from './try-mutants.js';

/** `clausebook mutate`: who would notice if a rule were wrong. */
export const mutateCommand = command({
  name: 'mutate',
  summary: 'change the rules in ways a person might get wrong, and see whether a scenario notices',
  usage: '[--features DIR] [--editions DIR] [--kind KIND] [--since REF] [--json] [--format FORMAT]',
  options: {
    features: featuresOption('where the scenarios are'),
    kind: text({ value: 'KIND', means: 'only mutants of this kind, such as override-dropped' }),
    since: text({
      value: 'REF',
      means: 'only mutants of decisions that differ from this branch, tag or commit of Git',
    }),
    editions: editionsOption,
    format: choice<FindingFormat, 'text'>(findingFormats, {
      value: 'FORMAT',
      means: 'text; github: annotations of GitHub Actions; sarif: SARIF 2.1.0, for code scanning',
      otherwise: 'text',
      insteadOf: ['json'],
    }),
    json: flag({ means: 'print the survivors as JSON' }),
  },
  help: `
Each mutant is the edition with one slip: a bound by one, < for <=, a rule or an override dropped, a condition negated or removed, all for
any, an outcome or effect swapped, a figure nudged, a definition, a default or a constraint changed. Against each run the questions of the
scenarios whose decisions it touches, in process. A mutant that no scenario notices survives: exit code 1, with the YAML line. Mutants that cannot be told apart from the edition are listed in
equivalent-mutants.yaml, each with the reason, and those that no scenario notices yet in open-mutants.yaml: each is a scenario to be written. Both
are looked for in features/<document>/<revision>/, else in features/<document>/. An entry that is noticed, or that is no mutant, is a finding too, so
that the lists only shrink. An effect that a rule alone gives, and that is its default by the same expression, is not dropped, and a default that each rule
replaces is not changed: nothing could notice it. A scenario that fails on the edition as it is proves nothing, and is a finding.

--since REF leaves out what can't have come out otherwise than at REF: mutants that change only decisions whose rules, whose scenarios, and all that both read are the
same. A definition, a row, a figure or a default that differs counts for every decision that reads it; a rule that differs for all mutants of its decision, since
it may hide what one of them would show. The decisions that were chosen are told, each with what differs. Where the edition is new, all are tried.

--format github has each survivor stand at its file and line in a pull request; --format sarif is for code scanning. Paths are those from the folder
in which it runs, or from GITHUB_WORKSPACE. Exit codes are the same.

  clausebook mutate --since origin/main`,
  run: async (args, shell) => {
    const tried = await tryMutants(args, shell);
    const root = repositoryFolder(shell);
    if (args.json) shell.out(mutantsJson(tried));
    else if (args.format === 'sarif') shell.out(mutantsSarif(tried, root));
    else shell.out(args.format === 'github' ? mutantsForGithub(tried, root) : mutantsInWords(tried));
    return areNoticed(tried) ? 0 : 1;
  },
});
