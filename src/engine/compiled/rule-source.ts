import type { Rule } from '../../edition/edition.js';
import type { Lines } from './entry-source.js';
import { comparisonsIn, conditionCode } from './condition-code.js';
import type { Design } from './design.js';
import { chunks, rulesPerFunction, type Layout, type Parts } from './layout.js';
import { wordBits } from './plans.js';
import { comment } from './source-text.js';

/** Tries every rule and sets `plan`, what follows from those that fired; with bits, a bit of `w0`, `w1`, … for each comparison. */
export const firedLines = (design: Design, parts: Parts, withBits: boolean): Lines => {
  const { ruleSet } = design;
  const words = Math.max(1, Math.ceil(ruleSet.rules.length / wordBits));
  const bitWords = Math.ceil(design.comparisons.all().length / wordBits);
  const bits = withBits ? Array.from({ length: bitWords }, (_, i) => `w${i}`) : [];
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
  const seen = new Set<number>();
  const calls = chunks(ruleSet.rules, rulesPerFunction).flatMap((rules, i) => {
    const from = i * rulesPerFunction;
    const own = Array.from({ length: Math.ceil(rules.length / wordBits) }, (_, k) => from / wordBits + k);
    const tried = withBits ? bitLines(design, rules, seen) : [];
    return parts.apart(`rules ${from} to ${from + rules.length - 1}`, [
      ...tried,
      ...zeroed(own.map((word) => `m${word}`)),
      ...rules.flatMap((rule, k) => ruleLines(design, rule, from + k, withBits ? 'word' : 'inline')),
      ...own.map((word) => `fired[${word}] = m${word};`),
    ]);
  });
  return [...bits.map((word) => `${word} = 0;`), ...calls, `const plan = plans.ofWords(fired);`];
};

/** The variables that outlive a decision: the last plan, and, where functions share them, which rules fired and what held. */
export const sharedRuleVariables = ({ ruleSet, comparisons }: Design, { isWide }: Layout): Lines => [
  `let lastFired = -1, lastPlan = null;`,
  `const fired = new Int32Array(${Math.ceil(ruleSet.rules.length / wordBits)});`,
  ...(isWide ? chunks(comparisons.all(), wordBits).map((_, i) => `let w${i} = 0;`) : []),
  '',
];

/** Source of the comparisons' bits as a list of words. */
export const bitsCode = ({ comparisons }: Design): string =>
  `[${Array.from({ length: Math.ceil(comparisons.all().length / wordBits) }, (_, i) => `w${i}`).join(', ')}]`;

/** Each comparison as a local boolean, and all of them as words. */
const comparisonLines = ({ comparisons }: Design): Lines => [
  ...comparisons.all().map(({ index, code, about }) => `const b${index} = ${code}; ${comment(about)}`),
  ...chunks(comparisons.all(), wordBits).map(
    (chunk, i) => `const w${i} = ${chunk.map(({ index }, k) => `(b${index} ? ${1 << k} : 0)`).join(' | ')};`,
  ),
];

/** The comparisons of some rules that no rules before them have made, into the shared words. */
const bitLines = ({ comparisons }: Design, rules: readonly Rule[], seen: Set<number>): Lines =>
  rules
    .flatMap(({ when }) => comparisonsIn(when))
    .map(comparisons.of)
    .flatMap(({ index, code, about }) => {
      if (seen.has(index)) return [];
      seen.add(index);
      return [
        `if (${code}) w${Math.floor(index / wordBits)} |= ${1 << (index % wordBits)}; ${comment(about)}`,
      ];
    });

/** How a rule's condition finds its comparisons: by their code, as local booleans, or in the shared words. */
type Finding = 'inline' | 'local' | 'word';

const ruleLines = ({ comparisons }: Design, rule: Rule, place: number, finding: Finding): Lines => {
  const code = conditionCode(rule.when, (condition) => {
    const { index, code: inline } = comparisons.of(condition);
    if (finding === 'inline') return inline;
    if (finding === 'local') return `b${index}`;
    return `((w${Math.floor(index / wordBits)} & ${1 << (index % wordBits)}) !== 0)`;
  });
  const word = `m${Math.floor(place / wordBits)} |= ${1 << (place % wordBits)};`;
  const about = comment(`${rule.id} (${rule.clauses.join(', ')})`);
  return [code === 'true' ? `${word} ${about}` : `if (${code}) ${word} ${about}`];
};

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
