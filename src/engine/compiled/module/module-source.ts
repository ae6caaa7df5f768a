import { dataForm, type AnswerForm } from '../answer-form.js';
import {
  assumptionVariables,
  constraintLines,
  enterLine,
  parameterLines,
  runtimeLines,
  type Lines,
} from './entry-source.js';
import { givenLines, refusalLines, refusalVariables } from './given-source.js';
import type { Cell } from '../code/cells.js';
import { conclusionLines } from './conclusion-source.js';
import type { Design } from './design.js';
import { makeLayout, type Layout } from './layout.js';
import { outwardCode } from '../code/outward-code.js';
import { firedLines, sharedRuleVariables } from './rule-source.js';
import { titleOf } from '../runtime.js';
import { assumptionTextConstants, assumptionTextVariables, textForm } from '../text-form.js';
import { comment, indent, literal } from '../code/source-text.js';

/**
 * The source of one decision's module: the body of a function of `runtime` that gives `{ decide, traced, contradictions }`. `decide`
 * answers; `traced` also records a bit for each comparison; `contradictions` only tries the constraints.
 */
export const moduleSource = (design: Design): string => {
  const { edition, ruleSet } = design;
  const layout = makeLayout(design);
  const decide = decisionLines(design, layout, 'decide', dataForm(false));
  const traced = decisionLines(design, layout, 'traced', dataForm(true));
  const contradictions = contradictionLines(design, layout);
  return [
    comment(titleOf(edition, ruleSet)),
    comment(ruleSet.question),
    `'use strict';`,
    ...runtimeLines,
    '',
    ...parameterLines(design, assumptionVariables),
    ...constantLines(design),
    ...sharedRuleVariables(design, layout),
    ...refusalVariables(design),
    ...layout.declarations(),
    ...decide,
    '',
    ...traced,
    '',
    ...contradictions,
    '',
    `return { decide, traced, contradictions };`,
    '',
  ].join('\n');
};

/** A function that decides and answers in some form. */
const decisionLines = (design: Design, layout: Layout, name: string, form: AnswerForm): Lines => {
  const part = layout.partsOf(name);
  const body = [
    enterLine,
    ...givenLines(design, layout),
    ...part.split('facts', part.cells(withoutGiven(design.first))),
    ...refusalLines(design),
    ...part.split('terms', part.cells(withoutGiven(design.second))),
    ...firedLines(design, part, form.withBits),
    ...form.assumptions(design),
    ...conclusionLines(design, part, form),
  ];
  return [
    ...part.functions(),
    comment(form.withBits ? 'Decides, and records a bit for each comparison.' : 'Decides.'),
    `const ${name} = (facts, asOf) => {`,
    ...indent(body),
    `};`,
  ];
};

/**
 * The source of the module that decides in JSON: the body of a function of `runtime`, which has the `contradictions` of the other module, that
 * gives `tracedText`: the text of what `traced` gives, without the data. It is apart, since most processes want the data.
 */
export const textModuleSource = (design: Design): string => {
  const layout = makeLayout(design);
  const text = decisionLines(design, layout, 'tracedText', textForm);
  return [
    comment(`In JSON: ${titleOf(design.edition, design.ruleSet)}`),
    `'use strict';`,
    ...runtimeLines,
    `const { contradictions } = runtime;`,
    '',
    ...parameterLines(design, assumptionTextVariables),
    ...constantLines(design),
    ...assumptionTextConstants(design),
    ...sharedRuleVariables(design, layout),
    ...refusalVariables(design),
    ...layout.declarations(),
    ...text,
    '',
    `return { tracedText };`,
    '',
  ].join('\n');
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

const constantLines = ({ constraints, assumptions, slots, cells }: Design): Lines => [
  ...constraints.map(({ error }, i) => `const error${i} = Object.freeze(${literal({ ...error })});`),
  ...assumptions.flatMap(({ isConstant, path, value, type }, i) => {
    if (!isConstant) return [];
    const told = outwardCode(`standIn${i}`, type, cells.variable);
    return [
      `const standIn${i} = ${value};`,
      `const assumed${i} = frozen({ fact: ${literal(path)}, value: ${told} });`,
    ];
  }),
  ...slots.effects.flatMap(({ declaration: { merge } }, i) =>
    merge.kind === 'strongest' ? [`const order${i} = Object.freeze(${literal([...merge.order])});`] : [],
  ),
  '',
];
