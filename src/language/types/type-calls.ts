import type { TypedExpression } from '../syntax/expression.js';
import { builtIns, isFunctionName } from '../functions.js';
import { suggestion } from '../nearest.js';
import type { Syntax } from '../syntax/syntax.js';
import type { Typing } from './typing.js';
import { reportType, requirePresent } from './typing.js';

/** Types the call of a built-in function; arguments are present, in the number that the function takes. */
export const typeCall = (
  syntax: Extract<Syntax, { kind: 'call' }>,
  typing: Typing,
): TypedExpression | undefined => {
  const typed = syntax.arguments.map((argument) => typing.typeOf(argument, typing));
  const { name, nameSpan, span } = syntax;
  if (!isFunctionName(name)) {
    const hint = suggestion(name, Object.keys(builtIns), `There are ${Object.keys(builtIns).join(', ')}.`);
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
  return { kind: 'call', function: name, arguments: given, type: result, span };
};
