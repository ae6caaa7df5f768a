import { LineCounter, type Document } from 'yaml';

/** One file of an edition, parsed where it is YAML. */
export interface Source {
  /** As diagnostics name it: with the folder, where one was given. */
  readonly name: string;
  /** Its name inside the edition's folder. */
  readonly file: string;
  readonly text: string;
  /** `undefined` where it is not YAML, or not whole. */
  readonly document: Document.Parsed | undefined;
  /** What the YAML says; `undefined` likewise. */
  readonly value: unknown;
  /** Line and column of an offset, from 1. */
  readonly position: (offset: number) => { readonly line: number; readonly column: number };
}

/** A file that is not YAML, or is missing. */
export const plainSource = (name: string, file: string, text: string): Source => {
  const lines = new LineCounter();
  for (let start = 0; start !== -1 && start <= text.length;) {
    lines.addNewLine(start);
    const end = text.indexOf('\n', start);
    start = end === -1 ? -1 : end + 1;
  }
  return { name, file, text, document: undefined, value: undefined, position: positionIn(lines) };
};

/** Lines and columns by a counter of lines. */
export const positionIn =
  (lines: LineCounter): Source['position'] =>
  (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
