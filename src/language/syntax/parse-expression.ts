import { parser } from 'lezer-feel';
import type { ExpressionError, ExpressionResult, Scope, TypedExpression } from './expression.js';
import { readSyntax, type SyntaxResult } from './read-syntax.js';
import type { Syntax } from './syntax.js';
import { typeCall } from '../types/type-calls.js';
import { typeBracket, typeList, typeLoop, typeRecord } from '../types/type-lists.js';
import { typeMembership } from '../types/type-membership.js';
import { typeConstruct } from '../types/type-constructors.js';
import { typeNumber, typeTime } from '../types/type-literals.js';
import { typeName } from '../types/type-names.js';
import { typeArithmetic, typeCompare, typeIf, typeLogic, typeNegate } from '../types/type-operations.js';
import { typeInstance } from '../types/type-instance.js';
import { typeRange } from '../types/type-ranges.js';
import { remembered } from '../remembered.js';
import type { Type } from '../types/types.js';
import { writtenAt, type Typing } from '../types/typing.js';

/**
 * Reads an expression of the FEEL subset and types every part of it against the names of the scope. All that is wrong
 * is reported at once, in the order of the source.
 * @param variables what local names, or the parameters of a function, are
 */
export const parseExpression = (
  source: string,
  scope: Scope,
  variables: ReadonlyMap<string, Type> = new Map(),
): ExpressionResult => {
  const { syntax, errors: syntaxErrors } = readSource(source);
  const errors: ExpressionError[] = [...syntaxErrors];
  const expression = typeSyntax(syntax, { source, scope, variables, report: (error) => errors.push(error) });
  if (expression !== undefined && errors.length === 0) return { ok: true, expression };
  return { ok: false, errors: errors.sort((one, other) => one.span.from - other.span.from) };
};

/** An edition of a long contract has a thousand. */
const mostRemembered = 4096;

/** What is written in a source, before names and types are known. */
export const readSource = remembered(mostRemembered, (source): SyntaxResult =>
  source.length > longestExpression
    ? { syntax: { kind: 'invalid', span: { from: 0, to: source.length } }, errors: [tooLong(source)] }
    : readSyntax(parser.parse(forGrammar(source)), source),
);

/** In what a part is typed. */
export interface SyntaxTyping {
  readonly source: string;
  readonly scope: Scope;
  readonly variables?: ReadonlyMap<string, Type>;
  readonly report: (error: ExpressionError) => void;
  /** What a part is that is typed already; left out where none is. */
  readonly known?: (syntax: Syntax) => TypedExpression | undefined;
}

/** Types what is written; `undefined` where it has no type, which was then reported. */
const typeSyntax = (
  syntax: Syntax,
  { source, scope, variables = new Map(), report, known }: SyntaxTyping,
): TypedExpression | undefined => {
  const typing: Typing = {
    source,
    scope,
    variables,
    nearby: new Map(),
    narrowed: new Set(),
    report,
    typeOf: known === undefined ? typeOf : (part, inside) => known(part) ?? typeOf(part, inside),
  };
  return typing.typeOf(syntax, typing);
};

/** In characters: far more than anybody reads, and few enough that whatever they are is looked at in no time. */
const longestExpression = 10_000;

const tooLong = (source: string): ExpressionError => ({
  code: 'feel-unsupported',
  span: { from: 0, to: source.length },
  message: `The expression has ${source.length} characters, and may have ${longestExpression}.`,
  hint: 'Give its parts names, as definitions.',
});

/**
 * What FEEL's grammar does not have, as something of the same length that it has: functions with a word of the grammar in their names as one word,
 * `19 %` as a number, and `range<number>` as a list. What it means is read from the source.
 */
const forGrammar = (source: string): string =>
  source.replaceAll(
    /"(?:\\.|[^"\\])*"|\b(?:business days|days|months) between\(|(?<=\d)\s*%|\brange<(?=[\w <>]*>)/gs,
    (found) => {
      if (found.startsWith('"')) return found;
      if (found.endsWith('<')) return 'list <';
      return found.endsWith('%') ? '0'.repeat(found.length) : found.replaceAll(' ', '_');
    },
  );

const typeOf = (syntax: Syntax, typing: Typing): TypedExpression | undefined => {
  const { span } = syntax;
  switch (syntax.kind) {
    case 'invalid':
      return undefined;
    case 'null':
      return { kind: 'literal', value: null, type: { kind: 'null', nullable: true }, span };
    case 'boolean':
      return { kind: 'literal', value: syntax.value, type: { kind: 'boolean' }, span };
    case 'text':
      return { kind: 'literal', value: syntax.value, type: { kind: 'text', values: [syntax.value] }, span };
    case 'number':
      return typeNumber(syntax, typing);
    case 'time':
      return typeTime(syntax, typing);
    case 'construct':
      return typeConstruct(syntax, typing);
    case 'name':
    case 'path':
      return typeName(syntax, typing);
    case 'negate':
      return typeNegate(syntax, typing);
    case 'arithmetic':
      return typeArithmetic(syntax, typing);
    case 'compare':
      return typeCompare(syntax, typing);
    case 'and':
    case 'or':
      return typeLogic(syntax, typing);
    case 'in':
      return typeMembership(syntax, typing);
    case 'if':
      return typeIf(syntax, typing);
    case 'some':
    case 'every':
    case 'for':
      return typeLoop(syntax, typing);
    case 'bracket':
      return typeBracket(syntax, typing);
    case 'range':
      return typeRange(syntax, typing);
    case 'instance':
      return typeInstance(syntax, typing);
    case 'function':
    case 'invoke': {
      reportFunction(syntax, typing);
      return;
    }
    case 'call':
      return typeCall(syntax, typing);
    case 'list':
      return typeList(syntax, typing);
    case 'record':
      return typeRecord(syntax, typing);
  }
};

const reportFunction = ({ kind, span }: Syntax, typing: Typing): undefined => {
  typing.report({
    code: 'feel-unsupported',
    span,
    message: `\`${writtenAt(span, typing)}\` is FEEL that rules do not use.`,
    hint:
      kind === 'function'
        ? 'A function stands in functions.yaml, with its types, and is called by its name.'
        : 'Call a function by its name; one of your own stands in functions.yaml, with its types.',
  });
};
