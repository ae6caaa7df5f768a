/** Texts, names and comments of a query, as this project writes them. */
const parts = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*/g;

/** A query of which each text and each name is written as an engine has it. */
export const inLiterals = (
  sql: string,
  text: (literal: string) => string,
  name: (literal: string) => string,
): string =>
  sql.replace(parts, (part) =>
    part.startsWith("'") ? text(part) : part.startsWith('"') ? name(part) : part,
  );

/** Where a backslash begins an escape. */
export const escaped = (literal: string): string => literal.replaceAll('\\', '\\\\');
