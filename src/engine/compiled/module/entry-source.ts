import type { Design } from './design.js';
import { outwardCode } from '../code/outward-code.js';
import { wordBits } from '../plans/bits.js';
import { comment, indent, literal } from '../code/source-text.js';

/** Lines of source. */
export type Lines = readonly string[];

/** What every module takes from its runtime. */
export const runtimeLines: Lines = [
  `const { plans, inForce, placesOf, textsOf, functions } = runtime;`,
  `const { divide, modulo, addMonths, instantOf, instantText, sameValue, strongest } = functions;`,
  `const { own, itemOf, sumOf, distinctOf, joined, numberOf, recommendation } = functions;`,
  `const { frozen, scalarText, listText, dataText, decisionText, parametersText, assumedPieces } = functions;`,
];

/** Steps into the span of asOf whose parameters hold. */
export const enterLine = `if (!(asOf >= validFrom && asOf < validUntil)) enter(asOf);`;

/** What is remembered of decisions under the same parameters, and what it is before there was one. */
export interface Remembered {
  readonly name: string;
  readonly start: string;
}

/** What was assumed last, and by the bits of what was left out. */
export const assumptionVariables: readonly Remembered[] = [
  { name: 'lastAssumptions', start: '-1' },
  { name: 'lastAssumed', start: '[]' },
  { name: 'assumedByBits', start: 'new Map()' },
];

/** Parameters change only where another dated value comes into force. */
export const parameterLines = ({ scope, ruleSet }: Design, remembered: readonly Remembered[]): Lines => {
  const reads = scope.parameterReads();
  return [
    comment('Parameters in force, and the span of asOf in which they are.'),
    `let validFrom = Infinity, validUntil = -Infinity, assumedParameters = [], toldParameters = [];`,
    ...reads.map(({ name, about }) => `let ${name} = null; ${comment(about)}`),
    ...remembered.map(({ name, start }) => `let ${name} = ${start};`),
    `const enter = (asOf) => {`,
    ...indent([
      `const { from, until, values, sinces, assumed, told } = inForce(asOf);`,
      `validFrom = from; validUntil = until; assumedParameters = assumed; toldParameters = told;`,
      ...remembered.map(({ name, start }) => `${name} = ${start};`),
      ...reads.map(({ name, code }) => `${name} = ${code};`),
    ]),
    `};`,
    comment(`Parameters: ${ruleSet.parameters.map(({ name }) => name).join(', ') || 'none'}`),
    '',
  ];
};

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

const entryOf = ({ assumptions, cells }: Design, i: number): string => {
  const assumption = assumptions[i];
  if (assumption === undefined || assumption.isConstant) return `assumed${i}`;
  const { path, value, type } = assumption;
  return `{ fact: ${literal(path)}, value: ${outwardCode(value, type, cells.variable)} }`;
};

/** Sets a list to what was left out, where that is more than a word has bits for. */
export const manyAssumptionLines = (design: Design, target: string): Lines => [
  comment('What was left out'),
  `const ${target} = [];`,
  ...design.assumptions.map(({ isLeftOut }, i) => `if (${isLeftOut}) ${target}.push(${entryOf(design, i)});`),
  `${target}.push(...assumedParameters);`,
];

/** Sets `assumptions` to a bit for each that was left out. */
export const assumptionBitLines = ({ assumptions }: Design): Lines => [
  comment('What was left out'),
  `let assumptions = 0;`,
  ...assumptions.map(
    ({ isLeftOut, path }, i) => `if (${isLeftOut}) assumptions |= ${1 << i}; ${comment(path)}`,
  ),
];

/** Sets `assumed`: what was left out, with what stands for it; shared where that is the same for all facts. */
export const assumptionLines = (design: Design): Lines => {
  const { assumptions } = design;
  if (assumptions.length > wordBits) return manyAssumptionLines(design, 'assumed');
  const varying = assumptions.reduce((mask, { isConstant }, i) => (isConstant ? mask : mask | (1 << i)), 0);
  const gather = (which: readonly number[]): Lines => [
    `assumed = [];`,
    ...which.map((i) => `if ((assumptions & ${1 << i}) !== 0) assumed.push(${entryOf(design, i)});`),
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
    ...assumptionBitLines(design),
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
