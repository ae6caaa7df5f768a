import { comment, indent, literal, recordLiteral } from '../code/source-text.js';
import { titleOf } from '../runtime.js';
import { conclusionLines, conclusionVariables } from './conclusion-source.js';
import type { Design } from './design.js';
import {
  assumptionLines,
  constantLines,
  constraintLines,
  enterLine,
  invalidLine,
  invalidVariable,
  parameterLines,
  runtimeLines,
} from './entry-source.js';
import { makeLayout, type Layout, type Lines } from './layout.js';
import { firedLines, firedVariable } from './rule-source.js';

/**
 * The source of one decision's module: the body of a function of `runtime` that gives `{ decide, explained, contradictions }`. `decide`
 * answers; `explained` gives the values that a trace tells; `contradictions` only tries the constraints.
 */
export const moduleSource = (design: Design): string => {
  const { edition, ruleSet } = design;
  const layout = makeLayout(design);
  const functions = [
    ...functionLines('Decides.', 'decide = (facts, asOf, kept, invalid)', decideLines(design, layout)),
    ...functionLines(
      'The values of a trace.',
      'explained = (facts, asOf, invalid)',
      explainedLines(design, layout),
    ),
    ...functionLines(
      'Tries the constraints alone, on facts of which some may be missing.',
      'contradictions = (facts, asOf)',
      [...layout.compute('facts', design.first), ...constraintLines(design), `return wrong ?? [];`],
    ),
  ];
  return [
    comment(titleOf(edition, ruleSet)),
    comment(ruleSet.question),
    `'use strict';`,
    ...runtimeLines,
    '',
    ...parameterLines(design),
    ...constantLines(design),
    firedVariable(design),
    invalidVariable,
    ...conclusionVariables,
    ...layout.declarations(),
    '',
    ...functions,
    `return { decide, explained, contradictions };`,
    '',
  ].join('\n');
};

const functionLines = (about: string, head: string, body: Lines): Lines => [
  comment(about),
  `const ${head} => {`,
  ...indent(body),
  `};`,
  '',
];

const decideLines = (design: Design, layout: Layout): Lines => [
  enterLine,
  invalidLine,
  ...layout.compute('facts', design.first),
  ...constraintLines(design),
  `if (wrong !== null) return { code: 'invalid-facts', errors: wrong };`,
  ...layout.compute('terms', design.second),
  ...firedLines(design, layout),
  ...assumptionLines(design),
  ...conclusionLines(design, layout),
];

const explainedLines = (design: Design, layout: Layout): Lines => {
  const { first, second, third, told, ruleSet, scope, comparisons, slots } = design;
  const definitions = ruleSet.definitions.map(
    ({ term }, i) => `definitions[${i}] = ${scope.definition(term)?.name ?? 'null'};`,
  );
  const compared = comparisons
    .all()
    .map(({ index, left, right, code }) => `compared[${index}] = [${left}, ${right}, ${code}];`);
  return [
    enterLine,
    invalidLine,
    ...layout.compute('every value', [...first, ...second, ...third]),
    `const definitions = [], compared = [], rows = new Map();`,
    ...layout.split('definitions', definitions, ['definitions']),
    ...layout.split(
      'rows',
      slots.tables.map(({ term, code }) => `rows.set(${literal(term)}, ${code});`),
      ['rows'],
    ),
    ...layout.split('comparisons', compared, ['compared']),
    `return { facts: ${recordLiteral(told.map(([name, cell]) => [name, cell.name]))}, definitions, compared, rows };`,
  ];
};
