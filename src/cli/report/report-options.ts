import { editionsOption, featuresOption } from '../arguments/edition-options.js';
import { flag, text, type ValuesOf } from '../shell/options.js';

/** What may be said to `clausebook report`. */
export const reportOptions = {
  base: text({
    value: 'REF',
    means: 'the branch, tag or commit that this one is to go into; what differs is from where both parted',
  }),
  editions: editionsOption,
  features: featuresOption('where <document>/ has scenarios'),
  scenarios: text({
    value: 'DIR',
    means: 'where a run of the scenarios left its records (coverage/scenarios); left out, they are run',
  }),
  data: text({
    value: 'DIR',
    means: 'a data directory, whose cases show what a change would have done',
    told: 'the cases of the scenarios',
    insteadOf: ['store', 'requests'],
  }),
  store: text({ value: 'URL', means: 'a PostgreSQL database in place of a data directory' }),
  requests: text({
    value: 'FILE',
    means: 'requests in place of a log, one a line, as POST /decide takes them',
    insteadOf: ['store'],
  }),
  out: text({ value: 'FILE', means: 'write the report there, as Markdown' }),
  summary: text({ value: 'FILE', means: 'add the report to this file', env: 'githubStepSummary' }),
  annotate: flag({
    means:
      'print each mutant that no scenario notices as an annotation of GitHub Actions, at its file and line',
  }),
  mutants: text({ value: 'FILE', means: 'write these mutants there as SARIF 2.1.0, for code scanning' }),
  comment: flag({ means: 'write it as the one comment of the pull request, and renew that the next time' }),
  pull: text({
    value: 'NUMBER',
    means: 'the pull request',
    told: 'that of GITHUB_REF, refs/pull/NUMBER/merge',
  }),
  repository: text({ value: 'OWNER/NAME', means: 'its repository', env: 'githubRepository' }),
  githubApi: text({
    value: 'URL',
    means: 'where the REST API of GitHub is',
    env: 'githubApiUrl',
    otherwise: 'https://api.github.com',
  }),
};

/** What a call says. */
export type ReportValues = ValuesOf<typeof reportOptions>;
