import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { clauseAddress, decisionAddress } from '../../parts/addresses.js';
import { titleOfName, wordsOfName } from '../../parts/values/formats.js';
import { Instant } from '../../parts/values/instant.js';
import { Outcome } from '../../parts/values/outcome.js';
import { TableHead } from '../../parts/table-head.js';
import { toSecond } from '../../parts/values/coarser.js';
import { isMoney, tellValue } from '../../../language/tell-value.js';
import { leavesChoice } from '../leaves-choice.js';
import type { DecisionAnswer } from '../../../wire/decision.js';
import type { DecisionSummary } from '../../../wire/editions.js';

/** Decisions, each the way to its page. */
export const DecisionTable = ({
  items,
  order,
  decisions,
  titles,
}: {
  readonly items: readonly DecisionAnswer[];
  /** In which order they stand, in words. */
  readonly order: string;
  /** By the names of their documents. */
  readonly decisions: ReadonlyMap<string, readonly DecisionSummary[]>;
  /** The titles of contracts by their names, where the decisions are of several; `null` for those of one. */
  readonly titles: ReadonlyMap<string, string> | null;
}): ReactElement => (
  <table className="log-table">
    <caption className="visually-hidden">Decisions, {order}</caption>
    <TableHead columns={['Decided', 'Decision', 'Outcome', 'Clauses', 'Subject']} />
    <tbody>
      {items.map((item) => (
        <tr key={item.id}>
          <td data-label="Decided">
            <Instant at={toSecond(item.decidedAt)} />
          </td>
          <th scope="row" data-label="Decision">
            <Link href={decisionAddress(item.id ?? '')}>{titleOfName(item.decision)}</Link>
            {titles === null ? null : (
              <span className="log-contract hint">
                {titles.get(item.edition.document) ?? item.edition.document}
              </span>
            )}
          </th>
          <td data-label="Outcome">
            <Outcome
              outcome={item.outcome}
              outcomes={outcomesOf(item.decision, decisions.get(item.edition.document) ?? [])}
            />
            <span className="log-amount figure">{amountOf(item)}</span>
            <ChoiceMark item={item} />
          </td>
          <td data-label="Clauses" className="log-clauses">
            {[...new Set(item.clauses.map(({ id }) => id))].map((id) => (
              <Link key={id} href={clauseAddress(item.edition, id)} className="clause-number">
                {id}
              </Link>
            ))}
          </td>
          <td data-label="Subject" className="log-subject">
            {item.subject ?? <span className="hint">none</span>}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** What a person chose, or that this is awaited; nothing where the decision leaves nothing to choose. */
const ChoiceMark = ({ item }: { readonly item: DecisionAnswer }): ReactElement | null => {
  if (!leavesChoice(item)) return null;
  const last = item.choices?.at(-1);
  return (
    <span className="log-choice hint">
      {last === undefined ? 'awaits a choice' : `chosen: ${wordsOfName(last.chosen)}`}
    </span>
  );
};

/** What a decision may come to, in the order of its rule set. */
export const outcomesOf = (decision: string, decisions: readonly DecisionSummary[]): readonly string[] =>
  decisions.find((one) => one.decision === decision)?.outcomes ?? [];

/** The first amount above zero that follows from a decision. */
const amountOf = ({ effects }: DecisionAnswer): string => {
  const amount = Object.values(effects).find((value) => isMoney(value) && value.minor > 0);
  return amount === undefined ? '' : tellValue(amount);
};
