import type { Term } from './term.js';

/**
 * Of the lines of a formula those that a term is made of, and those assertions that speak of no unknowns but its own. With fewer assertions more
 * cases are possible than there are: what is impossible among them is impossible, and easier to prove.
 */
export const linesAbout = (term: Term, lines: readonly string[]): readonly string[] => {
  const defined = new Map<string, readonly string[]>();
  const unknowns = new Set<string>();
  for (const line of lines) {
    const [, command, name = ''] = /^\((declare-const|define-fun) (\|[^|]*\||\S+)/.exec(line) ?? [];
    if (command === 'declare-const') unknowns.add(name);
    if (command === 'define-fun') defined.set(name, namesIn(line.slice(line.indexOf(name) + name.length)));
  }
  const within = (names: readonly string[], found: Set<string>): Set<string> => {
    const open = [...names];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (found.has(name) || !(unknowns.has(name) || defined.has(name))) continue;
      found.add(name);
      open.push(...(defined.get(name) ?? []));
    }
    return found;
  };
  const needed = within(namesIn(term.text), new Set());
  const own = new Set([...needed].filter((name) => unknowns.has(name)));
  const asserted = new Set<string>();
  for (const line of lines) {
    if (!line.startsWith('(assert ')) continue;
    const read = within(namesIn(line), new Set());
    if ([...read].some((name) => unknowns.has(name) && !own.has(name))) continue;
    asserted.add(line);
    for (const name of read) needed.add(name);
  }
  return lines.filter((line) => {
    const [, name] = /^\((?:declare-const|define-fun) (\|[^|]*\||\S+)/.exec(line) ?? [];
    return name === undefined ? asserted.has(line) : needed.has(name);
  });
};

const namesIn = (text: string): readonly string[] => text.match(/\|[^|]*\||[^\s()|]+/g) ?? [];
