import { withNeeds, type Cell, type Needs } from './cells.js';
import type { Design } from './design.js';
import { enterLine, type Lines } from './entry-source.js';
import { added } from './fact-code.js';
import type { Layout } from './layout.js';
import { outwardCode } from './outward-code.js';
import { comment, indent, literal, recordLiteral } from './source-text.js';

/** The function that tells every value that a trace shows: facts, definitions and the sides of each comparison. */
export const explanationLines = (design: Design, layout: Layout): Lines => {
  const { edition, ruleSet, facts, scope, comparisons, cells } = design;
  const needs: Needs = new Set();
  const read = new Set(ruleSet.reads.map((path) => path.split('.')[0]));
  const factFields = [...edition.facts.values()]
    .filter(({ name }) => read.has(name))
    .map(({ name, shape }): [string, string] => [
      name,
      outwardCode(added(facts.value([name], 'completed'), needs), shape.type, cells.variable),
    ]);
  const terms = ruleSet.definitions.map(({ term, is }) => {
    const cell = scope.definition(term);
    return cell === undefined ? 'null' : outwardCode(added(cell, needs), is.type, cells.variable);
  });
  const sides = comparisons.all().map(({ condition: { left, right } }) => {
    const told = (code: string, type: typeof left.type): string => {
      const name = cells.variable();
      return `((${name}) => ${outwardCode(name, type, cells.variable)})(${code})`;
    };
    const leftCode = told(scope.code(left, needs), left.type);
    if (right.kind === 'value') return `[${leftCode}, null]`;
    return `[${leftCode}, ${told(scope.code(right.expression, needs), right.expression.type)}]`;
  });
  const parts = layout.partsOf('explained');
  const computed: readonly Cell[] = withNeeds(needs);
  const body = [
    enterLine,
    ...parts.split('every value', parts.cells(computed)),
    `const told = ${recordLiteral(factFields)};`,
    `const terms = [];`,
    ...terms.map((code) => `terms.push(${code});`),
    `const sides = [];`,
    ...sides.map((code) => `sides.push(${code});`),
    `return { facts: told, terms, sides };`,
  ];
  return [
    ...parts.functions(),
    comment(`Tells what ${literal(ruleSet.decision)} read.`),
    `const explained = (facts, asOf) => {`,
    ...indent(body),
    `};`,
  ];
};
