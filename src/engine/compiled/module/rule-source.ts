import type { Rule } from '../../../edition/model/rule-set.js';
import { isLastResort } from '../../severability.js';
import { conditionCode } from '../code/condition-code.js';
import { comment, indent } from '../code/source-text.js';
import { wordBits } from '../plans/plans.js';
import type { Design } from './design.js';
import type { Layout, Lines } from './layout.js';

/** Tries every rule and sets `plan`, what follows from those that fired; `kept` has a bit for each rule that did not drop out, or is `null` where none did. */
export const firedLines = (design: Design, layout: Layout): Lines => {
  const { ruleSet, comparisons } = design;
  const statements = ruleSet.rules.map(({ id, clauses, when }, place) => {
    const code = conditionCode(when, (comparison) => comparisons.of(comparison).code);
    const fire = `fired[${Math.floor(place / wordBits)}] |= ${1 << (place % wordBits)};`;
    return `${code === 'true' ? fire : `if (${code}) ${fire}`} ${comment(`${id} (${clauses.join(', ')})`)}`;
  });
  const usual = statements.filter((_, place) => !isLast(ruleSet.rules[place]));
  const last = statements.filter((_, place) => isLast(ruleSet.rules[place]));
  return [
    comment('Rules'),
    `fired.fill(0);`,
    ...layout.split('rules', usual),
    `if (kept !== null) {`,
    ...indent([
      `let some = 0;`,
      `for (let word = 0; word < fired.length; word++) some |= fired[word] &= kept[word];`,
      ...(last.length === 0
        ? []
        : [
            comment('Nothing else is left'),
            `if (some === 0) {`,
            ...indent(layout.split('last rules', last)),
            `}`,
          ]),
    ]),
    `}`,
    `const plan = plans(fired);`,
  ];
};

const isLast = (rule: Rule | undefined): boolean => rule !== undefined && isLastResort(rule);

/** Which rules fired, a bit each. */
export const firedVariable = ({ ruleSet }: Design): string =>
  `const fired = new Int32Array(${Math.max(1, Math.ceil(ruleSet.rules.length / wordBits))});`;
