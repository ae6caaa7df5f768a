/** A Markdown table. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** A name or an expression as code, whatever is in it. */
export const quoted = (code: string): string => {
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map(({ length }) => length));
  if (longest === 0) return `\`${code}\``;
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${code} ${fence}`;
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
