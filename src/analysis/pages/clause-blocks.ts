import type { Clause, ClauseId } from '../../contract/contract.js';
import type { Definition, Edition, LedgerRow, Parameter, Reading } from '../../edition/edition.js';
import { formatValue } from '../../language/format-value.js';
import type { ScenarioResult } from '../section-pages.js';
import { code, heading, paragraph, strong, type Block, type Text } from './page.js';
import { ruleBlocks } from './rule-blocks.js';
import { scenarioBlocks, type Placed } from './scenario-blocks.js';

/** One clause: its words, what it is for, its rules, definitions, figures, readings, and the scenarios that prove it. */
export const clauseBlocks = (edition: Edition, clause: Clause, placed: Placed): readonly Block[] => {
  const cites = ({ clauses }: { readonly clauses: readonly ClauseId[] }): boolean => clauses.includes(clause.id);
  const rules = [...edition.decisions.values()].flatMap((set) =>
    set.rules.filter(cites).flatMap((rule) => ruleBlocks(edition, set, rule)),
  );
  const definitions = [...edition.definitions.values()].filter(cites).map(definitionText);
  const parameters = [...edition.parameters.values()].filter(cites).flatMap(parameterBlocks);
  const readings = [...edition.readings.values()].filter(cites).flatMap(readingBlocks);
  return [
    heading(2, clause.id, anchorOf(clause.id)),
    { kind: 'quote', text: clause.words },
    paragraph(...dispositionText(edition.ledger.get(clause.id))),
    ...titled('Rules', rules),
    ...titled('Definitions', definitions.length === 0 ? [] : [{ kind: 'list', items: definitions }]),
    ...titled('Figures and policies', parameters),
    ...titled('Readings', readings),
    ...titled('Scenarios', scenarioBlocks(edition, clause.id, placed)),
  ];
};

/** Where a clause stands in its page. */
export const anchorOf = (clause: ClauseId): string => `clause-${clause.replaceAll(/[^a-z0-9.]/g, '')}`;

/** Which scenarios made a rule that cites the clause decide, under this edition. */
export const decidedIn = (
  edition: Edition,
  clause: ClauseId,
  results: readonly ScenarioResult[],
): readonly ScenarioResult[] => results.filter((result) => result.clauses.get(edition.identity.digest)?.has(clause));

const titled = (title: string, blocks: readonly Block[]): readonly Block[] =>
  blocks.length === 0 ? [] : [heading(3, title), ...blocks];
