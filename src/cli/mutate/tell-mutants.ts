import { counted } from '../../language/numbers/counted.js';
import { githubCommand, githubError, sarifOf } from '../rules/told-findings.js';
import { tellChanged } from './changed-since.js';
import type { MutationReport } from './mutate-edition.js';
import type { TriedMutants } from './try-mutants.js';

type Since = TriedMutants['since'];

/** What came of mutants, for people. */
export const mutantsInWords = ({ reports, since }: TriedMutants): string =>
  reports.map((report) => tellReport(report, since, tellFindings(report))).join('');

/** What came of mutants, each finding as an annotation of GitHub Actions. @param root of the repository */
export const mutantsForGithub = ({ reports, since }: TriedMutants, root: string): string =>
  reports.map((report) => tellReport(report, since, annotationsOf(report, root))).join('');

/** Each finding as an annotation of GitHub Actions, and nothing else. @param root of the repository */
export const mutantAnnotations = ({ reports }: TriedMutants, root: string): readonly string[] =>
  reports.flatMap((report) => annotationsOf(report, root));

/** What was found as SARIF. @param root of the repository */
export const mutantsSarif = ({ reports }: TriedMutants, root: string): string => {
  const findings = reports.flatMap((report) => report.findings);
  const placed = findings.flatMap((one) => (one.placed === undefined ? [] : [one.placed]));
  const others = findings.flatMap((one) => (one.placed === undefined ? [one.told] : []));
  return `${JSON.stringify(sarifOf(placed, others, root), null, 2)}\n`;
};

/** What came of mutants as JSON. */
export const mutantsJson = ({ reports, since }: TriedMutants): string =>
  `${JSON.stringify(
    reports.map((report) => asJson(report, since)),
    null,
    2,
  )}\n`;

const tellFindings = ({ findings }: MutationReport): readonly string[] => findings.map(({ told }) => told);

const annotationsOf = ({ findings }: MutationReport, root: string): readonly string[] =>
  findings.map(({ told, placed }) =>
    placed === undefined ? githubError(told) : githubCommand(placed, root),
  );

const asJson = (
  { edition, results, survivors, listed, proofs, changed, findings }: MutationReport,
  since: Since,
) => ({
  edition: edition.identity,
  ...(since === null || changed === null
    ? {}
    : {
        since: {
          ref: since.ref,
          commit: since.commit,
          decisions: Object.fromEntries(changed.decisions),
          listed: [...changed.listed],
        },
      }),
  mutants: results.length,
  questions: proofs,
  equivalents: listed.equivalents.length,
  open: listed.open.length,
  survivors: survivors.map(({ mutant: { id, kind, position } }) => ({ id, kind, ...position })),
  findings: findings.map(({ told }) => told),
});

const tellRef = ({ ref, commit }: NonNullable<Since>): string => {
  const short = commit.slice(0, 12);
  return ref === commit ? short : `${ref} (${short})`;
};

const tellReport = (report: MutationReport, since: Since, lines: readonly string[]): string => {
  const { edition, results, listed, proofs, all, changed, findings } = report;
  const { document, revision } = edition.identity;
  const tried =
    since === null || changed === null
      ? counted(results.length, 'mutant')
      : `${results.length.toLocaleString('en')} of ${counted(all, 'mutant')}, those of what differs from ${tellRef(since)}`;
  const looked = `${tried}, ${counted(proofs, 'question')}, ${listed.equivalents.length} listed as equivalent, ${listed.open.length} open: no scenario notices them yet`;
  const verdict =
    findings.length === 0 ? 'every other mutant is noticed' : counted(findings.length, 'finding');
  const why = changed === null ? [] : tellChanged(changed);
  return [`${document} ${revision}: ${looked}; ${verdict}.`, ...why, ...lines, ''].join('\n');
};
