import { outwardCode } from '../code/outward-code.js';
import { comment, indent, literal } from '../code/source-text.js';
import type { Design } from './design.js';
import type { Lines } from './layout.js';

/** What a module may take from its runtime. */
const runtimeFunctions = [
  'plus',
  'minus',
  'times',
  'add',
  'subtract',
  'multiply',
  'divide',
  'modulo',
  'monthsLater',
  'roundedQuotient',
  'calculate',
  'compareOf',
  'absOf',
  'leastOf',
  'greatestOf',
  'sumOf',
  'isAmongOf',
  'holdsOf',
  'nearestOf',
  'asGiven',
  'instantOf',
  'formatInstant',
  'formatDuration',
  'formatTemporal',
  'timeValueOf',
  'held',
  'integerOf',
  'moneyOf',
  'own',
  'itemOf',
  'countOf',
  'orderOf',
  'rankOf',
  'distinctOf',
  'rowsOf',
  'outputOf',
  'frozen',
  'merged',
  'discretionOf',
];

/** A module's lines behind those that take from its runtime what they use. */
export const withRuntime = (lines: Lines): Lines => {
  const words = new Set(lines.flatMap((line) => line.match(/\w+/g) ?? []));
  const used = runtimeFunctions.filter((name) => words.has(name));
  return [
    `const { plans, inForce, functions } = runtime;`,
    ...(used.length === 0 ? [] : [`const { ${used.join(', ')} } = functions;`]),
    ...lines,
  ];
};

/** Steps into the span of asOf whose parameters hold. */
export const enterLine = `if (!(asOf >= validFrom && asOf < validUntil)) enter(asOf);`;

/** The clauses that are not in force, which definitions may ask for. */
export const invalidVariable = `let notInForce = [];`;

export const invalidLine = `notInForce = invalid;`;

/** Parameters change only where another dated value comes into force. */
export const parameterLines = ({ scope, ruleSet }: Pick<Design, 'scope' | 'ruleSet'>): Lines => {
  const reads = scope.parameterReads();
  return [
    comment('Parameters in force, and the span of asOf in which they are.'),
    `let validFrom = Infinity, validUntil = -Infinity, assumedParameters = [];`,
    ...reads.map(({ name, about }) => `let ${name} = null; ${comment(about)}`),
    `const enter = (asOf) => {`,
    ...indent([
      `const { from, until, values, sinces, dated, assumed } = inForce(asOf);`,
      `validFrom = from; validUntil = until; assumedParameters = assumed;`,
      ...reads.map(({ name, code }) => `${name} = ${code};`),
    ]),
    `};`,
    comment(`Parameters: ${ruleSet.parameters.map(({ name }) => name).join(', ') || 'none'}`),
    '',
  ];
};

/** Sets `wrong` to every contradiction among the facts, or `null`. */
export const constraintLines = ({ constraints }: Design): Lines => [
  comment('Contradictions'),
  `let wrong = null;`,
  ...constraints.map(
    ({ isBroken, error }, i) => `if (${isBroken}) (wrong ??= []).push(error${i}); ${comment(error.code)}`,
  ),
];

/** Sets `assumed`: what was left out, with what stands for it. */
export const assumptionLines = ({ assumptions, cells }: Design): Lines => [
  comment('What was left out'),
  `const assumed = [];`,
  ...assumptions.map((assumption, i) => {
    if ('statement' in assumption) return assumption.statement;
    const { isLeftOut, isConstant, path, value, type } = assumption;
    const entry = isConstant
      ? `assumed${i}`
      : `{ fact: ${literal(path)}, value: ${outwardCode(value, type, cells.variable)} }`;
    return `if (${isLeftOut}) assumed.push(${entry});`;
  }),
  `for (let k = 0; k < assumedParameters.length; k++) assumed.push(assumedParameters[k]);`,
];

/** What is the same for all facts. */
export const constantLines = ({ constraints, assumptions, cells }: Design): Lines => [
  ...constraints.map(({ error }, i) => `const error${i} = Object.freeze(${literal({ ...error })});`),
  ...assumptions.flatMap((assumption, i) => {
    if ('statement' in assumption || !assumption.isConstant) return [];
    const { path, value, type } = assumption;
    const told = isNothing.test(value) ? value : outwardCode(`standIn${i}`, type, cells.variable);
    return [
      `const standIn${i} = ${value};`,
      `const assumed${i} = frozen({ fact: ${literal(path)}, value: ${told} });`,
    ];
  }),
  '',
];

/** What is told as it is: no value, or an empty list. */
const isNothing = /^\(*(?:null|\[\])\)*$/;
