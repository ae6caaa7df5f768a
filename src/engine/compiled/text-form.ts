import type { AnswerForm } from './answer-form.js';
import { wordBits } from './plans/bits.js';
import type { Design } from './module/design.js';
import {
  assumptionBitLines,
  manyAssumptionLines,
  type Lines,
  type Remembered,
} from './module/entry-source.js';
import { outwardTextCode } from './outward-text-code.js';
import { bitWords } from './module/rule-source.js';
import { comment, indent, literal } from './code/source-text.js';
import { fixed, joinText, type TextPart } from './text-parts.js';

const code = (source: string): TextPart => ({ kind: 'code', code: source });

const answer = (design: Design, start: readonly TextPart[], conflict: TextPart): string =>
  joinText([
    ...start,
    code('texts.rules'),
    code('values.text'),
    code('texts.readings'),
    code('assumed'),
    fixed(`],"conflict":`),
    conflict,
    fixed(`},"bits":[`),
    ...bitWords(design).flatMap((word, i) => [fixed(i === 0 ? '' : ','), code(word)]),
    fixed(']}'),
  ]);

/** The answer as JSON: `{ decision, bits }`. */
export const textForm: AnswerForm = {
  withBits: true,
  assumptions: (design) => [...assumptionTextLines(design), `const texts = textsOf(plan);`],
  noValues: `{ text: '' }`,
  addValue: (name, source, { type }, variable) => {
    const member = `${JSON.stringify(name)}:`;
    const start = `(values.text === '' ? ${literal(member)} : ${literal(`,${member}`)})`;
    return `values.text += ${start} + ${outwardTextCode(source, type, variable)};`;
  },
  discretion: `texts.discretion + scalarText(recommended) + (upTo === null ? '' : ',"upTo":' + dataText(upTo)) + texts.policy`,
  resolved: (design) => {
    const { effects, discretions } = design.slots;
    const told = effects.flatMap(({ declaration: { name, type } }, i) => [
      fixed(`${i === 0 ? '' : ','}${JSON.stringify(name)}:`),
      code(outwardTextCode(`e${i}`, type, design.cells.variable)),
    ]);
    const discretion = discretions.length === 0 ? fixed('null') : code(`(discretion ?? 'null')`);
    const start = [code('texts.start'), ...told, fixed(`},"discretion":`), discretion];
    return answer(design, start, fixed('null'));
  },
  unresolved: (design, conflict) =>
    answer(
      design,
      [
        fixed(
          `{"decision":{"decision":${JSON.stringify(design.ruleSet.decision)},"outcome":"unresolved","effects":{},"discretion":null`,
        ),
      ],
      code(`listText(${conflict}, scalarText)`),
    ),
};

/** What is remembered of the texts of what was left out. */
export const assumptionTextVariables: readonly Remembered[] = [
  { name: 'lastAssumptions', start: '-1' },
  { name: 'lastPieces', start: '[]' },
  { name: 'piecesByBits', start: 'new Map()' },
];

/** Sets `assumed` to the items of its JSON; what is the same for all facts is remembered by which facts were left out. */
const assumptionTextLines = (design: Design): Lines => {
  const { assumptions, cells } = design;
  if (assumptions.length > wordBits)
    return [...manyAssumptionLines(design, 'all'), `const assumed = dataText(all).slice(1, -1);`];
  const varying = assumptions.flatMap((assumption, i) =>
    assumption.isConstant ? [] : [{ ...assumption, i }],
  );
  return [
    ...assumptionBitLines(design),
    `let pieces = lastPieces;`,
    `if (assumptions !== lastAssumptions) {`,
    ...indent([
      `pieces = piecesByBits.get(assumptions);`,
      `if (pieces === undefined) {`,
      ...indent([
        `pieces = assumedPieces(assumedTexts, assumptions, assumedParameters);`,
        `if (piecesByBits.size >= 4096) piecesByBits.clear();`,
        `piecesByBits.set(assumptions, pieces);`,
      ]),
      `}`,
      `lastAssumptions = assumptions; lastPieces = pieces;`,
    ]),
    `}`,
    `let assumed = pieces[0];`,
    ...varying.map(({ i, path, value, type }, k) => {
      const item = joinText([
        fixed(`{"fact":${JSON.stringify(path)},"value":`),
        code(outwardTextCode(value, type, cells.variable)),
        fixed('}'),
        code(`pieces[${k + 1}]`),
      ]);
      return `if ((assumptions & ${1 << i}) !== 0) assumed += ${item}; ${comment(path)}`;
    }),
  ];
};

/** The texts of what is assumed alike for all facts. */
export const assumptionTextConstants = ({ assumptions }: Design): Lines => [
  `const assumedTexts = [${assumptions.map(({ isConstant }, i) => (isConstant ? `dataText(assumed${i})` : 'null')).join(', ')}];`,
];
