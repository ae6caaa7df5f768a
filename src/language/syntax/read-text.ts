/**
 * The text that a FEEL string literal stands for (DMN 1.5, section 10.3.1.2: `\"`, `\\`, `\n`, `\r`, `\t`, `\uXXXX`,
 * `\UXXXXXX`); a backslash before anything else stands for itself.
 */
export const readText = (literal: string): string =>
  literal
    .slice(1, -1)
    .replace(
      /\\(?:(["\\nrt])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6}))/g,
      (whole: string, simple?: string, four?: string, six?: string) => {
        if (simple !== undefined) return simpleEscapes[simple] ?? simple;
        const codePoint = parseInt(four ?? six ?? '', 16);
        return codePoint > 0x10ffff ? whole : String.fromCodePoint(codePoint);
      },
    );

/**
 * A FEEL string literal for a text, with every character outside printable ASCII as six hexadecimal digits, which
 * feelin reads as one character whatever follows.
 */
export const writeText = (text: string): string => {
  const escaped = text.replace(/["\\]/g, '\\$&').replace(/[^ -~]/gu, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    return `\\u${codePoint.toString(16).padStart(6, '0')}`;
  });
  return `"${escaped}"`;
};

const simpleEscapes: Readonly<Partial<Record<string, string>>> = { n: '\n', r: '\r', t: '\t' };
