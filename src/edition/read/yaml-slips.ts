import type { Remark } from './diagnostic.js';

/** What was probably meant where YAML cannot be read, and where that stands: half-open offsets in UTF-16 units. */
export interface YamlSlip extends Remark {
  readonly from: number;
  readonly to: number;
}

/** A line of a text, and where it begins. */
interface Line {
  readonly text: string;
  readonly from: number;
}

/**
 * The slip for which a YAML file could not be read, told by the line in which the parser stopped; `undefined` where it is none of those that people
 * make often.
 * @param at where the parser stopped
 * @param said what the parser says
 */
export const yamlSlip = (text: string, at: number, said: string): YamlSlip | undefined => {
  const line = lineAt(text, at);
  return (
    unclosed(text, at, said) ??
    secondDocument(line, said) ??
    slips.map((slip) => slip(line)).find((one) => one !== undefined) ??
    misplaced(text, line, said)
  );
};

const unreadable = 'The YAML cannot be read: ';

/** The line of an offset; where that is blank, the next one that is not. */
const lineAt = (text: string, at: number): Line => {
  let from = text.lastIndexOf('\n', at - 1) + 1;
  for (;;) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end === -1 ? undefined : end).replace(/\r$/, '');
    if (line.trim() !== '' || end === -1) return { text: line, from };
    from = end + 1;
  }
};

const slipAt = ({ from }: Line, index: number, length: number, what: string, hint: string): YamlSlip => ({
  from: from + index,
  to: from + index + Math.max(1, length),
  message: `${unreadable}${what}`,
  hint,
});

/** A line that begins in no column in which one above it begins, or one key among items of a list. */
const misplaced = (text: string, line: Line, said: string): YamlSlip | undefined => {
  if (!/same column|Sequence item without/.test(said)) return undefined;
  const before = text
    .slice(0, line.from)
    .split('\n')
    .filter((one) => one.trim() !== '');
  const indentOf = (one: string): number => one.length - one.trimStart().length;
  const own = indentOf(line.text);
  const above = before.findLast((one) => indentOf(one) <= own);
  const nearest = before.at(-1);
  if (above === undefined || nearest === undefined) return undefined;
  const isItem = (one: string): boolean => one.trimStart().startsWith('- ');
  if (indentOf(above) === own && isItem(above) !== isItem(line.text))
    return slipAt(
      line,
      own,
      line.text.trimStart().length,
      `this line is ${isItem(above) ? 'no item of a list, and those above it are' : 'an item of a list, and those above it are keys'}.`,
      isItem(above)
        ? 'Begin it with `- `, or take `- ` out above where keys are meant.'
        : 'Take `- ` out, or begin those above with it.',
    );
  const wanted = indentOf(nearest);
  return wanted === own
    ? undefined
    : slipAt(
        line,
        own,
        line.text.trimStart().length,
        `this line begins in column ${own + 1}, the one above it in column ${wanted + 1}.`,
        'Begin keys that belong together in one column: indent this line as those beside it.',
      );
};

const secondDocument = (line: Line, said: string): YamlSlip | undefined =>
  said.includes('multiple documents')
    ? slipAt(
        line,
        0,
        line.text.length,
        'a line `---` begins a second document.',
        'Take it out: a file is one document.',
      )
    : undefined;

const strangeSpace = /[\u00a0\u2007\u202f\u3000\ufeff]/;
const openings = '‘’‚“”„«»';

