import type { Design } from './design.js';
import type { Parts } from './layout.js';
import { outwardCode } from './outward-code.js';
import { wordBits } from './plans.js';
import { comment, indent, literal } from './source-text.js';

/** Lines of source. */
export type Lines = readonly string[];

/** Refuses facts that contradict, with every contradiction. */
export const constraintLines = ({ constraints }: Design, { isWide }: Parts): Lines => {
  if (constraints.length === 0) return [];
  return [
    comment('Contradictions'),
    `let wrong = null;`,
    ...constraints.map(
      ({ isBroken, error }, i) => `if (${isBroken}) (wrong ??= []).push(error${i}); ${comment(error.code)}`,
    ),
    `if (wrong !== null) return { code: 'invalid-facts', errors: wrong };`,
    ...(isWide ? [''] : []),
  ];
};

/** Sets `assumed`: what was left out, with what stands for it; shared where that is the same for all facts. */
export const assumptionLines = ({ assumptions, cells }: Design): Lines => {
  const entry = (i: number): string => {
    const assumption = assumptions[i];
    if (assumption === undefined || assumption.isConstant) return `assumed${i}`;
    const { path, value, type } = assumption;
    return `{ fact: ${literal(path)}, value: ${outwardCode(value, type, cells.variable)} }`;
  };
  if (assumptions.length > wordBits) {
    return [
      comment('What was left out'),
      `const assumed = [];`,
      ...assumptions.map(({ isLeftOut }, i) => `if (${isLeftOut}) assumed.push(${entry(i)});`),
      `assumed.push(...assumedParameters);`,
    ];
  }
  const varying = assumptions.reduce((mask, { isConstant }, i) => (isConstant ? mask : mask | (1 << i)), 0);
  return [
    comment('What was left out'),
    `let assumptions = 0;`,
    ...assumptions.map(({ isLeftOut, path }, i) => `if (${isLeftOut}) assumptions |= ${1 << i}; ${comment(path)}`),
    `let assumed = lastAssumed;`,
    `if (assumptions !== lastAssumptions${varying === 0 ? '' : ` || (assumptions & ${varying}) !== 0`}) {`,
    ...indent([
      `assumed = assumedByBits.get(assumptions);`,
      `if (assumed === undefined${varying === 0 ? '' : ` || (assumptions & ${varying}) !== 0`}) {`,
      ...indent([
        `assumed = [];`,
        ...assumptions.map((_, i) => `if ((assumptions & ${1 << i}) !== 0) assumed.push(${entry(i)});`),
        `assumed.push(...assumedParameters);`,
        `Object.freeze(assumed);`,
        `assumedByBits.set(assumptions, assumed);`,
      ]),
      `}`,
      `lastAssumptions = assumptions; lastAssumed = assumed;`,
    ]),
    `}`,
  ];
};
