import { counted } from '../../language/numbers/counted.js';
import type { ClauseId } from '../../contract/contract.js';
import { code, strong, type Block, type Text, type TextPart } from './page.js';
import type { PlacedScenario, Placement } from './placement.js';

/**
 * The scenarios of a clause: those that are tagged with it in full, and those in which a rule that cites it decided though they are not.
 */
export const clauseScenarioBlocks = (clause: ClauseId, placement: Placement): readonly Block[] => {
  const tagged = placement.taggedWith(clause);
  const others = placement.decidedBy(clause).filter((placed) => !tagged.includes(placed));
  const failed = others.filter(({ result }) => !result.passed).length;
  const summary = `A rule of this clause also decided in ${counted(others.length, 'further scenario')}${failed === 0 ? ', all passed' : `, ${failed} failed`}`;
  const listed: Block = {
    kind: 'list',
    items: others.map(({ result, home }) => [
      `${mark(result.passed)} `,
      { kind: 'link', text: result.scenario.title, ...home },
    ]),
  };
  return [
    ...tagged.map((placed) => scenarioBlock(placed, clause)),
    ...(others.length === 0 ? [] : [{ kind: 'details' as const, summary, anchor: null, blocks: [listed] }]),
  ];
};

/** A scenario with its steps, closed; it is linked to where it stands under its first clause, or under none. */
export const scenarioBlock = (
  { result, home, first, clauses }: PlacedScenario,
  under: ClauseId | null,
): Block => {
  const { scenario, passed, failures } = result;
  const rested = clauses.size === 0 ? 'no clause decided' : `decided by ${[...clauses].join(', ')}`;
  const steps = scenario.steps.map(({ keyword, text, table }): Text => {
    const rows = table.map((row) => row.join(': ')).join('; ');
    return [strong(keyword), ` ${text}${rows === '' ? '' : ` (${rows})`}`];
  });
  const told: readonly TextPart[] = ['Stands in ', code(`${scenario.uri}:${scenario.line}`), `; ${rested}.`];
  return {
    kind: 'details',
    summary: [`${mark(passed)} ${scenario.title}${under === null ? '' : ` (${rested})`}`],
    anchor: first === under ? home.anchor : null,
    blocks: [
      { kind: 'list', items: steps },
      ...(failures.length === 0
        ? []
        : [{ kind: 'list' as const, items: failures.map((why) => [strong('Failed:'), ` ${why}`]) }]),
      { kind: 'paragraph', text: told },
    ],
  };
};

/** Passed or failed, in a sign and a word. */
export const mark = (passed: boolean): string => (passed ? '✓ passed:' : '✗ FAILED:');