const slips: readonly ((line: Line) => YamlSlip | undefined)[] = [
  (line) => {
    const index = line.text.search(strangeSpace);
    return index === -1
      ? undefined
      : slipAt(
          line,
          index,
          1,
          'this space is one that does not break (NBSP).',
          'Write a plain space in its place; such ones come with text that is copied from a page or a word processor.',
        );
  },
  (line) => {
    const [indent = ''] = /^\s*/.exec(line.text) ?? [];
    const index = indent.indexOf('\t');
    return index === -1
      ? undefined
      : slipAt(
          line,
          index,
          1,
          'this line is indented with a tab.',
          'Indent with spaces: two for each level.',
        );
  },
  (line) => {
    const found = new RegExp(`(?:: |- |\\[|, |\\{ ?)([${openings}])`).exec(line.text);
    if (found === null) return undefined;
    return slipAt(
      line,
      found.index + found[0].length - 1,
      1,
      `\`${found[1] ?? ''}\` is a quote of printed text.`,
      `Quotes of YAML are straight: \`'\` or \`"\`.`,
    );
  },
  (line) => {
    const [, indent = '', rest = ''] = /^(\s*)-([^\s-].*)$/.exec(line.text) ?? [];
    return rest === ''
      ? undefined
      : slipAt(line, indent.length, 1, 'no space follows this dash.', `Write \`- ${shortened(rest)}\`.`);
  },
  (line) => {
    const [, before = '', key = '', value = ''] =
      /^(\s*(?:- )?)([A-Za-z][\w-]*):([^\s:].*)$/.exec(line.text) ?? [];
    return key === ''
      ? undefined
      : slipAt(
          line,
          before.length,
          key.length + 1,
          'no space follows this colon.',
          `Write \`${key}: ${shortened(value)}\`.`,
        );
  },
  (line) => {
    const [, before = '', key = '', value = ''] =
      /^(\s*(?:- )?)([A-Za-z][\w-]*) +([^:]+)$/.exec(line.text) ?? [];
    return key === ''
      ? undefined
      : slipAt(
          line,
          before.length,
          key.length,
          `\`${key}\` has no colon.`,
          `Write \`${key}: ${shortened(value)}\`.`,
        );
  },
  (line) => {
    const [, before = '', quote = '', inside = '', rest = ''] =
      /^(.*?: )(['"])(.*?)\2(?!\2)(?=\s*[^\s,}\]#])(.*)$/.exec(line.text) ?? [];
    return rest === ''
      ? undefined
      : slipAt(
          line,
          before.length + inside.length + 1,
          1,
          `this quote ends the text, and more follows.`,
          quote === "'"
            ? "A quote inside quotes is written twice: `''`."
            : 'A quote inside quotes is written `\\"`.',
        );
  },
  (line) => {
    const [, before = '', value = ''] = /^(\s*(?:- )?[\w.-]+: )([^'"[{|>&*!].*)$/.exec(line.text) ?? [];
    const colon = value.search(/:(?: |$)/);
    return colon === -1
      ? undefined
      : slipAt(
          line,
          before.length + colon,
          1,
          'this colon begins another key.',
          `Put text with a colon in quotes: \`${before.trim()} '${shortened(value)}'\`.`,
        );
  },
];

const shortened = (text: string): string => {
  const trimmed = text.trim();
  return trimmed.length > 40 ? `${trimmed.slice(0, 39)}…` : trimmed;
};

/** The bracket that is never closed, where the parser missed one. */
const unclosed = (text: string, at: number, said: string): YamlSlip | undefined => {
  if (!/must be sufficiently indented and end with a|Flow (?:map|sequence)|Expected flow/.test(said))
    return undefined;
  const open: { readonly mark: string; readonly index: number }[] = [];
  let quote = '';
  for (const [index, mark] of Array.from(text.slice(0, at)).entries()) {
    const before = text[index - 1] ?? '\n';
    if (quote !== '') quote = mark === quote ? '' : quote;
    else if ((mark === "'" || mark === '"') && /[\s[{,(]/.test(before)) quote = mark;
    else if ((mark === '[' || mark === '{') && (open.length > 0 || /[\s[{,]/.test(before)))
      open.push({ mark, index });
    else if (mark === ']' || mark === '}') open.pop();
  }
  const last = open.at(-1);
  return last === undefined
    ? undefined
    : {
        from: last.index,
        to: last.index + 1,
        message: `${unreadable}this \`${last.mark}\` is never closed.`,
        hint: `Close it with \`${last.mark === '[' ? ']' : '}'}\`.`,
      };
};
