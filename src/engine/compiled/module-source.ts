import { assumptionLines, constraintLines, enterLine, type Lines } from './entry-source.js';
import { givenLines, refusalLines, refusalVariables } from './given-source.js';
import type { Cell } from './cells.js';
import { conclusionLines } from './conclusion-source.js';
import type { Design } from './design.js';
import { explanationLines } from './explanation-source.js';
import { makeLayout, type Layout } from './layout.js';
import { outwardCode } from './outward-code.js';
import { firedLines, sharedRuleVariables } from './rule-source.js';
import { titleOf } from './runtime.js';
import { comment, indent, literal } from './source-text.js';

/**
 * The source of one decision's module: the body of a function of `runtime` that gives `{ decide, traced, explained,
 * contradictions }`. `decide` answers; `traced` also records a bit for each comparison; `explained` tells every value for a trace;
 * `contradictions` only tries the constraints.
 */
export const moduleSource = (design: Design): string => {
  const { edition, ruleSet } = design;
  const layout = makeLayout(design);
  const decide = decisionLines(design, layout, false);
  const traced = decisionLines(design, layout, true);
  const explained = explanationLines(design, layout);
  const contradictions = contradictionLines(design, layout);
  return [
    comment(titleOf(edition, ruleSet)),
    comment(ruleSet.question),
    `'use strict';`,
    `const { plans, inForce, functions } = runtime;`,
    `const { divide, modulo, addMonths, instantOf, instantText, sameValue, strongest } = functions;`,
    `const { own, itemOf, sumOf, distinctOf, joined, numberOf, recommendation } = functions;`,
    '',
    ...parameterLines(design),
    ...constantLines(design),
    ...sharedRuleVariables(design, layout),
    ...refusalVariables(design),
    ...layout.declarations(),
    ...decide,
    '',
    ...traced,
    '',
    ...explained,
    '',
    ...contradictions,
    '',
    `return { decide, traced, explained, contradictions };`,
    '',
  ].join('\n');
};

/** The function that decides, with or without the bits. */
const decisionLines = (design: Design, layout: Layout, withBits: boolean): Lines => {
  const name = withBits ? 'traced' : 'decide';
  const part = layout.partsOf(name);
  const body = [
    enterLine,
    ...givenLines(design, layout),
    ...part.split('facts', part.cells(withoutGiven(design.first))),
    ...refusalLines(design),
    ...part.split('terms', part.cells(withoutGiven(design.second))),
    ...firedLines(design, part, withBits),
    ...assumptionLines(design),
    ...conclusionLines(design, part, withBits),
  ];
  return [
    ...part.functions(),
    comment(withBits ? 'Decides, and records a bit for each comparison.' : 'Decides.'),
    `const ${name} = (facts, asOf) => {`,
    ...indent(body),
    `};`,
  ];
};

/** What `givenLines` has not read. */
const withoutGiven = (cells: readonly Cell[]): readonly Cell[] => cells.filter(({ fact }) => fact === null);

/** The function that only tries the constraints, on facts of which some are missing. */
const contradictionLines = (design: Design, layout: Layout): Lines => {
  const part = layout.partsOf('contradictions');
  const body = [
    ...part.split('facts', part.cells(design.constrained)),
    ...constraintLines(design),
    `return ${design.constraints.length === 0 ? '[]' : 'wrong ?? []'};`,
  ];
  return [
    ...part.functions(),
    comment('Tries the constraints alone.'),
    `const contradictions = (facts, asOf) => {`,
    ...indent(body),
    `};`,
  ];
};

/** Parameters change only where another dated value comes into force. */
const parameterLines = ({ scope, ruleSet }: Design): Lines => {
  const reads = scope.parameterReads();
  return [
    comment('Parameters in force, and the span of asOf in which they are.'),
    `let validFrom = Infinity, validUntil = -Infinity, assumedParameters = [];`,
    ...reads.map(({ name, about }) => `let ${name} = null; ${comment(about)}`),
    `let lastAssumptions = -1, lastAssumed = [], assumedByBits = new Map();`,
    `const enter = (asOf) => {`,
    ...indent([
      `const { from, until, values, sinces, assumed } = inForce(asOf);`,
      `validFrom = from; validUntil = until; assumedParameters = assumed;`,
      `lastAssumptions = -1; assumedByBits = new Map();`,
      ...reads.map(({ name, code }) => `${name} = ${code};`),
    ]),
    `};`,
    comment(`Parameters: ${ruleSet.parameters.map(({ name }) => name).join(', ') || 'none'}`),
    '',
  ];
};

const constantLines = ({ constraints, assumptions, slots, cells }: Design): Lines => [
  ...constraints.map(({ error }, i) => `const error${i} = Object.freeze(${literal({ ...error })});`),
  ...assumptions.flatMap(({ isConstant, path, value, type }, i) => {
    if (!isConstant) return [];
    const told = outwardCode(`standIn${i}`, type, cells.variable);
    return [
      `const standIn${i} = ${value};`,
      `const assumed${i} = Object.freeze({ fact: ${literal(path)}, value: ${told} });`,
    ];
  }),
  ...slots.effects.flatMap(({ declaration: { merge } }, i) =>
    merge.kind === 'strongest' ? [`const order${i} = Object.freeze(${literal([...merge.order])});`] : [],
  ),
  '',
];
