import type { Clause, ClauseId } from '../../contract/contract.js';
import { definitionsOfClause, type DefinitionOfClause } from '../../edition/model/definitions-of-clause.js';
import type { Edition, LedgerRow, Reading } from '../../edition/model/edition.js';
import type { Parameter } from '../../edition/model/declarations.js';
import { formatValue } from '../../language/format-value.js';
import { code, heading, paragraph, strong, type Block, type Text, type TextPart } from './page.js';
import { ruleBlocks } from './rule-blocks.js';
import { clauseScenarioBlocks, mark } from './scenario-blocks.js';
import type { Placement } from './placement.js';

/** One clause: its words, what it is for, its rules, definitions, figures, readings, and the scenarios that prove it. */
export const clauseBlocks = (edition: Edition, clause: Clause, placement: Placement): readonly Block[] => {
  const cites = ({ clauses }: { readonly clauses: readonly ClauseId[] }): boolean =>
    clauses.includes(clause.id);
  const rules = [...edition.decisions.values()].flatMap((set) =>
    set.rules.filter(cites).flatMap((rule) => ruleBlocks(edition, set, rule)),
  );
  const definitions = definitionsOfClause(edition, clause.id).map(definitionText);
  return [
    heading(2, clause.id, anchorOf(clause.id)),
    { kind: 'quote', text: clause.words },
    paragraph(...dispositionText(edition.ledger.get(clause.id))),
    ...titled('Rules', rules),
    ...titled('Definitions', definitions.length === 0 ? [] : [{ kind: 'list', items: definitions }]),
    ...titled(
      'Figures and policies',
      [...edition.parameters.values()].filter(cites).flatMap(parameterBlocks(edition)),
    ),
    ...titled(
      'Readings',
      [...edition.readings.values()].filter(cites).flatMap((reading) => readingBlocks(reading, placement)),
    ),
    ...titled('Scenarios', clauseScenarioBlocks(clause.id, placement)),
  ];
};

/** Where a clause stands in its page. */
export const anchorOf = (clause: ClauseId): string => `clause-${clause.replaceAll(/[().]/g, '-')}`;

const titled = (title: string, blocks: readonly Block[]): readonly Block[] =>
  blocks.length === 0 ? [] : [heading(3, title), ...blocks];

const dispositions: Readonly<Record<LedgerRow['disposition'], string>> = {
  rule: 'Decides cases',
  definition: 'Defines words',
  precedence: 'Says what goes before what',
  edition: 'Says which edition holds',
  statement: 'Decides nothing by itself',
};

const dispositionText = (row: LedgerRow | undefined): readonly TextPart[] => {
  if (row === undefined) return [strong('Not in the ledger.')];
  const decisions = row.decisions.length === 0 ? '' : ` of ${row.decisions.join(', ')}`;
  return [
    strong(`${dispositions[row.disposition]}${decisions}.`),
    row.reason === null ? '' : ` ${row.reason}`,
  ];
};

const definitionText = ({ term, is, describes }: DefinitionOfClause): Text => [
  code(term),
  ' is ',
  code(is),
  describes === null ? '' : ` (${describes})`,
];

const parameterBlocks =
  ({ zone }: Edition) =>
  ({ name, describes, changedBy, sample, type, values }: Parameter): readonly Block[] => [
    paragraph(
      code(name),
      `: ${describes} Changed by ${changedBy}.`,
      ...(sample ? [' ', strong('A sample, not a real figure.')] : []),
    ),
    {
      kind: 'table',
      head: ['holds from', 'published', 'value', 'reference'],
      rows: values.map(({ from, published, value, reference }) => [
        formatValue(from, { kind: 'instant' }, zone),
        formatValue(published, { kind: 'instant' }, zone),
        formatValue(value, type, zone),
        reference ?? '',
      ]),
    },
  ];

const readingBlocks = (
  { id, words, taken, rejected, because, scenarios }: Reading,
  placement: Placement,
): readonly Block[] => {
  const shown = scenarios.map((title): readonly TextPart[] => {
    const placed = placement.all.find(({ result }) => result.scenario.title === title);
    return placed === undefined
      ? [`${title} (did not run)`]
      : [`${mark(placed.result.passed)} `, { kind: 'link', text: title, ...placed.home }];
  });
  return [
    paragraph(strong(`${id}:`), ` “${words}”`),
    {
      kind: 'list',
      items: [
        [strong('Taken:'), ` ${taken}`],
        [strong('Rejected:'), ` ${rejected}`],
        [strong('Because:'), ` ${because}`],
        ...(shown.length === 0 ? [['No scenario shows it.']] : shown.map((text) => ['Shown by ', ...text])),
      ],
    },
  ];
};
