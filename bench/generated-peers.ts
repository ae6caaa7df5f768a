import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { ZenEngine } from '@gorules/zen-engine';
import { LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';
import { contender, type Case, type Contender } from './contender.js';
import {
  definitions,
  instants,
  peerFacts,
  texts,
  type Comparison,
  type Facts,
  type GeneratedRule,
} from './generated-rules.js';
import {
  cedarComparison,
  definitionOf,
  handComparison,
  logicComparison,
  zenCell,
} from './peer-comparisons.js';

/** Makes a peer of some generated rules. */
export type MakePeer = (rules: readonly GeneratedRule[]) => Contender;

/** json-rules-engine by itself, built once: definitions as its dynamic facts, refusals before permissions. */
export const jsonRulesEngine =
  (asJson: boolean): MakePeer =>
  (rules) => {
    const engine = new Engine();
    for (const { term, code } of definitions) engine.addFact(term, dynamicFact(code));
    for (const { id, outcome, all } of rules) {
      const conditions = all.map(({ fact, operator, value }) => ({
        fact,
        operator,
        value: peerValue(fact, value),
      }));
      engine.addRule({ conditions: { all: conditions }, event: { type: outcome, params: { rule: id } } });
    }
    const outcomeOf = (events: readonly { readonly type: string }[]): string => {
      const fired = new Set(events.map(({ type }) => type));
      return fired.has('allowed') && !fired.has('refused') ? 'allowed' : 'refused';
    };
    return contender({
      prepare: factsOf,
      decide: async (facts) => {
        const found = await engine.run(facts);
        if (asJson)
          JSON.stringify(
            [found.results, found.failureResults].map((results) => results.map((one) => one.toJSON(false))),
          );
        return outcomeOf(found.events);
      },
      told: (outcome) => outcome,
    });
  };

/** GoRules Zen: a decision table of which the first row that applies decides, definitions as columns. */
export const zen: MakePeer = (rules) => {
  const columns = [...new Set(rules.flatMap(({ all }) => all.map(({ fact }) => fact)))];
  const row = (all: readonly Comparison[], outcome: string): Record<string, string> => {
    const cells: Record<string, string> = { outcome: `"${outcome}"` };
    for (const name of columns)
      cells[name] = all
        .filter(({ fact }) => fact === name)
        .map(({ fact, operator, value }) => zenCell(operator, peerValue(fact, value)))
        .join(' and ');
    return cells;
  };
  const table = {
    hitPolicy: 'first',
    inputs: columns.map((name) => ({
      id: name,
      name,
      field: definitionOf(name)?.replaceAll('f.', '') ?? name,
    })),
    outputs: [{ id: 'outcome', name: 'outcome', field: 'outcome' }],
    rules: [...inOrder(rules).map(({ all, outcome }) => row(all, outcome)), row([], 'refused')].map(
      (cells, place) => ({ _id: String(place), ...cells }),
    ),
  };
  const decision = new ZenEngine().createDecision({
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode' },
      { id: 'table', name: 'table', type: 'decisionTableNode', content: table },
      { id: 'out', name: 'out', type: 'outputNode' },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  });
  return contender({
    prepare: factsOf,
    decide: (facts) => decision.evaluate(facts),
    told: ({ result }) => String((result as { outcome: unknown }).outcome), // the table gives one output
  });
};

/** Cedar: a policy for each rule, parsed once; its `forbid` goes before its `permit`, as refusals do. */
export const cedar: MakePeer = (rules) => {
  const policies = rules.map(({ outcome, all }) => {
    const when = all.map(({ fact, operator, value }) =>
      cedarComparison(fact, operator, peerValue(fact, value)),
    );
    return `${outcome === 'allowed' ? 'permit' : 'forbid'} (principal, action, resource) when { ${when.join(' && ')} };`;
  });
  const parsed = preparsePolicySet('rules', { staticPolicies: policies.join('\n') });
  if (parsed.type !== 'success') throw new Error(`Cedar refuses the policies: ${JSON.stringify(parsed)}`);
  return contender({
    prepare: (one: Case) => ({
      principal: { type: 'User', id: 'customer' },
      action: { type: 'Action', id: 'use' },
      resource: { type: 'Package', id: 'package' },
      context: factsOf(one),
      preparsedPolicySetId: 'rules',
      entities: [],
    }),
    decide: statefulIsAuthorized,
    told: (answer) => {
      if (answer.type !== 'success' || answer.response.diagnostics.errors.length > 0)
        throw new Error(`Cedar fails: ${JSON.stringify(answer)}`);
      return answer.response.decision === 'allow' ? 'allowed' : 'refused';
    },
  });
};

/** json-logic-engine, compiled: whether some refusal holds, whether some permission holds. */
export const jsonLogic: MakePeer = (rules) => {
  const some = (outcome: string): object => ({
    or: rules
      .filter((rule) => rule.outcome === outcome)
      .map(({ all }) => ({
        and: all.map(({ fact, operator, value }) => logicComparison(fact, operator, peerValue(fact, value))),
      })),
  });
  const decide = new LogicEngine().build({
    if: [some('refused'), 'refused', some('allowed'), 'allowed', 'refused'],
  }) as (facts: Facts) => string; // the logic gives one of these texts
  return contender({ prepare: factsOf, decide, told: (outcome) => outcome });
};

/**
 * What a person would write: definitions first, then a function for each functionality with its refusals and permissions among the general
 * ones, left as soon as one decides.
 */
export const byHand: MakePeer = (rules) => {
  const functionalities = texts['functionality'] ?? [];
  const test = (all: readonly Comparison[]): string =>
    all
      .map(({ fact, operator, value }) => handComparison(fact, operator, peerValue(fact, value)))
      .join(' && ') || 'true';
  const statements = (mine: readonly GeneratedRule[]): string =>
    inOrder(mine)
      .map(({ all, outcome }) => `  if (${test(all)}) return '${outcome}';`)
      .join('\n');
  const rest = (rule: GeneratedRule): GeneratedRule => ({
    ...rule,
    all: rule.all.filter(({ fact }) => fact !== 'functionality'),
  });
  const concerns = (rule: GeneratedRule, functionality: string): boolean =>
    rule.all.every(
      ({ fact, value }) =>
        fact !== 'functionality' ||
        (Array.isArray(value) ? value.includes(functionality) : value === functionality),
    );
  const source = [
    ...functionalities.map((functionality, i) =>
      [
        `const decide${i} = (f) => {`,
        statements(rules.filter((rule) => concerns(rule, functionality)).map(rest)),
        `  return 'refused';`,
        `};`,
      ].join('\n'),
    ),
    `return (f) => {`,
    `  switch (f.functionality) {`,
    ...functionalities.map((functionality, i) => `    case '${functionality}': return decide${i}(f);`),
    `    default: return 'refused';`,
    `  }`,
    `};`,
  ].join('\n');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the source is the benchmark's own
  const make = new Function(source) as () => (facts: Facts) => string; // it ends by returning that function
  const decide = make();
  return contender({ prepare: factsOf, decide, told: (outcome) => outcome });
};

const factsOf = ({ facts }: Case): Facts => peerFacts(facts as Facts); // a generated case's

const inOrder = (rules: readonly GeneratedRule[]): readonly GeneratedRule[] => [
  ...rules.filter(({ outcome }) => outcome === 'refused'),
  ...rules.filter(({ outcome }) => outcome === 'allowed'),
];

const peerValue = (fact: string, value: Comparison['value']): Comparison['value'] =>
  instants.some((name) => name === fact) ? Date.parse(String(value)) : value;

const dynamicFact = (code: string) => {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the source is the benchmark's own
  const compute = new Function('f', `return ${code};`) as (
    facts: Readonly<Record<string, unknown>>,
  ) => unknown; // as written
  const names = [...new Set([...code.matchAll(/f\.(\w+)/g)].map(([, name]) => name ?? ''))];
  return async (_: unknown, almanac: { readonly factValue: (name: string) => Promise<unknown> }) => {
    const facts: Record<string, unknown> = {};
    for (const name of names) facts[name] = await almanac.factValue(name);
    return compute(facts);
  };
};
