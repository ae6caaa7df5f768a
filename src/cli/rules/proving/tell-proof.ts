import { counted } from '../../../language/numbers/counted.js';
import type { Edition } from '../../../edition/model/edition.js';
import { formatInstant } from '../../../language/instants.js';
import type { Case } from '../../../proof/property.js';
import { isFine, type EditionProof, type ProvedProperty } from '../../../proof/proved.js';
import type { Shell } from '../../shell/command.js';
import type { WriteCase } from '../write-case.js';

/** How many findings a proof has. */
export const findingsOf = ({ decisions, invariants, unread }: EditionProof): number =>
  [...decisions, ...invariants].reduce(
    (sum, one) =>
      sum + (one.code === 'tried' ? one.properties.filter((property) => !isFine(property)).length : 1),
    unread.length,
  );

/** Tells what became of each decision and invariant, with the cases that refute something. */
export const tellProof = async (
  edition: Edition,
  proof: EditionProof,
  write: WriteCase,
  shell: Pick<Shell, 'out'>,
): Promise<void> => {
  const { document, revision, digest } = edition.identity;
  // A request from before the edition is in effect would have to name it, for which a contract need not have a sentence.
  const writing: WriteCase = (decision, one) =>
    one.asOf < edition.effectiveFrom ? Promise.resolve(undefined) : write(decision, one);
  const told = [
    ...proof.decisions.map((one) => ({ ...one, name: one.decision, decisions: [one.decision] })),
    ...proof.invariants.map((one) => ({ ...one, name: one.invariant })),
  ];
  for (const one of told) {
    const { name, decisions } = one;
    if (one.code === 'untranslatable') {
      shell.out(
        `${name}  untranslatable\n  ${one.why} cannot be said to the solver, so that nothing is proved.\n\n`,
      );
      continue;
    }
    for (const property of one.properties.filter((each) => !isFine(each)))
      shell.out(
        `${name}  ${property.verdict}  ${property.id}\n${await tellFinding(decisions, property, writing)}\n`,
      );
    const count = (verdict: string): number =>
      one.properties.filter((property) => property.verdict === verdict).length;
    for (const { id, matters } of one.properties)
      if (matters !== undefined)
        shell.out(
          `${name}: nothing shows that ${id.split(' ').at(-1) ?? ''} makes a difference here; it does to ${matters.join(', ')}.\n`,
        );
    const findings = one.properties.filter((property) => !isFine(property)).length;
    shell.out(
      `${name}: ${count('proved')} proved, ${count('shown')} shown, ${counted(findings, 'finding')}` +
        (one.isKept ? ' (as proved before)' : one.kept > 0 ? ` (${one.kept} as proved before)` : '') +
        `${one.bounded.length === 0 ? '' : `; lists of at most ${counted(proof.mostItems, 'item')}: ${one.bounded.join(', ')}`}\n`,
    );
  }
  for (const name of proof.unread) shell.out(`${name}  idle  No decision needs this parameter.\n`);
  shell.out(`${document}/${revision} ${digest}: ${counted(findingsOf(proof), 'finding')}\n`);
};

const words: Readonly<Record<string, string>> = {
  'no-gap': 'No rule stands in this case.',
  'no-conflict': 'Rules that disagree stand in this case.',
  'no-failure': 'Something cannot be computed in this case.',
  'no-misfit': 'What is computed is none of its type in this case.',
  'rule-fires': 'There is no case in which the rule fires.',
  'rule-stands': 'There is no case in which the rule stands.',
  'override-matters': 'There is no case in which both rules fire.',
  'condition-matters': 'There is no case in which the condition makes a difference to the rule.',
  'fact-matters': 'There is no case in which another value of the fact makes a difference.',
  'parameter-matters': 'There is no case in which another value of the parameter makes a difference.',
  always: 'It does not hold in this case.',
  'always-meant': 'There is no case of which it says anything.',
};

const tellFinding = async (
  decisions: readonly string[],
  property: ProvedProperty,
  write: WriteCase,
): Promise<string> => {
  if (property.verdict === 'unknown') return `  The solver does not know: ${property.why ?? ''}.\n`;
  const cases = await Promise.all((property.cases ?? []).map((one) => tellCase(decisions, one, write)));
  const doubt =
    property.verdict === 'not-confirmed'
      ? '  The evaluators answer otherwise: this is a fault of the translation, not of the rules.\n'
      : '';
  return `  ${words[property.kind] ?? ''}\n${doubt}${cases.join('')}`;
};

const tellCase = async (decisions: readonly string[], one: Case, write: WriteCase): Promise<string> => {
  const request = JSON.stringify({ asOf: formatInstant(one.asOf), facts: one.facts });
  const scenarios = await Promise.all(decisions.map((decision) => write(decision, one)));
  const written = scenarios.flatMap((scenario) => (scenario === undefined ? [] : [scenario]));
  return `  ${request}\n${written.join('\n').replaceAll(/^/gm, '    ')}\n`;
};
