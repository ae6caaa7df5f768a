import type { SyntaxNode, Tree } from '@lezer/common';
import type { ExpressionError } from './expression.js';

/** Everything in a source that is no FEEL, in its order, each place once; the first alone where one slip of the pen explains them all. */
export const syntaxErrors = (tree: Tree, source: string): readonly ExpressionError[] => {
  const errors: ExpressionError[] = [];
  tree.iterate({
    enter: (ref) => {
      if (!ref.type.isError) return true;
      const reported = errors.at(-1);
      if (reported === undefined || ref.from > reported.span.to) errors.push(errorAt(ref.node, source));
      return false;
    },
  });
  return slipHint(source) === undefined ? errors : errors.slice(0, 1);
};

const errorAt = (node: SyntaxNode, source: string): ExpressionError => {
  const { from } = node;
  const to = node.to > from ? node.to : Math.min(from + 1, source.length);
  const found = source.slice(from, to).trim();
  const span = { from, to };
  const hint = slipHint(source) ?? 'Complete it, or take it out.';
  if (source.trim() === '')
    return { code: 'feel-syntax', span, message: 'The expression is empty.', hint: 'Write an expression.' };
  return found === ''
    ? { code: 'feel-syntax', span, message: 'The expression ends too early.', hint }
    : { code: 'feel-syntax', span, message: `\`${found}\` is not expected here.`, hint };
};

/** What to write in place of a slip that is common in a source; `undefined` where there is none. */
export const slipHint = (source: string): string | undefined => {
  const withoutTexts = source.replace(/"(?:\\.|[^"\\])*"/gs, '""');
  return slips.find(({ sign }) => sign.test(withoutTexts))?.hint ?? bracketHint(withoutTexts);
};

/** Which bracket is missing, where one kind does not come in pairs. */
const bracketHint = (source: string): string | undefined => {
  for (const [opens, closes] of ['()', '[]', '{}']) {
    const more = source.split(opens ?? '').length - source.split(closes ?? '').length;
    if (more > 0) return `A \`${closes ?? ''}\` is missing.`;
    if (more < 0) return `A \`${opens ?? ''}\` is missing, or a \`${closes ?? ''}\` is too many.`;
  }
  return undefined;
};

/** What other languages write, and what FEEL writes instead. */
const slips: readonly { readonly sign: RegExp; readonly hint: string }[] = [
  {
    sign: /#(?:REF|VALUE|NAME|DIV\/0|N\/A|NUM|NULL)/,
    hint: 'A formula of the spreadsheet came to nothing here: write its value.',
  },
  { sign: /≥|=>/u, hint: 'At least is written `>=`.' },
  { sign: /≤|=</u, hint: 'At most is written `<=`.' },
  { sign: /≠|<>/u, hint: 'Another value is asked for with `!=`.' },
  {
    sign: /\d\s*(?:[–—]|\.\.\.|…|\bto\b)\s*\d|[[(]\s*\d+\s*;/u,
    hint: 'From one number to another is written `[3..10]`.',
  },
  { sign: /[\w)\]}"%]\s*;/, hint: 'Arguments are separated by commas.' },
  {
    sign: /\b[A-Z]{3} \d|\d (?:EUR|USD|GBP|CHF)\b|[€$£¥]/u,
    hint: 'Money is `{ minor: 1900, currency: "EUR" }` for EUR 19.00, in whole minor units.',
  },
  {
    sign: /\d\s*(?:milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b/,
    hint: 'A length of time is `duration("P30D")`, `duration("PT2H30M")` or, of calendar months, `duration("P1M")`.',
  },
  {
    sign: /(?<![\w.])\d{1,2}:\d{2}(?!\w)/,
    hint: 'A time of day is `time("08:00:00")`, an instant `date and time("2026-08-15T08:00:00Z")`.',
  },
  { sign: /==/, hint: 'Equality is written `=`.' },
  { sign: /&&/, hint: 'Write `and` for `&&`.' },
  { sign: /\|\|/, hint: 'Write `or` for `||`.' },
  { sign: /!(?!=)/, hint: 'Write `not(…)` for `!`.' },
  { sign: /'/, hint: 'Texts stand in double quotes.' },
  { sign: /[“”„‟«»]/u, hint: 'Texts stand in straight double quotes: `"…"`.' },
  { sign: /(?<![([{,\d.]\s*)\b\d+,\d/, hint: 'A decimal point is written `.`: `0.55`.' },
  { sign: /[a-z]\w*\s+at\s+[a-z]/, hint: 'A figure at another time is `figure at(vat, order.placedAt)`.' },
  {
    sign: /\brequire\s+[a-z]/,
    hint: 'A value that must be there is `require(x, "what is said where it is absent")`.',
  },
  { sign: /\blet\b/, hint: 'A local name stands under `with` of the definition.' },
  { sign: /\bif\b(?!.*\belse\b)/s, hint: 'An `if` needs its `then` and its `else`.' },
];
