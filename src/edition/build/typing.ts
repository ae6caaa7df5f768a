import { describeType } from '../../language/types/describe-type.js';
import type { Scope, TypedExpression } from '../../language/syntax/expression.js';
import { parseExpression } from '../../language/syntax/parse-expression.js';
import { assignable } from '../../language/types/type-relations.js';
import type { Type } from '../../language/types/types.js';
import type { Findings } from '../read/diagnostic.js';
import type { DiagnosticCode } from '../read/diagnostic-codes.js';
import { mentionedNames, rootAmong } from '../names/names.js';
import { spanPlace, valuePlace, type Path } from '../read/place.js';
import type { Source } from '../read/source.js';

/** Where an expression stands. */
export interface WrittenExpression {
  readonly source: Source;
  readonly path: Path;
  readonly text: string;
}

/** What typing needs besides the expression. */
export interface Typing {
  readonly scope: Scope;
  readonly findings: Findings;
  /** Names that exist and are wrong themselves: what reads them is not typed, so that one mistake is told once. */
  readonly broken: ReadonlySet<string>;
  /** What local names, or the parameters of a function, are. */
  readonly variables?: ReadonlyMap<string, Type>;
  /** By fact: the rule sets in which it may be left out, for the hint. */
  readonly leftOutIn?: ReadonlyMap<string, readonly string[]>;
  /** What else the hint says of a value that is of the right type but for being absent, and of one of another type. */
  readonly hints?: { readonly absent?: string; readonly otherType?: string };
}

/** Types an expression; what is wrong with it is reported at its place, and it is then `undefined`. */
export const typeExpression = (
  { source, path, text }: WrittenExpression,
  { scope, findings, broken, leftOutIn, variables }: Typing,
): TypedExpression | undefined => {
  if (readsBroken(text, broken)) return undefined;
  const result = parseExpression(text, scope, variables);
  if (result.ok) return result.expression;
  for (const { code, span, message, hint } of result.errors) {
    findings.report(code, spanPlace(source, path, span), {
      message,
      hint: code === 'feel-absent' ? `${hint}${leftOut(text.slice(span.from, span.to), leftOutIn)}` : hint,
    });
  }
  return undefined;
};

/** Types an expression whose value must be of a type. */
export const typeExpressionAs = (
  written: WrittenExpression,
  wanted: Type,
  typing: Typing,
  code: DiagnosticCode,
  what: string,
): TypedExpression | undefined => {
  const expression = typeExpression(written, typing);
  if (expression === undefined || assignable(expression.type, wanted)) return expression;
  const onlyAbsence = assignable({ ...expression.type, nullable: false }, wanted);
  typing.findings.report(code, valuePlace(written.source, written.path), {
    message: `${what} must be ${describeType(wanted)}, and this is ${describeType(expression.type)}.`,
    hint: onlyAbsence
      ? `Say what holds where it is absent: if x = null then … else x.${typing.hints?.absent ?? ''}`
      : isAlmostMoney(expression.type, wanted)
        ? 'Money counts whole minor units, and `minor` may have a fraction here: round it, as in `floor(…)` or `round half up(…, 0)`; a decimal is written `0.55`.'
        : wanted.kind === 'record' && wanted.name === 'money' && expression.type.kind === 'record'
          ? 'Money is `{ minor, currency }`.'
          : `Give an expression of that type.${typing.hints?.otherType ?? ''}`,
  });
  return undefined;
};

/** A record that would be money, were its `minor` a whole number. */
const isAlmostMoney = (type: Type, wanted: Type): boolean =>
  wanted.kind === 'record' &&
  wanted.name === 'money' &&
  type.kind === 'record' &&
  type.fields['minor']?.kind === 'number' &&
  type.fields['currency'] !== undefined;

const leftOut = (written: string, leftOutIn: Typing['leftOutIn']): string => {
  const fact = written.split('.')[0] ?? '';
  const decisions = leftOutIn?.get(fact) ?? [];
  return decisions.length === 0 ? '' : ` \`${fact}\` may be left out in ${decisions.join(', ')}.`;
};

/** Whether a text mentions a name that is wrong itself. */
export const readsBroken = (text: string, broken: ReadonlySet<string>): boolean =>
  broken.size > 0 &&
  mentionedNames(text).some((name) => rootAmong(name, (root) => broken.has(root)) !== undefined);
