import { counted } from '../../language/numbers/counted.js';
import { instantsIn } from '../../language/format-value.js';
import { describeChange } from './tell-text.js';
import type { CaseDifference, CaseAnswer } from './case-difference.js';
import type { DecisionDifference } from './decision-difference.js';
import type { EditionDifference } from './edition-difference.js';
import type { ClauseClaim } from './clause-claims.js';
import type { SameProof } from './same-proof.js';
import type { FoundDifference } from './search-difference.js';
import type { ItemChange, PartChange } from './written-difference.js';

/** The Gherkin of a difference that was found, for the decision that it is of. */
export type WriteScenario = (decision: string, found: FoundDifference, place: number) => string;

/** How many cases of each decision are told; all stand in the JSON. */
const toldEach = 5;

/**
 * A difference for people, section by section, and in the end what may be said of the whole.
 * @param zone by whose clocks instants are told, but in scenarios, which are for machines too
 */
export const tellDifference = (difference: EditionDifference, write: WriteScenario, zone = 'UTC'): string => {
  const inZone = (line: string): string => instantsIn(line, zone);
  const { left, right, text, items, decisions, claims } = difference;
  const clauses = text.clauses.map((change, i) => {
    const claim = claims[i];
    return `${describeChange(change)}${claim === undefined ? '' : `\n    ${tellClaim(claim)}`}`;
  });
  const headings = text.headings.map(
    ({ left: before, right: after }) => `heading  “${before ?? ''}” → “${after ?? ''}”`,
  );
  const told = [
    `${left.document}: ${left.revision} (${left.digest.slice(0, 19)}…) and ${right.revision} (${right.digest.slice(0, 19)}…)`,
    section(
      `In text: ${text.unchanged === 1 ? '1 clause stands as it was' : `${text.unchanged} clauses stand as they were`}`,
      [...headings, ...clauses],
    ),
    section(
      'In what is written',
      items.map((item) => inZone(tellItem(item))),
    ),
    section(
      'In effect',
      decisions.map((one) => tellDecision(one, write, inZone)),
    ),
    tellWhole(difference),
  ];
  return `${told.join('\n\n')}\n`;
};

const section = (title: string, lines: readonly string[]): string =>
  [title, ...(lines.length === 0 ? ['  no difference'] : lines.map((line) => `  ${line}`))].join('\n');

const tellClaim = ({ code, decisions, cases }: ClauseClaim): string => {
  const named = decisions.join(', ');
  switch (code) {
    case 'proven':
      return `decisions unchanged, proven: all that rest on it have the same canonical form (${named})`;
    case 'no-decision':
      return 'no decision rests on it; nothing is shown of its effect';
    case 'differs':
      return `decisions that rest on it differ, see below (${named})`;
    case 'none-found':
      return `no difference found in ${counted(cases, 'case')} of ${named}; no proof`;
  }
};

const tellItem = ({ code, kind, name, clauses, parts }: ItemChange): string =>
  [
    `${code.padEnd(8)} ${kind} ${name}${clauses.length === 0 ? '' : ` (${clauses.join(', ')})`}`,
    ...parts.map((part) => `    ${tellPart(part)}`),
  ].join('\n  ');

const tellPart = ({ path, left, right }: PartChange): string => `${path}: ${shown(left)} → ${shown(right)}`;

const shown = (value: unknown): string => (value === undefined ? '(none)' : JSON.stringify(value));

const tellDecision = (
  one: DecisionDifference,
  write: WriteScenario,
  inZone: (line: string) => string,
): string => {
  const { decision, search, scenarios, scenarioCases } = one;
  const found = search?.found ?? [];
  const lines = [
    `${decision}: ${tellVerdict(one)}`,
    ...(scenarioCases === 0
      ? []
      : [`  ${scenarios.length} of ${scenarioCases} scenario cases are answered otherwise`]),
    ...scenarios
      .slice(0, toldEach)
      .map(({ name, difference }) => `    ${name}: ${inZone(tellCase(difference))}`),
    ...found.slice(0, toldEach).flatMap((each, i) => [
      '',
      ...tellFound(each).map(inZone),
      ...write(decision, each, i + 1)
        .split('\n')
        .map(indented),
    ]),
    ...(found.length > toldEach
      ? ['', `  ${found.length - toldEach} more ways in which it differs: --json has them`]
      : []),
  ];
  return lines.join('\n  ');
};

