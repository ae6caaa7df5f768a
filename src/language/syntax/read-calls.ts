import type { SyntaxNode } from '@lezer/common';
import { readText } from './read-text.js';
import { argumentsOf } from './read-arguments.js';
import { readTimeCall, timeConstructors } from './read-time.js';
import type { Syntax, WrittenType } from './syntax.js';
import { nameOf, partsOf, spanOf, type Reader } from './syntax-node.js';

/** `abs(-1)`, `abs(n: -1)`, or a call of a function that is computed. */
export const readCall = (node: SyntaxNode, read: Reader): Syntax => {
  const [called, ...parts] = partsOf(node);
  const parameters = parts.find(({ name }) => name === 'PositionalParameters' || name === 'NamedParameters');
  if (called === undefined) return read.unsupported(node);
  const written = argumentsOf(parameters, read);
  const span = spanOf(node);
  const given = { arguments: written.given.map(read.syntax), ...(written.names && { names: written.names }) };
  if (called.name !== 'VariableName' && called.name !== 'SpecialFunctionName')
    return { kind: 'invoke', of: read.syntax(called), ...given, span };
  const name = nameOf(called, read);
  return Object.hasOwn(timeConstructors, name)
    ? readTimeCall(name, written, node, read)
    : { kind: 'call', name, nameSpan: spanOf(called), ...given, span };
};

/** `function(a, b) a + b`. */
export const readFunction = (node: SyntaxNode, read: Reader): Syntax => {
  const parts = partsOf(node);
  const [body] = parts.filter(({ name }) => name === 'FunctionBody').flatMap(partsOf);
  const formal = parts.find(({ name }) => name === 'FormalParameters');
  const parameters = (formal === undefined ? [] : partsOf(formal)).map((parameter) => {
    const [name, type] = partsOf(parameter);
    return {
      name: name === undefined ? '' : nameOf(name, read),
      type: type === undefined ? null : readType(type, read),
    };
  });
  return body === undefined
    ? read.unsupported(node)
    : { kind: 'function', parameters, body: read.syntax(body), span: spanOf(node) };
};

/** `x instance of list<number>`. */
export const readInstance = (node: SyntaxNode, read: Reader): Syntax => {
  const parts = partsOf(node);
  const type = parts.at(-1);
  return type === undefined
    ? read.unsupported(node)
    : { kind: 'instance', of: read.syntax(parts[0]), type: readType(type, read), span: spanOf(node) };
};

const readType = (node: SyntaxNode, read: Reader): WrittenType => {
  const [inner, ...others] = partsOf(node);
  if (node.name === 'Type' && inner !== undefined && others.length === 0) return readType(inner, read);
  const types = typesIn(node);
  if (node.name === 'ContextType')
    return {
      name: 'context',
      fields: entriesIn(node).map((entry) => {
        const [key, type] = partsOf(entry);
        const written = key === undefined ? '' : read.text(key);
        return [
          written.startsWith('"') ? readText(written) : nameOf(key ?? entry, read),
          type === undefined ? any : readType(type, read),
        ];
      }),
    };
  // `range<…>` is a list to the grammar, whose word is a letter shorter.
  if (types.length > 0 && inner !== undefined)
    return {
      name: read.text(inner) === 'rang' ? 'range' : read.text(inner),
      of: types.map((type) => readType(type, read)),
    };
  return { name: nameOf(node, read) };
};

const any: WrittenType = { name: 'Any' };

/** The types that stand in a type: of items, of parameters and the result. */
const typesIn = (node: SyntaxNode): readonly SyntaxNode[] =>
  partsOf(node).flatMap((part) =>
    part.name === 'Type'
      ? [part]
      : part.name === 'ArgumentTypes' || part.name === 'ArgumentType'
        ? typesIn(part)
        : [],
  );

const entriesIn = (node: SyntaxNode): readonly SyntaxNode[] =>
  partsOf(node).flatMap((part) =>
    part.name === 'ContextEntryType' ? [part] : part.name === 'ContextEntryTypes' ? entriesIn(part) : [],
  );
