import type { SyntaxNode } from '@lezer/common';
import { readText } from './read-text.js';
import type { Syntax, TimeConstructor } from './syntax.js';
import { partsOf, spanOf, type Reader } from './syntax-node.js';

/** `date("2026-01-31")`, `date and time(date, time, zone)`, `@"P30D"`. */
export const readTime = (node: SyntaxNode, read: Reader): Syntax => {
  const [first, ...parts] = partsOf(node);
  const span = spanOf(node);
  const [at] = first?.name === 'AtLiteral' ? partsOf(first) : [];
  if (at !== undefined) return { kind: 'time', of: 'any', text: readText(read.text(at)), span };
  const of = first === undefined ? undefined : constructors[read.text(first).replace(/\s+/g, ' ')];
  const given = parts.find(({ name }) => name === 'PositionalParameters');
  if (of === undefined || given === undefined)
    return read.unsupported(node, 'Give its arguments in order, as in `date(2026, 1, 31)`.');
  const written = partsOf(given);
  const [text] = written;
  if (text?.name === 'StringLiteral' && written.length === 1)
    return { kind: 'time', of, text: readText(read.text(text)), span };
  return { kind: 'construct', of, arguments: written.map(read.syntax), span };
};

const constructors: Readonly<Partial<Record<string, TimeConstructor>>> = {
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  duration: 'duration',
};
