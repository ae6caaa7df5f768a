import type { OwnFunction, TypedExpression } from '../syntax/expression.js';
import { builtIns, isFunctionName } from '../functions.js';
import { moneyFunctionOf } from '../money/money-types.js';
import { suggestion } from '../nearest.js';
import type { Syntax } from '../syntax/syntax.js';
import type { Typing } from './typing.js';
import { describeType } from './describe-type.js';
import { assignable, isNullable } from './type-relations.js';
import { specialCall } from './type-special-calls.js';
import { reportType, requirePresent, writtenAt } from './typing.js';

/** Types the call of a built-in function; arguments are present, in the number that the function takes. */
export const typeCall = (
  syntax: Extract<Syntax, { kind: 'call' }>,
  typing: Typing,
): TypedExpression | undefined => {
  const special = specialCall(syntax.name);
  if (special !== undefined) return special(syntax, typing);
  const typed = syntax.arguments.map((argument) => typing.typeOf(argument, typing));
  const { name, nameSpan, span } = syntax;
  const own = typing.scope.functionOf(name);
  if (own === null) return undefined;
  if (own !== undefined) return typeOwnCall(own, syntax, typed, typing);
  if (!isFunctionName(name)) {
    const known = [...typing.scope.functions(), ...Object.keys(builtIns)];
    const hint = suggestion(name, known, `There are ${known.join(', ')}.`);
    const message = `\`${name}\` is not a known function.`;
    typing.report({ code: 'feel-unknown-function', span: nameSpan, message, hint });
    return undefined;
  }
  const builtIn = builtIns[name];
  const { least, most } = builtIn.arguments;
  if (typed.length < least || typed.length > most) {
    const message = `\`${name}\` does not take ${typed.length} argument${typed.length === 1 ? '' : 's'}.`;
    return reportType(typing, span, message, `It is called as \`${builtIn.call}\`.`);
  }
  const given = typed.filter((argument) => argument !== undefined);
  const present = given.map((argument) => requirePresent(argument, typing));
  if (given.length < typed.length || present.includes(false)) return undefined;
  const [, divisor] = given;
  if (name === 'modulo' && divisor?.kind === 'literal' && divisor.value === 0)
    return reportType(typing, divisor.span, 'Nothing is divided by 0.', 'Write another divisor.');
  const result = builtIn.result(given.map(({ type }) => type));
  if (result === undefined) return undefined;
  if (typeof result === 'string')
    return reportType(typing, span, `\`${builtIn.call}\`: ${result}.`, 'Mend its arguments.');
  const ofMoney = moneyFunctionOf(
    name,
    given.map(({ type }) => type),
  );
  return { kind: 'call', function: ofMoney ?? name, arguments: given, type: result, span };
};

/** The call of a function of the edition's own: what it comes to, with its arguments for its parameters. */
const typeOwnCall = (
  { name, parameters, result, body }: OwnFunction,
  { span }: Extract<Syntax, { kind: 'call' }>,
  typed: readonly (TypedExpression | undefined)[],
  typing: Typing,
): TypedExpression | undefined => {
  const call = `${name}(${parameters.map(([parameter]) => parameter).join(', ')})`;
  if (typed.length !== parameters.length) {
    const message = `\`${name}\` does not take ${typed.length} argument${typed.length === 1 ? '' : 's'}.`;
    return reportType(typing, span, message, `It is called as \`${call}\`.`);
  }
  const values = typed.filter((argument) => argument !== undefined);
  if (values.length < typed.length) return undefined;
  let fits = true;
  for (const [at, [parameter, type]] of parameters.entries()) {
    const value = values[at];
    if (value === undefined || assignable(value.type, type)) continue;
    fits = false;
    if (!isNullable(type) && isNullable(value.type) && !requirePresent(value, typing)) continue;
    const message = `\`${writtenAt(value.span, typing)}\` is ${describeType(value.type)}, and \`${parameter}\` of \`${call}\` is ${describeType(type)}.`;
    reportType(typing, value.span, message, 'Give a value of that type.');
  }
  return fits
    ? {
        kind: 'let',
        variables: parameters.map(([parameter]) => parameter),
        values,
        in: body,
        function: name,
        type: result,
        span,
      }
    : undefined;
};
