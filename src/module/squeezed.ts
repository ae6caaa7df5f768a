/**
 * Generated source in fewer bytes: without comments, indentation and spaces that separate nothing, and with names of fields in quotes only where
 * they need them. Only for source that the product generates, which has no templates and no regular expressions.
 */
export const squeezed = (source: string): string =>
  source
    .replaceAll(parts, (part, field?: string, name?: string, text?: string) => {
      if (field !== undefined) return `?.${field}`;
      if (name !== undefined) return `${name}:`;
      if (text !== undefined) return text;
      return part.includes('\n') ? '\n' : '';
    })
    .trim();

/** In this order, what stays, in other words or none: a field that is read, one that is written, any other text, a comment, the end of a line, a space. */
const parts = new RegExp(
  [
    String.raw`\?\.\["([A-Za-z_$][\w$]*)"\]`,
    String.raw`(?<=[{,] )"([A-Za-z_$][\w$]*)": `,
    String.raw`("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`,
    String.raw`[ \t]*\/\/[^\n]*`,
    String.raw`[ \t]*\n\s*`,
    // Two signs would become one.
    String.raw`(?<![\w$+-]) | (?![\w$+-])`,
  ].join('|'),
  'g',
);
