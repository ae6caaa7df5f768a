import type { Cell } from '../code/cells.js';
import type { Design } from './design.js';
import type { Lines } from './entry-source.js';
import type { Layout } from './layout.js';
import { comment, fieldOf, indent, literal } from '../code/source-text.js';

/** Up to so many facts are found by one walk over the names that are given. */
const mostWalked = 16;

/**
 * Reads the facts that were given, and sets `others` to whether one was that the rule set does not list. Requests differ in what they leave
 * out, so the shapes of their objects do too, and each read of a field by its name must look its place up anew; a walk over the names takes
 * what it comes by. With many facts, comparing names costs more than looking up.
 */
export const givenLines = (design: Design, { isWide }: Layout): Lines => {
  const { ruleSet, constraints } = design;
  const cells = givenOf(design);
  const listed = new Set(ruleSet.facts.map(({ name }) => name));
  const asksForOthers = constraints.some(({ isOfOthers }) => isOfOthers);
  if (cells.length > mostWalked) {
    const others = [...design.edition.facts.keys()].filter((name) => !listed.has(name));
    const areGiven = others.map((name) => `${fieldOf('facts', name)} != null`).join(' || ');
    return [
      comment('Facts as they were given'),
      ...cells.map((cell) => `${isWide ? '' : 'const '}${cell.name} = ${cell.code};`),
      ...(asksForOthers ? [`const others = ${areGiven === '' ? 'false' : areGiven};`] : []),
    ];
  }
  const names = cells.map(({ name }) => name);
  return [
    comment('Facts as they were given'),
    ...(isWide ? names.map((name) => `${name} = undefined;`) : names.map((name) => `let ${name};`)),
    ...(asksForOthers ? [`let others = false;`] : []),
    `for (const name in facts) {`,
    ...indent([
      `switch (name) {`,
      ...indent([
        ...cells.flatMap(({ name, fact }) => [
          `case ${literal(fact)}: ${name} = facts[name]; ${listed.has(fact ?? '') || !asksForOthers ? '' : 'others = true; '}break;`,
        ]),
        ...[...listed]
          .filter((name) => !cells.some(({ fact }) => fact === name))
          .map((name) => `case ${literal(name)}: break;`),
        ...(asksForOthers ? [`default: others = true;`] : []),
      ]),
      `}`,
    ]),
    `}`,
  ];
};

/**
 * Answers contradictory facts. All constraints are tried where a fact is given that the rule set does not list; without one, the constraints
 * on such facts come to the same every time, which is seen once.
 */
export const refusalLines = ({ constraints }: Design): Lines => {
  if (constraints.length === 0) return [];
  const usual = constraints.filter(({ isOfOthers }) => !isOfOthers);
  const lines = [
    comment('Contradictions'),
    ...(usual.length === 0 ? [] : [`let isWrong = false;`]),
    ...usual.map(({ isBroken, error }) => `if (${isBroken}) isWrong = true; ${comment(error.code)}`),
    ...(usual.length === 0
      ? []
      : [`if (isWrong) return { code: 'invalid-facts', errors: contradictions(facts, asOf) };`]),
  ];
  if (usual.length === constraints.length) return lines;
  return [
    ...lines,
    `if (others || !isQuiet) {`,
    ...indent([
      `const wrong = contradictions(facts, asOf);`,
      `if (wrong.length > 0) return { code: 'invalid-facts', errors: wrong };`,
      `if (!others) isQuiet = true;`,
    ]),
    `}`,
  ];
};

/** What outlives a decision of `refusalLines`. */
export const refusalVariables = ({ constraints }: Design): Lines =>
  constraints.some(({ isOfOthers }) => isOfOthers)
    ? [
        `let isQuiet = false; ${comment('whether constraints on facts that are not listed hold without them')}`,
      ]
    : [];

/** The cells of facts as given that a decision reads. */
const givenOf = ({ first, second }: Design): readonly Cell[] =>
  [...first, ...second].filter(({ fact }) => fact !== null);
