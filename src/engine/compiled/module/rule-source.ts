import { conditionCode } from '../code/condition-code.js';
import { comment } from '../code/source-text.js';
import { wordBits } from '../plans/plans.js';
import type { Design } from './design.js';
import type { Layout, Lines } from './layout.js';

/** Tries every rule and sets `plan`, what follows from those that fired; `kept` has a bit for each rule that may fire, or is `null`. */
export const firedLines = (design: Design, layout: Layout): Lines => {
  const { ruleSet, comparisons } = design;
  const statements = ruleSet.rules.map(({ id, clauses, when }, place) => {
    const code = conditionCode(when, (comparison) => comparisons.of(comparison).code);
    const fire = `fired[${Math.floor(place / wordBits)}] |= ${1 << (place % wordBits)};`;
    return `${code === 'true' ? fire : `if (${code}) ${fire}`} ${comment(`${id} (${clauses.join(', ')})`)}`;
  });
  return [
    comment('Rules'),
    `fired.fill(0);`,
    ...layout.split('rules', statements),
    `if (kept !== null) for (let word = 0; word < fired.length; word++) fired[word] &= kept[word];`,
    `const plan = plans(fired);`,
  ];
};

/** Which rules fired, a bit each. */
export const firedVariable = ({ ruleSet }: Design): string =>
  `const fired = new Int32Array(${Math.max(1, Math.ceil(ruleSet.rules.length / wordBits))});`;
