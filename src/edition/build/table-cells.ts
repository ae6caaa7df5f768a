import type { ExpressionResult, TypedExpression } from '../../language/syntax/expression.js';
import { parseExpression } from '../../language/syntax/parse-expression.js';
import { describeType, quoted } from '../../language/types/describe-type.js';
import { isMoney } from '../../language/money/money-types.js';
import { readMoneyText } from '../../language/money/money-text.js';
import { suggestion } from '../../language/nearest.js';
import { assignable } from '../../language/types/type-relations.js';
import type { Type } from '../../language/types/types.js';
import type { WrittenCell, WrittenTableRow } from '../read/table-rows.js';
import { readsBroken, type Typing } from './typing.js';

/**
 * Types the test of a cell, in FEEL's unary tests: `< 10`, `[1..5]`, `"a", "b"`, `not("a")`; `null` where any value will do, `undefined` where it
 * is wrong, which is reported. What may be absent is tested where it is there, unless the cell is `null`.
 */
export const typeTest = (
  cell: WrittenCell,
  name: string,
  input: TypedExpression,
  typing: Typing,
): TypedExpression | null | undefined => {
  const text = cell.text.trim();
  if (text === '-' || text === '') return null;
  if (readsBroken(text, typing.broken)) return undefined;
  const slip = slipIn(text, input.type);
  if (slip !== undefined) {
    tell(cell, typing, ...slip);
    return undefined;
  }
  if (text === 'null') return resultOf(cell, `${name} = null`, 0, typing, input.type);
  const negated = /^not\s*\((.*)\)$/s.exec(text)?.[1];
  const guard = input.type.nullable === true ? `${name} != null and ` : '';
  const before = negated === undefined ? `${guard}${name} in (` : `${guard}not(${name} in (`;
  const tests = bareWords(negated ?? text, input.type) ?? negated ?? text;
  const after = negated === undefined ? ')' : '))';
  return resultOf(cell, `${before}${tests}${after}`, before.length, typing, input.type);
};

/** Types an output; `undefined` where it is wrong, which is reported. */
export const typeOutput = (
  row: WrittenTableRow,
  column: string,
  type: Type,
  typing: Typing,
): TypedExpression | undefined => {
  const cell = row.cells.get(column);
  if (cell === undefined || readsBroken(cell.text, typing.broken)) return undefined;
  const slip = slipIn(cell.text, type);
  if (slip !== undefined) {
    tell(cell, typing, ...slip);
    return undefined;
  }
  const written = bareWords(cell.text, type) ?? writtenMoney(cell.text, type) ?? cell.text;
  const expression = resultOf(cell, written, 0, typing, type);
  if (expression === undefined || assignable(expression.type, type)) return expression;
  const message = `\`${column}\` must be ${describeType(type)}, and this is ${describeType(expression.type)}.`;
  if (isMoney(type) && /^\d+(\.\d+)?$/.test(cell.text.trim())) {
    tell(cell, typing, message, 'Write it with its currency, as in `EUR 29.00`.');
    return undefined;
  }
  const isBare = type.kind === 'percent' && /^-?\d+(\.\d+)?$/.test(cell.text);
  tell(cell, typing, message, isBare ? `Write \`${cell.text} %\`.` : 'Give an expression of that type.');
  return undefined;
};

/** Words of the list that a text may be may stand without quotes; `undefined` where these are none. */
const bareWords = (text: string, type: Type): string | undefined => {
  if (type.kind !== 'text' || type.values === undefined) return undefined;
  const { values } = type;
  const words = text.split(',').map((word) => word.trim());
  return words.every((word) => values.includes(word))
    ? words.map((word) => JSON.stringify(word)).join(', ')
    : undefined;
};

/** An amount may stand as people write it, `EUR 19.00`; `undefined` where this is none. */
const writtenMoney = (text: string, type: Type): string | undefined => {
  if (!isMoney(type)) return undefined;
  const read = readMoneyText(text.trim());
  return read.ok
    ? `{ minor: ${read.money.minor}, currency: ${JSON.stringify(read.money.currency)} }`
    : undefined;
};

