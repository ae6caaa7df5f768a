import type { SyntaxNode, Tree } from '@lezer/common';
import type { ExpressionError, Span } from './expression.js';
import { readText } from './read-text.js';
import { readCall, readFunction, readInstance } from './read-calls.js';
import { compareOperators, readBetween, readMembership, readRange } from './read-membership.js';
import type { ArithmeticOperator, RecordEntry, Syntax } from './syntax.js';
import { nameOf, partsOf, spanOf, type Reader } from './syntax-node.js';
import { readTime } from './read-time.js';
import { slipHint, syntaxErrors } from './syntax-errors.js';

/** What was written, with everything in it that is no FEEL, or FEEL that the subset lacks. */
export interface SyntaxResult {
  readonly syntax: Syntax;
  readonly errors: readonly ExpressionError[];
}

/**
 * Reads lezer-feel's tree of a source. Where the source is no FEEL at all, only that is reported, since the tree is then
 * a guess.
 */
export const readSyntax = (tree: Tree, source: string): SyntaxResult => {
  const broken = syntaxErrors(tree, source);
  if (broken.length > 0) return { syntax: { kind: 'invalid', span: spanOf(tree.topNode) }, errors: broken };
  const errors: ExpressionError[] = [];
  const read: Reader = {
    text: (node) => source.slice(node.from, node.to),
    syntax: (node) => {
      const reading = node === undefined ? undefined : readings[node.name];
      if (node === undefined || reading === undefined) return read.unsupported(node ?? tree.topNode);
      return reading(node, read);
    },
    unsupported: (node, hint = slipHint(source) ?? 'The authoring guide lists what expressions may use.') => {
      const message = `\`${read.text(node)}\` is FEEL that rules do not use.`;
      errors.push({ code: 'feel-unsupported', span: spanOf(node), message, hint });
      return { kind: 'invalid', span: spanOf(node) };
    },
  };
  return { syntax: read.syntax(partsOf(tree.topNode)[0]), errors };
};

type Reading = (node: SyntaxNode, read: Reader) => Syntax;

const readings: Readonly<Partial<Record<string, Reading>>> = {
  null: (node) => ({ kind: 'null', span: spanOf(node) }),
  BooleanLiteral: (node, read) => ({
    kind: 'boolean',
    value: read.text(node) === 'true',
    span: spanOf(node),
  }),
  StringLiteral: (node, read) => ({ kind: 'text', value: readText(read.text(node)), span: spanOf(node) }),
  NumericLiteral: (node, read) => ({
    kind: 'number',
    written: read.text(node).replace(/\s/g, ''),
    span: spanOf(node),
  }),
  DateTimeLiteral: readTime,
  VariableName: (node, read) => ({ kind: 'name', name: nameOf(node, read), span: spanOf(node) }),
  ParenthesizedExpression: (node, read) => {
    const inside = partsOf(node)[1];
    return inside?.name === 'SimplePositiveUnaryTest' ? readRange(inside, read) : read.syntax(inside);
  },
  PathExpression: (node, read) => {
    const [of, , field] = partsOf(node);
    if (field === undefined) return read.unsupported(node);
    return {
      kind: 'path',
      of: read.syntax(of),
      field: rangeFields.get(nameOf(field, read)) ?? nameOf(field, read),
      fieldSpan: spanOf(field),
      span: spanOf(node),
    };
  },
  ArithmeticExpression: (node, read) => {
    const parts = partsOf(node);
    if (parts.length === 2) return { kind: 'negate', of: read.syntax(parts[1]), span: spanOf(node) };
    const [left, sign, right] = parts;
    const operator = sign === undefined ? undefined : arithmeticOperators[read.text(sign)];
    if (operator === undefined) return read.unsupported(node);
    return {
      kind: 'arithmetic',
      operator,
      left: read.syntax(left),
      right: read.syntax(right),
      span: spanOf(node),
    };
  },
  Comparison: (node, read) => {
    const [left, sign, right, ...others] = partsOf(node);
    if (sign?.name === 'between') return readBetween(node, left, [right, others[1]], read);
    if (sign?.name === 'in') return readMembership(node, left, right, others, read);
    const operator = sign?.name === 'CompareOp' ? compareOperators[read.text(sign)] : undefined;
    if (operator === undefined) return read.unsupported(node);
    return {
      kind: 'compare',
      operator,
      left: read.syntax(left),
      right: read.syntax(right),
      span: spanOf(node),
    };
  },
  Conjunction: (node, read) => readLogic('and', node, read),
  Disjunction: (node, read) => readLogic('or', node, read),
  IfExpression: (node, read) => {
    const [, condition, , then, , otherwise] = partsOf(node);
    return {
      kind: 'if',
      condition: read.syntax(condition),
      then: read.syntax(then),
      else: read.syntax(otherwise),
      span: spanOf(node),
    };
  },
  QuantifiedExpression: (node, read) => {
    const [quantifier, each, , body] = partsOf(node);
    return readLoop(quantifier?.name === 'every' ? 'every' : 'some', node, each, body, read);
  },
  ForExpression: (node, read) => {
    const [, each, , body] = partsOf(node);
    return readLoop('for', node, each, body, read);
  },
  FilterExpression: (node, read) => {
    const [list, , by] = partsOf(node);
    return { kind: 'bracket', in: read.syntax(list), by: read.syntax(by), span: spanOf(node) };
  },
  FunctionInvocation: readCall,
  FunctionDefinition: readFunction,
  InstanceOfExpression: readInstance,
  // `> 3` is a range only in parentheses: without them a sign was doubled, or a side left out.
  SimplePositiveUnaryTest: (node, read) =>
    partsOf(node)[0]?.name === 'Interval' ? readRange(node, read) : read.unsupported(node),
  List: (node, read) => ({
    kind: 'list',
    items: partsOf(node).slice(1, -1).map(read.syntax),
    span: spanOf(node),
  }),
  Context: (node, read) => ({
    kind: 'record',
    entries: partsOf(node)
      .slice(1, -1)
      .map((entry) => readEntry(entry, read)),
    span: spanOf(node),
  }),
};

