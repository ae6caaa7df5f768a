import { counted } from '../../language/counted.js';
import { command, WrongUse } from '../shell/command.js';
import { text, flag } from '../shell/options.js';
import { editionsOption, featuresOption } from '../arguments/edition-options.js';
import { foldersAt } from '../arguments/git-ref.js';
import { openEditions } from '../arguments/open.js';
import { tellChanged, type Earlier } from './changed-since.js';
import { mutateEdition, type MutationReport } from './mutate-edition.js';

/** `clausebook mutate`: who would notice if a rule were wrong. */
export const mutateCommand = command({
  name: 'mutate',
  summary: 'change the rules in ways a person might get wrong, and see whether a scenario notices',
  usage: '[--features DIR] [--editions DIR] [--kind KIND] [--since REF] [--json]',
  options: {
    features: featuresOption('where the scenarios are'),
    kind: text({ value: 'KIND', means: 'only mutants of this kind, such as override-dropped' }),
    since: text({
      value: 'REF',
      means: 'only mutants of decisions that differ from this branch, tag or commit of Git',
    }),
    editions: editionsOption,
    json: flag({ means: 'print the survivors as JSON' }),
  },
  help: `
Each mutant is the edition with one slip: a bound by one, < for <=, a rule or an override dropped, a condition negated or removed, all for
any, an outcome or effect swapped, a figure nudged, a definition, a default or a constraint changed. Against each run the questions of the
scenarios whose decisions it touches, in process. A mutant that no scenario notices survives: exit code 1, with the YAML line. Mutants that cannot be told apart from the edition are listed in
equivalent-mutants.yaml, each with the reason, and those that no scenario notices yet in open-mutants.yaml: each is a scenario to be written. Both
are looked for in features/<document>/<revision>/, else in features/<document>/. An entry that is noticed, or that is no mutant, is a finding too, so
that the lists only shrink. A scenario that fails on the edition as it is proves nothing, and is a finding.

--since REF leaves out what can't have come out otherwise than at REF: mutants that change only decisions whose rules, whose scenarios, and all that both read are the
same. A definition, a row, a figure or a default that differs counts for every decision that reads it; a rule that differs for all mutants of its decision, since
it may hide what one of them would show. The decisions that were chosen are told, each with what differs. Where the edition is new, all are tried.

  clausebook mutate --since origin/main`,
  run: async (args, shell) => {
    const editions = await openEditions(args);
    const earlier =
      args.since === undefined
        ? null
        : await foldersAt(args.since, { editions: args.editions, features: args.features });
    try {
      const reports: MutationReport[] = [];
      for (const edition of editions.all())
        reports.push(await mutateEdition(edition, editions, { ...args, earlier }, shell));
      if (reports.every(({ proofs }) => proofs === 0))
        throw new WrongUse('No edition here has scenarios. Name their folder with --features.');
      if (earlier === null && reports.every(({ results }) => results.length === 0))
        throw new WrongUse(`There are no mutants of kind \`${String(args.kind)}\`.`);
      if (args.json)
        shell.out(
          `${JSON.stringify(
            reports.map((report) => asJson(report, earlier)),
            null,
            2,
          )}\n`,
        );
      else for (const report of reports) shell.out(tellReport(report, earlier));
      return reports.some(({ findings }) => findings.length > 0) ? 1 : 0;
    } finally {
      await earlier?.close();
    }
  },
});

const asJson = (
  { edition, results, survivors, listed, proofs, changed, findings }: MutationReport,
  earlier: Earlier | null,
) => ({
  edition: edition.identity,
  ...(earlier === null || changed === null
    ? {}
    : {
        since: {
          ref: earlier.ref,
          commit: earlier.commit,
          decisions: Object.fromEntries(changed.decisions),
          listed: [...changed.listed],
        },
      }),
  mutants: results.length,
  questions: proofs,
  equivalents: listed.equivalents.length,
  open: listed.open.length,
  survivors: survivors.map(({ mutant: { id, kind, position } }) => ({ id, kind, ...position })),
  findings,
});

const tellRef = ({ ref, commit }: Earlier): string => {
  const short = commit.slice(0, 12);
  return ref === commit ? short : `${ref} (${short})`;
};

const tellReport = (report: MutationReport, earlier: Earlier | null): string => {
  const { edition, results, listed, proofs, all, changed, findings } = report;
  const { document, revision } = edition.identity;
  const tried =
    earlier === null || changed === null
      ? counted(results.length, 'mutant')
      : `${results.length.toLocaleString('en')} of ${counted(all, 'mutant')}, those of what differs from ${tellRef(earlier)}`;
  const looked = `${tried}, ${counted(proofs, 'question')}, ${listed.equivalents.length} listed as equivalent, ${listed.open.length} open: no scenario notices them yet`;
  const verdict =
    findings.length === 0 ? 'every other mutant is noticed' : counted(findings.length, 'finding');
  const why = changed === null ? [] : tellChanged(changed);
  return [`${document} ${revision}: ${looked}; ${verdict}.`, ...why, ...findings, ''].join('\n');
};
