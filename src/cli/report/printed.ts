import type { Shell } from '../shell/command.js';
import type { Part, Verdict } from './markdown.js';

/** A shell that keeps what is printed, and prints it too. */
const keeping = (
  shell: Shell,
): { readonly shell: Shell; readonly out: () => string; readonly err: () => string } => {
  const kept = { out: '', err: '' };
  return {
    shell: {
      ...shell,
      // Colours and progress are for a terminal alone.
      isTerminal: false,
      untilStopped: shell.untilStopped,
      out: (text) => {
        kept.out += text;
        shell.out(text);
      },
      err: (text) => {
        kept.err += text;
        shell.err(text);
      },
    },
    out: () => kept.out,
    err: () => kept.err,
  };
};

/**
 * Runs a part of a report; whatever fails, it is told and the rest runs.
 * @param run resolves to what became of it
 * @param lineOf what came of it in a line, of what it printed
 */
export const printedPart = async (
  name: string,
  shell: Shell,
  run: (shell: Shell) => Promise<Verdict>,
  lineOf: (out: string) => string = lastLine,
): Promise<Part> => {
  const kept = keeping(shell);
  shell.out(`\n${name}\n`);
  try {
    const verdict = await run(kept.shell);
    // What is said beside it is progress, but where something is wrong.
    const text = verdict === 'failed' ? `${kept.out()}${kept.err()}` : kept.out();
    return { name, verdict, line: lineOf(kept.out()), text };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    shell.err(`${why}\n`);
    return { name, verdict: 'could not be run', line: why, text: kept.out() };
  }
};

/** The last line that is not empty. */
export const lastLine = (text: string): string => linesOf(text).at(-1) ?? '';

/** The lines that have what is looked for. */
export const linesWith =
  (sought: RegExp) =>
  (text: string): readonly string[] =>
    linesOf(text).filter((line) => sought.test(line));

/** The first line that has what is looked for, else the last one. */
export const lineWith =
  (sought: RegExp) =>
  (text: string): string =>
    linesWith(sought)(text)[0] ?? lastLine(text);

const linesOf = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
