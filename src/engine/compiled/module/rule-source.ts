import type { ComparisonCondition, Rule } from '../../../edition/model/edition.js';
import type { Lines } from './entry-source.js';
import { conditionCode } from '../code/condition-code.js';
import type { Design } from './design.js';
import { chunks, rulesPerFunction, type Layout, type Parts } from './layout.js';
import { wordBits } from '../plans/bits.js';
import { groupRules } from '../rule-groups.js';
import { comment, indent } from '../code/source-text.js';

/** Words of comparisons per function in a wide layout. */
const wordsPerFunction = 4;

/** Tries every rule and sets `plan`, what follows from those that fired; with bits, a bit of `w0`, `w1`, … for each comparison. */
export const firedLines = (design: Design, parts: Parts, withBits: boolean): Lines => {
  const { ruleSet } = design;
  const words = Math.max(1, Math.ceil(ruleSet.rules.length / wordBits));
  if (!parts.isWide) {
    return [
      comment('Rules'),
      ...(withBits ? comparisonLines(design) : []),
      ...zeroed(Array.from({ length: words }, (_, i) => `m${i}`)),
      ...ruleSet.rules.flatMap((rule, place) =>
        ruleLines(design, rule, place, withBits ? 'local' : 'inline'),
      ),
      ...planLines(words),
    ];
  }
  const finding = withBits ? 'word' : 'inline';
  const { discriminators, rest } = groupRules(ruleSet.rules);
  const tried = withBits ? bitLines(design, parts) : [];
  const placeOf = new Map(ruleSet.rules.map((rule, place) => [rule, place]));
  const lines = (rules: readonly Rule[], settled?: ReadonlyMap<Rule, ComparisonCondition>): Lines =>
    rules.flatMap((rule) => wideRuleLines(design, rule, placeOf.get(rule) ?? 0, finding, settled?.get(rule)));
  const chosen = discriminators.flatMap(({ name, example, groups, settled }) => {
    const cases = groups.map(({ text, rules }) => ({
      text,
      body: lines(rules, settled),
    }));
    return [comment(name), ...parts.byText(name, design.comparisons.of(example).left, cases)];
  });
  const general = chunks(rest, rulesPerFunction).flatMap((rules) =>
    parts.apart('rules that no text discriminates', lines(rules)),
  );
  return [`fired.fill(0);`, ...tried, ...chosen, ...general, `const plan = plans.ofWords(fired);`];
};

/** The variables that outlive a decision: the last plan, and, where functions share them, which rules fired and what held. */
export const sharedRuleVariables = ({ ruleSet, comparisons }: Design, { isWide }: Layout): Lines => [
  `let lastFired = -1, lastPlan = null;`,
  `const fired = new Int32Array(${Math.ceil(ruleSet.rules.length / wordBits)});`,
  ...(isWide ? chunks(comparisons.all(), wordBits).map((_, i) => `let w${i} = 0;`) : []),
  '',
];

/** Sources of the words of the comparisons' bits. */
export const bitWords = ({ comparisons }: Design): Lines =>
  chunks(comparisons.all(), wordBits).map((_, i) => `w${i}`);

/** Each comparison as a local boolean, and all of them as words. */
const comparisonLines = ({ comparisons }: Design): Lines => [
  ...comparisons.all().map(({ index, code, about }) => `const b${index} = ${code}; ${comment(about)}`),
  ...chunks(comparisons.all(), wordBits).map(
    (chunk, i) => `const w${i} = ${chunk.map(({ index }, k) => `(b${index} ? ${1 << k} : 0)`).join(' | ')};`,
  ),
];

/** All comparisons, into the shared words, some words to a function. */
const bitLines = ({ comparisons }: Design, parts: Parts): Lines => {
  const words = chunks(comparisons.all(), wordBits).map((chunk, word): Lines => [
    `w${word} =`,
    ...indent(
      chunk.map(({ code, about }, k) => `${k === 0 ? '' : '| '}(${code} ? ${1 << k} : 0) ${comment(about)}`),
    ),
    `;`,
  ]);
  return chunks(words, wordsPerFunction).flatMap((some) => parts.apart('comparisons', some.flat()));
};

/** How a rule's condition finds its comparisons: by their code, as local booleans, or in the shared words. */
type Finding = 'inline' | 'local' | 'word';

const ruleLines = (design: Design, rule: Rule, place: number, finding: Finding): Lines => {
  const code = ruleCode(design, rule, finding);
  const word = `m${Math.floor(place / wordBits)} |= ${1 << (place % wordBits)};`;
  return [`${code === 'true' ? word : `if (${code}) ${word}`} ${ruleComment(rule)}`];
};

/** @param settled a comparison of the rule that is known to hold */
const wideRuleLines = (
  design: Design,
  rule: Rule,
  place: number,
  finding: Finding,
  settled: ComparisonCondition | undefined,
): Lines => {
  const code = ruleCode(design, rule, finding, settled);
  const word = `fired[${Math.floor(place / wordBits)}] |= ${1 << (place % wordBits)};`;
  return [`${code === 'true' ? word : `if (${code}) ${word}`} ${ruleComment(rule)}`];
};

const ruleComment = ({ id, clauses }: Rule): string => comment(`${id} (${clauses.join(', ')})`);

const ruleCode = (
  { comparisons }: Design,
  rule: Rule,
  finding: Finding,
  settled?: ComparisonCondition,
): string =>
  conditionCode(rule.when, (condition) => {
    if (condition === settled) return 'true';
    const { index, code } = comparisons.of(condition);
    if (finding === 'inline') return code;
    if (finding === 'local') return `b${index}`;
    return `((w${Math.floor(index / wordBits)} & ${1 << (index % wordBits)}) !== 0)`;
  });

const zeroed = (names: readonly string[]): Lines =>
  names.length === 0 ? [] : [`let ${names.map((name) => `${name} = 0`).join(', ')};`];

const planLines = (words: number): Lines => {
  if (words === 1) {
    return [
      `if (m0 !== lastFired) { lastPlan = plans.ofWord(m0); lastFired = m0; }`,
      `const plan = lastPlan;`,
    ];
  }
  const own = Array.from({ length: words }, (_, i) => `fired[${i}] = m${i};`);
  return [...own, `const plan = plans.ofWords(fired);`];
};
