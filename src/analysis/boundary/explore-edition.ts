import { counted } from '../../language/numbers/counted.js';
import type { Diagnostic } from '../../edition/read/diagnostic.js';
import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import type { LoadOptions } from '../../edition/build/load-edition.js';
import type { Evaluator, Question } from '../../engine/evaluation.js';
import { formatInstant } from '../../language/instants.js';
import { exploreRuleSet, type BoundaryFinding, type Exploration } from './boundaries.js';
import { diagnosticAt } from '../diagnostic-at.js';

/** What was looked at in an edition's rule sets, and what is wrong, as diagnostics. */
export interface ExploredEdition {
  readonly explorations: readonly Exploration[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How far to look, and from where. */
export interface ExploreEditionOptions extends LoadOptions {
  /** Cases for each rule set. */
  readonly limit: number;
  /** Cases to start from. */
  readonly cases?: readonly Question[];
  /** By which command a case of a decision is seen. */
  readonly seenBy?: (decision: string) => string;
}

/**
 * Looks for conflicts and gaps in every rule set ({@link exploreRuleSet}).
 */
export const exploreEdition = async (
  evaluator: Evaluator,
  edition: Edition,
  { limit, cases = [], seenBy = (decision) => `explain ${decision}`, ...options }: ExploreEditionOptions,
): Promise<ExploredEdition> => {
  const explorations: Exploration[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const ruleSet of edition.decisions.values()) {
    const exploration = await exploreRuleSet(evaluator, edition, ruleSet, {
      limit,
      starts: cases.filter(({ decision }) => decision === ruleSet.decision),
    });
    explorations.push(exploration);
    diagnostics.push(
      ...exploration.findings.map((finding) =>
        diagnosticOf(edition, ruleSet, finding, seenBy(ruleSet.decision), options),
      ),
      ...nothingTried(edition, ruleSet, exploration, options),
    );
  }
  return {
    explorations,
    diagnostics: [...diagnostics, ...(await exampleFindings(evaluator, edition, options))],
  };
};

/** That of a decision no case was looked at, since all were refused: that nothing was found there then says nothing. */
const nothingTried = (
  edition: Edition,
  { decision, position }: RuleSet,
  { refused, refusedBy }: Exploration,
  options: LoadOptions,
): readonly Diagnostic[] =>
  refusedBy === null
    ? []
    : [
        diagnosticAt(
          edition,
          position,
          {
            code: 'nothing-tried',
            message:
              `No case of \`${decision}\` was looked at for conflicts and gaps: each of the ${counted(refused, 'case')} that were tried is refused, ` +
              `most with \`${refusedBy.code}\` at \`${refusedBy.pointer}\`. ${refusedBy.message}`,
            hint: 'Write a scenario that asks for it: cases of scenarios are what the search starts from. Where no case can be decided, mend the constraint.',
            clauses: [],
          },
          options,
        ),
      ];

/** What keeps the edition's own example from being decided: whoever starts a service is shown it. */
const exampleFindings = async (
  evaluator: Evaluator,
  edition: Edition,
  options: LoadOptions,
): Promise<readonly Diagnostic[]> => {
  const { example } = edition;
  if (example === null) return [];
  const { decision, facts, asOf } = example;
  const explained = await evaluator.explain({ decision, facts, asOf: Date.parse(asOf) });
  if (explained.code === 'decided') return [];
  const lines = (edition.files.get('edition.yaml') ?? '').split('\n');
  const line =
    Math.max(
      0,
      lines.findIndex((each) => each.startsWith('example:')),
    ) + 1;
  const said = explained.errors.map(({ pointer, message }) =>
    pointer === '' ? message : `${pointer}: ${message}`,
  );
  return [
    diagnosticAt(
      edition,
      { file: 'edition.yaml', line, column: 1 },
      {
        code: 'example-facts',
        message: `The example is refused: ${said.join(' ')}`,
        hint: 'Mend its `facts` or its `asOf`, or leave the example out.',
        clauses: [],
      },
      options,
    ),
  ];
};

/** How far it looked, in a sentence, with what that does not mean. */
export const tellExplorations = (explorations: readonly Exploration[]): string => {
  const sum = (of: (exploration: Exploration) => number): number =>
    explorations.reduce((total, exploration) => total + of(exploration), 0);
  const unfinished = explorations.filter(({ complete }) => !complete).map(({ decision }) => decision);
  return (
    `looked at ${sum(({ cases }) => cases)} cases for conflicts and gaps, pairwise over ${sum(({ values }) => values)} values of ` +
    `${sum(({ facts }) => facts)} facts in ${counted(explorations.length, 'decision')}; this is no proof` +
    (unfinished.length === 0 ? '' : `. Pairs are left over in ${unfinished.join(', ')}: --deep looks further`)
  );
};

const diagnosticOf = (
  edition: Edition,
  ruleSet: RuleSet,
  finding: BoundaryFinding,
  command: string,
  options: LoadOptions,
): Diagnostic => {
  const { code, rules } = finding;
  const [rule] = rules;
  const position = code === 'rules-conflict' && rule !== undefined ? rule.position : ruleSet.position;
  const said = {
    code,
    message: messageOf(ruleSet, finding),
    hint: hintOf(command, finding),
    clauses: rule?.clauses ?? [],
  };
  return diagnosticAt(edition, position, said, options);
};

const messageOf = ({ decision }: RuleSet, { code, rules, why }: BoundaryFinding): string => {
  const named = rules.map(({ id }) => `\`${id}\``).join(' and ');
  switch (code) {
    case 'rules-conflict': {
      const outcomes = [...new Set(rules.map(({ then }) => then.outcome))];
      const about =
        outcomes.length > 1
          ? `on the outcome (${outcomes.join(', ')})`
          : 'on the value of an effect, or on who decides';
      return `${named} stand together and disagree ${about}.`;
    }
    case 'rules-gap':
      return `No rule of \`${decision}\` decides this case${rules.length === 0 ? '' : `; ${named} comes nearest`}.`;
    case 'rules-failure':
      return `\`${decision}\` cannot be decided for this case: ${why ?? ''}.`;
  }
};

const hintOf = (command: string, finding: BoundaryFinding): string => {
  const { facts, asOf } = finding.case;
  const request = JSON.stringify({ asOf: formatInstant(asOf), facts });
  return `${remedies[finding.code]} The case, for \`clausebook ${command}\`: ${request}`;
};

const remedies = {
  'rules-conflict': 'Say which rule overrides the other, or narrow a condition.',
  'rules-gap': 'Add a rule, or widen a condition: mind what lies exactly at a boundary.',
  'rules-failure': 'Refuse such facts by a constraint or a limit in facts.yaml.',
} as const;
