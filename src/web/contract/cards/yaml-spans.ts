/** A run of YAML text of one kind. */
export interface YamlSpan {
  readonly kind: 'key' | 'comment' | 'string' | 'plain';
  readonly text: string;
}

const token = /(#.*$)|("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|([\w.-]+)(?=:(?:\s|$))/g;

/** Cuts one line of YAML into keys, quoted strings, comments and the rest; for the eye only. */
export const yamlSpans = (line: string): readonly YamlSpan[] => {
  const spans: YamlSpan[] = [];
  let end = 0;
  for (const found of line.matchAll(token)) {
    const [text, comment, quoted] = found;
    // A `#` begins a comment only at the start of the line or after a space.
    if (comment !== undefined && found.index > 0 && line[found.index - 1] !== ' ') continue;
    if (found.index > end) spans.push({ kind: 'plain', text: line.slice(end, found.index) });
    spans.push({ kind: comment !== undefined ? 'comment' : quoted !== undefined ? 'string' : 'key', text });
    end = found.index + text.length;
  }
  if (end < line.length) spans.push({ kind: 'plain', text: line.slice(end) });
  return spans;
};
