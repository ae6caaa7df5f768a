import type { Edition } from '../../edition/model/edition.js';
import type { Position } from '../../edition/model/declarations.js';
import type { SourceExcerpt } from '../../wire/book/contract.js';

/** The item of a YAML list or map that begins at a position: its line, and those below it that are indented further. */
export const sourceExcerpt = (edition: Edition, { file, line }: Position): SourceExcerpt => {
  const lines = (edition.files.get(file) ?? '').split('\n');
  const first = lines[line - 1] ?? '';
  const indent = indentOf(first);
  const rest = lines.slice(line);
  const end = rest.findIndex((text) => text.trim() !== '' && indentOf(text) <= indent);
  const item = [first, ...(end === -1 ? rest : rest.slice(0, end))];
  return {
    file,
    line,
    text: item
      .map((text) => text.slice(indent))
      .join('\n')
      .trimEnd(),
  };
};

const indentOf = (text: string): number => text.length - text.trimStart().length;