const indented = (line: string): string => (line === '' ? '' : `    ${line}`);

const tellVerdict = (one: DecisionDifference): string => {
  const { verdict, search, proof } = one;
  const looked = `${counted(search?.cases ?? 0, 'case')}, of which both decide ${search?.decidedByBoth ?? 0}`;
  switch (verdict) {
    case 'same':
      if (proof?.code === 'proved') return `no legal effect, proved by ${tellProved(proof)}`;
      return 'the same, proven: rules, definitions, figures and facts have the same canonical form';
    case 'same-where-accepted':
      return 'the same for all facts that both accept, proven by canonical form; they do not accept the same facts';
    case 'different':
      return `different (looked at ${looked})`;
    case 'none-found':
      return `no difference found in ${looked}; ${whyNoProof(proof)}`;
    case 'added':
      return 'a new decision';
    case 'removed':
      return 'no longer decided';
  }
};

const tellProved = ({
  solver,
  bounded,
  mostItems,
  rounded,
}: Extract<SameProof, { code: 'proved' }>): string =>
  [
    `${solver}: every case is answered alike`,
    ...(bounded.length === 0
      ? []
      : [`of lists with at most ${counted(mostItems, 'item')} (${bounded.join(', ')})`]),
    ...(rounded.length === 0 ? [] : [`as far as ${rounded.join(', ')} have 34 digits`]),
  ].join(', ');

const whyNoProof = (proof: SameProof | null): string => {
  switch (proof?.code) {
    case 'unknown':
      return `the solver does not know: ${proof.why}`;
    case 'untranslatable':
      return `${proof.why} cannot be said to the solver, so that nothing is proved`;
    case 'not-confirmed':
      return `the solver found a case that the evaluators answer alike, which is a fault of the translation: ${JSON.stringify(proof.case)}`;
    default:
      return 'this is no proof';
  }
};

const tellFound = ({ difference, from, changes, cases }: FoundDifference): readonly string[] => [
  `  ${tellCase(difference)} (${counted(cases, 'case')})`,
  changes.length === 0
    ? `    as it stands in ${from}`
    : `    from ${from}, with ${changes.map(({ path, from: was, to }) => `${path} ${shown(was)} → ${shown(to)}`).join('; ')}`,
];

const tellCase = ({ kinds, left, right }: CaseDifference): string =>
  `${kinds.join(', ')}: ${tellSaid(left, kinds)} → ${tellSaid(right, kinds)}`;

const tellSaid = (said: CaseAnswer, kinds: CaseDifference['kinds']): string => {
  if (said.code === 'failed') return `cannot be evaluated (${said.why})`;
  if (said.code === 'refused')
    return `refused (${said.errors.map(({ pointer, code }) => `${pointer} ${code}`).join(', ')})`;
  if (kinds.includes('citation')) return `${said.decision.outcome} by ${said.clauses.join(', ')}`;
  const effects = Object.entries(said.effects).map(([name, value]) => `${name} ${shown(value)}`);
  const left = kinds.includes('discretion') ? [`discretion ${shown(said.decision.discretion)}`] : [];
  return [said.decision.outcome, ...effects, ...left].join(', ');
};

const tellWhole = ({ decisions, sameInEffect, items }: EditionDifference): string => {
  if (sameInEffect && decisions.some(({ proof }) => proof !== null))
    return 'Same in effect, proved: no case is answered otherwise under the two.';
  if (sameInEffect)
    return 'Same in effect, proven: every decision has the same canonical form under both, for the same facts.';
  const different = decisions.filter(({ verdict }) => verdict !== 'same' && verdict !== 'none-found');
  if (different.length > 0)
    return `Different in effect: ${different.map(({ decision }) => decision).join(', ')}.`;
  const open = decisions.filter(({ verdict }) => verdict === 'none-found').map(({ decision }) => decision);
  return [
    ...(open.length === 0
      ? []
      : [`No difference found in ${open.join(', ')}, which is no proof that there is none.`]),
    ...(items.some(({ kind }) => kind === 'governing') ? ['Another rule says which edition governs.'] : []),
  ].join(' ');
};