/** Whether an end belongs to a range, by its name in FEEL. */
const rangeFields: ReadonlyMap<string, string> = new Map([
  ['start included', 'startIncluded'],
  ['end included', 'endIncluded'],
]);

const readLogic = (kind: 'and' | 'or', node: SyntaxNode, read: Reader): Syntax => {
  const [left, , right] = partsOf(node);
  return { kind, left: read.syntax(left), right: read.syntax(right), span: spanOf(node) };
};

/** Several variables are loops in one another, whose lists `for` makes one. */
const readLoop = (
  kind: 'some' | 'every' | 'for',
  node: SyntaxNode,
  each: SyntaxNode | undefined,
  body: SyntaxNode | undefined,
  read: Reader,
): Syntax => {
  const span = spanOf(node);
  const bindings = (each === undefined ? [] : partsOf(each)).filter(({ name }) => name === 'InExpression');
  return bindings.reduceRight<{ readonly syntax: Syntax; readonly isInnermost: boolean }>(
    ({ syntax, isInnermost }, binding) => {
      const loop = readBinding(kind, binding, syntax, read, span);
      const isWhole = kind !== 'for' || isInnermost;
      return {
        isInnermost: false,
        syntax: isWhole
          ? loop
          : { kind: 'call', name: 'concatenate all', nameSpan: span, arguments: [loop], span },
      };
    },
    { syntax: read.syntax(body), isInnermost: true },
  ).syntax;
};

const readBinding = (
  kind: 'some' | 'every' | 'for',
  binding: SyntaxNode,
  body: Syntax,
  read: Reader,
  span: Span,
): Syntax => {
  const [variable, , context] = partsOf(binding);
  const [list, ...range] = context === undefined ? [] : partsOf(context);
  if (variable === undefined) return read.unsupported(binding);
  const [, to] = range;
  const items: Syntax =
    to === undefined
      ? read.syntax(list)
      : {
          kind: 'call',
          name: 'integers',
          nameSpan: spanOf(binding),
          arguments: [read.syntax(list), read.syntax(to)],
          span: spanOf(binding),
        };
  return { kind, variable: nameOf(variable, read), in: items, body, span };
};

const readEntry = (entry: SyntaxNode, read: Reader): RecordEntry => {
  const [key, value] = partsOf(entry);
  const written = key === undefined ? '' : read.text(key);
  const name = written.startsWith('"') ? readText(written) : written.replace(/\s+/g, ' ');
  return { key: name, keySpan: spanOf(key ?? entry), value: read.syntax(value) };
};

const arithmeticOperators: Readonly<Partial<Record<string, ArithmeticOperator>>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '**': '**',
};
