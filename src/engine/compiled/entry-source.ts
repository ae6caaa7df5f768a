import type { Design } from './design.js';
import { outwardCode } from './outward-code.js';
import { wordBits } from './bits.js';
import { comment, indent, literal } from './source-text.js';

/** Lines of source. */
export type Lines = readonly string[];

/** Steps into the span of asOf whose parameters hold. */
export const enterLine = `if (!(asOf >= validFrom && asOf < validUntil)) enter(asOf);`;

/** Sets `wrong` to every contradiction among the facts, or `null`. */
export const constraintLines = ({ constraints }: Design): Lines => {
  if (constraints.length === 0) return [];
  return [
    comment('Contradictions'),
    `let wrong = null;`,
    ...constraints.map(
      ({ isBroken, error }, i) => `if (${isBroken}) (wrong ??= []).push(error${i}); ${comment(error.code)}`,
    ),
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
  const gather = (which: readonly number[]): Lines => [
    `assumed = [];`,
    ...which.map((i) => `if ((assumptions & ${1 << i}) !== 0) assumed.push(${entry(i)});`),
    `for (let k = 0; k < assumedParameters.length; k++) assumed.push(assumedParameters[k]);`,
  ];
  const all = assumptions.map((_, i) => i);
  const remember = [
    `assumed = assumedByBits.get(assumptions);`,
    `if (assumed === undefined) {`,
    ...indent([
      ...gather(all.filter((i) => assumptions[i]?.isConstant === true)),
      `if (assumedByBits.size >= 4096) assumedByBits.clear();`,
      `assumedByBits.set(assumptions, Object.freeze(assumed));`,
    ]),
    `}`,
    `lastAssumptions = assumptions; lastAssumed = assumed;`,
  ];
  return [
    comment('What was left out'),
    `let assumptions = 0;`,
    ...assumptions.map(
      ({ isLeftOut, path }, i) => `if (${isLeftOut}) assumptions |= ${1 << i}; ${comment(path)}`,
    ),
    `let assumed = lastAssumed;`,
    ...(varying === 0
      ? [`if (assumptions !== lastAssumptions) {`, ...indent(remember), `}`]
      : [
          `if ((assumptions & ${varying}) !== 0) {`,
          ...indent(gather(all)),
          `} else if (assumptions !== lastAssumptions) {`,
          ...indent(remember),
          `}`,
        ]),
  ];
};