/** `03. Okt`, `10-Mar`, `Mar 26`, `1.4.2026`: a figure or a range that a spreadsheet took for a date. A quotient such as `10 / hours` is none. */
const months =
  'jan|feb|mar|mär|apr|may|mai|jun|juni|jul|juli|aug|sep|sept|oct|okt|nov|dec|dez|fév|avr|aoû|déc|ene|abr|ago|dic';
const dateOfSpreadsheets = new RegExp(
  String.raw`^\d{1,2}[-. ]+(?:${months})\.?(?:[-. ]+\d{2,4})?$|^(?:${months})\.?[-. ]+\d{1,4}$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$`,
  'iu',
);

/** What is silently read as something else than it seems, and what to write: `0,5` would be 0 or 5. */
const slipIn = (text: string, type: Type): readonly [message: string, hint: string] | undefined => {
  if (/^[–—−]$/u.test(text))
    return ['This is a dash and no hyphen.', 'Write `-` where any value will do, or leave the cell empty.'];
  const amount =
    isMoney(type) && /^(?:[A-Z]{3}|[€$£¥])\s*[\d.,]+$|^[\d.,]+\s*(?:[A-Z]{3}|[€$£¥])$/u.test(text.trim());
  const money = amount ? readMoneyText(text.trim()) : undefined;
  if (money?.ok === false) return [`\`${text}\` is no amount of money.`, sentence(money.hint)];
  if (
    (type.kind === 'integer' || type.kind === 'number' || type.kind === 'percent') &&
    dateOfSpreadsheets.test(text)
  )
    return [
      `\`${text}\` is a date, as spreadsheets make of figures.`,
      'Write what stood there, such as `[3..10]`; open the file with all columns as text.',
    ];
  const isNumber = type.kind === 'integer' || type.kind === 'number';
  const range = /^(\d+)\s*(?:-|\.\.\.|…)\s*(\d+)$|^\[\s*(\d+)\s*\.\.\.\s*(\d+)\s*\]$/.exec(text);
  if (isNumber && range !== null) {
    const [, from = range[3] ?? '', to = range[4] ?? ''] = range;
    return [`\`${text}\` is no range.`, `From ${from} to ${to} is written \`[${from}..${to}]\`.`];
  }
  const thousands = /\b[1-9]\d{0,2}(?:\.\d{3})+\b/.exec(text)?.[0];
  if (type.kind === 'integer' && thousands !== undefined) {
    const digits = thousands.replaceAll('.', '');
    const meant = Number(thousands);
    return [
      `\`${thousands}\` may be meant as ${Number(digits).toLocaleString('en')}, and a point begins decimals.`,
      `Write \`${digits}\` for thousands${Number.isNaN(meant) ? '' : `, \`${meant}\` where that is meant`}.`,
    ];
  }
  const comma = /(\d+),(\d+)/.exec(text);
  if (isNumber && comma !== null)
    return [
      `\`${comma[0]}\` may be meant as one number or as two.`,
      `Write \`${comma[1] ?? ''}.${comma[2] ?? ''}\` for a decimal, \`${comma[1] ?? ''}, ${comma[2] ?? ''}\` with a space for two values.`,
    ];
  return undefined;
};

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** @param offset where the cell's own text begins in the source */
const resultOf = (
  cell: WrittenCell,
  source: string,
  offset: number,
  typing: Typing,
  type: Type,
): TypedExpression | undefined => {
  const result: ExpressionResult = parseExpression(source, typing.scope);
  if (result.ok) return result.expression;
  for (const { code, span, message, hint } of result.errors) {
    const inside = span.from >= offset && span.to - offset <= cell.text.length;
    const place = inside ? cell.part({ from: span.from - offset, to: span.to - offset }) : cell.place;
    typing.findings.report(code, place, { message, hint: hintFor(cell.text, code, type) ?? hint });
  }
  return undefined;
};

/** A word without quotes is read as a name. */
const hintFor = (text: string, code: string, type: Type): string | undefined => {
  if (code !== 'feel-unknown-name' || type.kind !== 'text') return undefined;
  const words = text.replace(/^not\s*\(|\)$/g, '');
  if (type.values === undefined) return `Write texts in double quotes: ${JSON.stringify(words)}.`;
  return suggestion(words, type.values, `It may be ${quoted(type.values)}.`);
};

const tell = (cell: WrittenCell, { findings }: Typing, message: string, hint: string): void => {
  findings.report('table-cell', cell.place, { message, hint });
};
