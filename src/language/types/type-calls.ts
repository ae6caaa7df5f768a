import { counted } from '../numbers/counted.js';
import type { OwnFunction, TypedExpression } from '../syntax/expression.js';
import { builtIns, isFunctionName } from '../functions.js';
import { moneyFunctionOf } from '../money/money-types.js';
import { suggestion } from '../nearest.js';
import type { Syntax } from '../syntax/syntax.js';
import type { Typing } from './typing.js';
import { describeType } from './describe-type.js';
import { assignable, isNullable } from './type-relations.js';
import { inOrder, namedForms } from '../functions/parameter-names.js';
import { joinAll } from '../built-in.js';
import { specialCall, specialNames } from './type-special-calls.js';
import { reportType, requirePresent, writtenAt } from './typing.js';

type Call = Extract<Syntax, { kind: 'call' }>;

/** Whether the language has a function of a name. */
export const isKnownFunction = (name: string): boolean =>
  isFunctionName(name) || specialCall(name) !== undefined;

/** Types the call of a built-in function; arguments are present, in the number that the function takes. */
export const typeCall = (syntax: Call, typing: Typing): TypedExpression | undefined => {
  if (syntax.names !== undefined) return typeNamed(syntax, syntax.names, typing);
  const { name, nameSpan, span } = syntax;
  // An edition's own function is meant, whatever functions the language gets with time.
  const own = typing.scope.functionOf(name);
  if (own === null) return undefined;
  const each = (): readonly (TypedExpression | undefined)[] =>
    syntax.arguments.map((argument) => typing.typeOf(argument, typing));
  if (own !== undefined) return typeOwnCall(own, syntax, each(), typing);
  const special = specialCall(name);
  if (special !== undefined) return special(syntax, typing);
  const typed = ofOneList(syntax, typing) ?? each();
  if (!isFunctionName(name)) {
    const known = [...new Set([...typing.scope.functions(), ...Object.keys(builtIns), ...specialNames])];
    const begun = known.filter((one) => one.startsWith(`${name} `));
    const hint =
      begun.length > 0
        ? `There are ${begun.map((one) => `\`${one}\``).join(', ')}.`
        : suggestion(name, known, ownOnly(typing.scope.functions()));
    const message = `\`${name}\` is not a known function.`;
    typing.report({ code: 'feel-unknown-function', span: nameSpan, message, hint });
    return undefined;
  }
  const builtIn = builtIns[name];
  const { least, most } = builtIn.arguments;
  if (typed.length < least || typed.length > most) {
    const message = `\`${name}\` does not take ${counted(typed.length, 'argument')}.`;
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

/** `abs(n: -1)`: by the names that DMN gives to parameters, or the edition to those of its own functions. */
const typeNamed = (syntax: Call, names: readonly string[], typing: Typing): TypedExpression | undefined => {
  const { kind, name, nameSpan, span } = syntax;
  const call: Call = { kind, name, nameSpan, span, arguments: syntax.arguments };
  const own = typing.scope.functionOf(name)?.parameters.map(([parameter]) => parameter);
  const given =
    own === undefined
      ? inOrder(name, syntax.arguments, names)
      : own.length === names.length && own.every((parameter) => names.includes(parameter))
        ? own.flatMap((parameter) => syntax.arguments.slice(names.indexOf(parameter)).slice(0, 1))
        : undefined;
  if (given !== undefined) return typeCall({ ...call, arguments: given }, typing);
  const forms =
    own === undefined ? namedForms(name) : `\`${name}(${own.map((one) => `${one}: …`).join(', ')})\``;
  if (forms === '') return typeCall(call, typing);
  return reportType(typing, span, `\`${name}\` has no such parameters.`, `It is called as ${forms}.`);
};

/** `sum(1, 2)`: the arguments of a function of one list, as that list; `undefined` where a list is given, or for other functions. */
const ofOneList = (syntax: Call, typing: Typing): readonly (TypedExpression | undefined)[] | undefined => {
  if (!ofListFunctions.has(syntax.name) || syntax.arguments.length === 0) return undefined;
  const typed = syntax.arguments.map((argument) => typing.typeOf(argument, typing));
  const [only] = typed;
  const items = typed.filter((item) => item !== undefined);
  const of = joinAll(items.map(({ type }) => type));
  if (items.length < typed.length || (items.length === 1 && only?.type.kind === 'list') || of === undefined)
    return typed;
  return [{ kind: 'list', items, type: { kind: 'list', of }, span: syntax.span }];
};

const ofListFunctions: ReadonlySet<string> = new Set([
  ...['sum', 'product', 'mean', 'median', 'stddev', 'mode', 'all', 'any'],
]);

/** The call of a function of the edition's own: what it comes to, with its arguments for its parameters. */
const typeOwnCall = (
  { name, parameters, result, body }: OwnFunction,
  { span }: Call,
  typed: readonly (TypedExpression | undefined)[],
  typing: Typing,
): TypedExpression | undefined => {
  const call = `${name}(${parameters.map(([parameter]) => parameter).join(', ')})`;
  if (typed.length !== parameters.length) {
    const message = `\`${name}\` does not take ${counted(typed.length, 'argument')}.`;
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

/** Which functions the edition itself has, and where those of the language stand. */
const ownOnly = (own: readonly string[]): string =>
  `${own.length === 0 ? '' : `functions.yaml has ${own.map((one) => `\`${one}\``).join(', ')}. `}Those of the language stand in docs/feel.md.`;
