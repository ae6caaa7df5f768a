import { withNeeds } from '../code/cells.js';
import type { Design } from './design.js';
import { enterLine, parameterLines, runtimeLines, type Lines } from './entry-source.js';
import { chunks, makeLayout, type Layout } from './layout.js';
import { titleOf } from '../runtime.js';
import { comment, indent } from '../code/source-text.js';
import { toldDefinitions, toldFacts, toldRule } from '../told-trace.js';
import { makeToldSource } from '../told-source.js';
import type { Told } from '../told.js';

/**
 * The source of the module that explains a decision: the body of a function of `runtime` that gives `{ explained, explainedText }`. Both
 * take what was decided with its bits; one gives the trace as data, the other as JSON. It is apart from the module that decides, since most
 * processes explain nothing.
 */
export const explanationSource = (design: Design): string => {
  const { edition, ruleSet } = design;
  const layout = makeLayout(design);
  const data = explanationLines(design, layout, 'data');
  const text = explanationLines(design, layout, 'text');
  return [
    comment(`Explains ${titleOf(edition, ruleSet)}`),
    `'use strict';`,
    ...runtimeLines,
    '',
    ...parameterLines(design, []),
    ...data.constants,
    '',
    ...layout.declarations(),
    ...data.lines,
    '',
    ...text.lines,
    '',
    `return { explained, explainedText };`,
    '',
  ].join('\n');
};

/** Rules and definitions per function in a wide layout. */
const itemsPerFunction = 32;

const explanationLines = (
  design: Design,
  layout: Layout,
  form: 'data' | 'text',
): { readonly lines: Lines; readonly constants: Lines } => {
  const name = form === 'data' ? 'explained' : 'explainedText';
  const parts = layout.partsOf(name);
  const told = makeToldSource(design.cells);
  const write = told[form];
  const filled = (target: string, all: readonly Told[]): Lines => [
    `const ${target} = ${form === 'data' ? '[]' : `{ text: '' }`};`,
    ...chunks(all, itemsPerFunction).flatMap((some, chunk) => {
      const adding =
        form === 'data'
          ? some.map((one) => `${target}.push(${told.data(one)});`)
          : some.map((one, i) => `${target}.text += ${told.texts([one], chunk * itemsPerFunction + i)};`);
      return parts.apart(target, adding, [target, 'bits', 'places']);
    }),
  ];
  const facts = write(toldFacts(design));
  const asOf = write({
    kind: 'value',
    code: () => 'asOf',
    type: { kind: 'instant' },
  });
  const body = [
    `const places = placesOf(decision);`,
    ...filled('definitions', toldDefinitions(design)),
    ...filled(
      'rules',
      design.ruleSet.rules.map((rule, place) => toldRule(design, rule, place)),
    ),
    form === 'data'
      ? `return { decision, asOf: ${asOf}, facts: ${facts}, parameters: toldParameters, definitions, rules };`
      : `return '{"decision":' + decisionText(decision) + ',"asOf":' + ${asOf} + ',"facts":' + ${facts} + ',"parameters":' + parametersText(toldParameters) + ',"definitions":[' + definitions.text + '],"rules":[' + rules.text + ']}';`,
  ];
  const lines = [enterLine, ...parts.split('every value', parts.cells(withNeeds(told.needs))), ...body];
  return {
    lines: [
      ...parts.functions(),
      comment(form === 'data' ? 'Explains as data.' : 'Explains as JSON, the text of that data.'),
      `const ${name} = (facts, asOf, decision, bits) => {`,
      ...indent(lines),
      `};`,
    ],
    constants: told.constants(),
  };
};
