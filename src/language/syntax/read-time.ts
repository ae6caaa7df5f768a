import type { SyntaxNode } from '@lezer/common';
import { inOrder, namedForms } from '../functions/parameter-names.js';
import { argumentsOf, type WrittenArguments } from './read-arguments.js';
import { readText } from './read-text.js';
import type { Syntax, TimeConstructor } from './syntax.js';
import { partsOf, spanOf, type Reader } from './syntax-node.js';

/** `date("2026-01-31")`, `date and time(date, time, zone)`, `@"P30D"`. */
export const readTime = (node: SyntaxNode, read: Reader): Syntax => {
  const [first, ...parts] = partsOf(node);
  const [at] = first?.name === 'AtLiteral' ? partsOf(first) : [];
  if (at !== undefined) return { kind: 'time', of: 'any', text: readText(read.text(at)), span: spanOf(node) };
  const name = first === undefined ? '' : read.text(first).replace(/\s+/g, ' ');
  const given = parts.find((part) => part.name === 'PositionalParameters' || part.name === 'NamedParameters');
  return readTimeCall(name, argumentsOf(given, read), node, read);
};

/** The call of what makes a date, a time or a duration. */
export const readTimeCall = (
  name: string,
  { given, names }: WrittenArguments,
  node: SyntaxNode,
  read: Reader,
): Syntax => {
  const of = timeConstructors[name];
  const span = spanOf(node);
  const written = names === undefined ? given : inOrder(name, given, names);
  if (of === undefined || written === undefined)
    return read.unsupported(node, `Its parameters are named ${namedForms(name)}.`);
  const [text] = written;
  if (text?.name === 'StringLiteral' && written.length === 1)
    return { kind: 'time', of, text: readText(read.text(text)), span };
  return { kind: 'construct', of, arguments: written.map(read.syntax), span };
};

/** What makes a date, a time or a duration, by its name. */
export const timeConstructors: Readonly<Partial<Record<string, TimeConstructor>>> = {
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  duration: 'duration',
};
