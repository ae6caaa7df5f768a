import { counted } from '../../language/numbers/counted.js';
import type { Edition } from '../../edition/model/edition.js';
import type { ConditionCoverage } from './condition-coverage.js';
import type { Coverage } from './coverage.js';
import { code, heading, paragraph, type Block, type Page } from '../pages/page.js';

/** The matrix as a page: clause by rule, in how many scenarios each decided and did not, then what hangs loose. */
export const coveragePage = (edition: Edition, coverage: Coverage, conditions: ConditionCoverage): Page => {
  const { document, revision, digest } = edition.identity;
  const rows = coverage.clauses.flatMap(({ clause, disposition, state, rules }) =>
    rules.length === 0
      ? [[clause, disposition, state, '', '', '']]
      : rules.map(({ decision, rule, decides, decidesNot }, at) => [
          at === 0 ? clause : '',
          at === 0 ? disposition : '',
          at === 0 ? state : '',
          [code(`${decision}/${rule}`)],
          String(decides.length),
          String(decidesNot.length),
        ]),
  );
  const shown = conditions.comparisons.map(
    ({ decision, rule, text, seenTrue, seenFalse, matters, shownBy }) => [
      [code(`${decision}/${rule}`)],
      text,
      String(seenTrue),
      String(seenFalse),
      matters,
      shownBy ?? '',
    ],
  );
  const findings = [...coverage.findings, ...conditions.findings].map(({ message }) => message);
  const loose: readonly Block[] =
    findings.length === 0 ? [paragraph('Nothing hangs loose.')] : [{ kind: 'list', items: findings }];
  return {
    name: `${document}-${revision}`,
    title: `Coverage of ${edition.title}`,
    blocks: [
      paragraph(
        `${document} ${revision}, `,
        code(digest),
        `: ${counted(coverage.scenarios, 'scenario')}, ${counted(coverage.decisions, 'recorded decision')}.`,
      ),
      heading(2, 'What hangs loose'),
      ...loose,
      heading(2, 'Clause by rule'),
      { kind: 'table', head: ['clause', 'disposition', 'state', 'rule', 'decides in', 'does not in'], rows },
      heading(2, 'Condition by condition'),
      { kind: 'table', head: ['rule', 'condition', 'true', 'false', 'matters to', 'shown by'], rows: shown },
    ],
  };
};
