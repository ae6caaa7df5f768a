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
  withRuntime,
} from './entry-source.js';
import { makeLayout, type Layout, type Lines } from './layout.js';
import { firedLines, firedVariable } from './rule-source.js';

/**
 * The source of one decision's module: the body of a function of `runtime` that gives `{ decide, contradictions, explained }`. `decide`
 * answers; `contradictions` only tries the constraints; `explained` gives the values that a trace tells.
 * @param isTraced whether `explained` is among them
 */
export const moduleSource = (design: Design, isTraced = true): string => {
  const { edition, ruleSet } = design;
  const layout = makeLayout(design);
  const functions = [
    ...functionLines(
      'Decides; or only tries the constraints, on facts of which some may be missing.',
      'decide = (facts, asOf, kept, invalid, isOnlyTried = false)',
      decideLines(design, layout),
    ),
    `const contradictions = (facts, asOf) => decide(facts, asOf, null, [], true).errors;`,
    '',
    ...(isTraced
      ? functionLines(
          'The values of a trace.',
          'explained = (facts, asOf, invalid)',
          explainedLines(design, layout),
        )
      : []),
  ];
  return [
    comment(titleOf(edition, ruleSet)),
    comment(ruleSet.question),
    `'use strict';`,
    ...withRuntime([
      '',
      ...parameterLines(design),
      ...constantLines(design),
      firedVariable(design),
      invalidVariable,
      ...conclusionVariables,
      ...layout.declarations(),
      '',
      ...functions,
      `return { decide, contradictions${isTraced ? ', explained' : ''} };`,
    ]),
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
  `if (wrong !== null || isOnlyTried) return { code: 'invalid-facts', errors: wrong ?? [] };`,
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
