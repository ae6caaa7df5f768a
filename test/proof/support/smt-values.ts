/**
 * What SMT-LIB terms come to where unknowns have values: the part of the language that `src/proof` writes, computed exactly. What hangs on an
 * unknown without a value, or on a division by zero, is `undefined`, so that a term with a value has it whatever these are.
 */

/** A decimal as a fraction; the denominator is more than 0. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

export type SmtValue = boolean | bigint | Ratio | undefined;

/** Formulas, and what their terms come to. */
export interface SmtValues {
  /** Gives all unknowns values in place of those before, by their names. */
  readonly give: (values: ReadonlyMap<string, SmtValue>) => void;
  readonly valueOf: (term: string) => SmtValue;
  /** What must hold, in the order in which it is asserted. */
  readonly asserted: readonly string[];
  readonly unknowns: ReadonlySet<string>;
}

type Expression = string | readonly Expression[];
type Compute = (arguments_: readonly SmtValue[]) => SmtValue;

/** Reads a formula: declarations, definitions and assertions. Throws for what is no part of the language. */
export const readSmt = (text: string): SmtValues => {
  let given: ReadonlyMap<string, SmtValue> = new Map();
  let round = 0;
  const unknowns = new Set<string>();
  const asserted: string[] = [];
  const definitions = new Map<string, { readonly parameters: readonly string[]; readonly body: Compute }>();
  const compiled = new Map<string, Compute>();

  const compile = (expression: Expression, parameters: readonly string[]): Compute => {
    if (typeof expression === 'string') return compileName(expression, parameters);
    const [head, ...parts] = expression;
    if (typeof head !== 'string') throw new Error('A term has no head');
    const of = parts.map((part) => compile(part, parameters));
    const operation = operations[head];
    if (operation !== undefined) return operation(of);
    const definition = definitions.get(head);
    if (definition === undefined) throw new Error(`${head} is not defined`);
    return (arguments_) => definition.body(of.map((one) => one(arguments_)));
  };
  const compileName = (name: string, parameters: readonly string[]): Compute => {
    const place = parameters.indexOf(name);
    if (place >= 0) return (arguments_) => arguments_[place];
    if (name === 'true' || name === 'false') return () => name === 'true';
    if (/^\d+$/.test(name)) return always(BigInt(name));
    if (/^\d+\.0$/.test(name)) return always({ over: BigInt(name.slice(0, -2)), under: 1n });
    if (unknowns.has(name)) return () => given.get(name);
    const definition = definitions.get(name);
    if (definition === undefined) throw new Error(`${name} is not defined`);
    let known: SmtValue;
    let knownIn = -1;
    return () => {
      if (knownIn !== round) [known, knownIn] = [definition.body([]), round];
      return known;
    };
  };
  const term = (source: string): Compute => {
    let compute = compiled.get(source);
    if (compute === undefined) {
      const [only] = readExpressions(source);
      if (only === undefined) throw new Error('There is no term');
      compute = compile(only, []);
      compiled.set(source, compute);
    }
    return compute;
  };

  for (const line of readExpressions(text)) {
    const [command, name, parameters, , body] = line;
    if (command === 'declare-const' && typeof name === 'string') unknowns.add(name);
    else if (command === 'assert' && name !== undefined) {
      const written = write(name);
      term(written);
      asserted.push(written);
    } else if (command === 'define-fun' && typeof name === 'string' && Array.isArray(parameters)) {
      const names = (parameters as readonly Expression[]).map(([parameter]) => String(parameter));
      definitions.set(name, { parameters: names, body: compile(body ?? 'false', names) });
      // A name that stands for a term is computed once for all that it is used in.
      if (names.length === 0) {
        const shared = compileName(name, []);
        compiled.set(name, shared);
      }
    } else throw new Error(`${write(line)} is not read`);
  }
  return {
    give: (values) => {
      given = values;
      round += 1;
    },
    valueOf: (source) => term(source)([]),
    asserted,
    unknowns,
  };
};

const readExpressions = (text: string): readonly Expression[] => {
  const stack: Expression[][] = [[]];
  for (const [token] of text.matchAll(/\|[^|]*\||[()]|[^\s()|]+/g)) {
    if (token === '(') stack.push([]);
    else if (token === ')') {
      const closed = stack.pop() ?? [];
      stack.at(-1)?.push(closed);
    } else stack.at(-1)?.push(token);
  }
  return stack[0] ?? [];
};

const write = (expression: Expression): string =>
  typeof expression === 'string' ? expression : `(${expression.map(write).join(' ')})`;

const always =
  (value: SmtValue): Compute =>
  () =>
    value;

type Operation = (of: readonly Compute[]) => Compute;

const isRatio = (value: SmtValue): value is Ratio => typeof value === 'object';
const isNumber = (value: SmtValue): value is bigint | Ratio => typeof value === 'bigint' || isRatio(value);
const ratio = (over: bigint, under: bigint): Ratio =>
  under < 0n ? { over: -over, under: -under } : { over, under };
const asRatio = (value: bigint | Ratio): Ratio => (isRatio(value) ? value : { over: value, under: 1n });

/** Each of the numbers with what the ones before come to; `undefined` where one is. */
const folded =
  (
    integers: (one: bigint, other: bigint) => SmtValue,
    ratios: (one: Ratio, other: Ratio) => SmtValue,
  ): Operation =>
  (of) =>
  (given) => {
    const values = of.map((one) => one(given));
    return values.slice(1).reduce((one, other) => {
      if (typeof one === 'bigint' && typeof other === 'bigint') return integers(one, other);
      if (isRatio(one) && isRatio(other)) return ratios(one, other);
      if (one === undefined || other === undefined) return undefined;
      throw new Error('Terms of two sorts are computed with');
    }, values[0]);
  };

const compared = (holds: (difference: bigint) => boolean): Operation =>
  folded(
    (one, other) => holds(one - other),
    (one, other) => holds(one.over * other.under - other.over * one.under),
  );

const floored = (dividend: bigint, divisor: bigint): bigint => {
  const quotient = dividend / divisor;
  return quotient * divisor !== dividend && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
};

/** SMT-LIB's division of integers: what is left is never less than 0. */
const euclidean = (dividend: bigint, divisor: bigint): bigint =>
  divisor > 0n ? floored(dividend, divisor) : -floored(dividend, -divisor);

const isAny =
  (decisive: boolean): Operation =>
  (of) =>
  (given) => {
    let isKnown = true;
    for (const one of of) {
      const value = one(given);
      if (value === decisive) return decisive;
      if (value === undefined) isKnown = false;
    }
    return isKnown ? !decisive : undefined;
  };

const one =
  (make: (value: SmtValue) => SmtValue): Operation =>
  ([part]) =>
  (given) => {
    const value = part?.(given);
    return value === undefined ? undefined : make(value);
  };

const negated: Operation = one((value) =>
  isRatio(value) ? { over: -value.over, under: value.under } : typeof value === 'bigint' ? -value : undefined,
);

const same = (left: SmtValue, right: SmtValue): SmtValue => {
  if (left === undefined || right === undefined) return undefined;
  if (isNumber(left) && isNumber(right)) {
    const [a, b] = [asRatio(left), asRatio(right)];
    return a.over * b.under === b.over * a.under;
  }
  return left === right;
};

const operations: Readonly<Record<string, Operation>> = {
  and: isAny(false),
  or: isAny(true),
  not: one((value) => value !== true),
  ite:
    ([condition, then, otherwise]) =>
    (given) => {
      const holds = condition?.(given);
      if (holds !== undefined) return (holds === true ? then : otherwise)?.(given);
      const [one, other] = [then?.(given), otherwise?.(given)];
      return same(one, other) === true ? one : undefined;
    },
  '=':
    ([left, right]) =>
    (given) =>
      same(left?.(given), right?.(given)),
  '<': compared((difference) => difference < 0n),
  '<=': compared((difference) => difference <= 0n),
  '>': compared((difference) => difference > 0n),
  '>=': compared((difference) => difference >= 0n),
  '+': folded(
    (a, b) => a + b,
    (a, b) => ratio(a.over * b.under + b.over * a.under, a.under * b.under),
  ),
  '-': (of) =>
    of.length === 1
      ? negated(of)
      : folded(
          (a, b) => a - b,
          (a, b) => ratio(a.over * b.under - b.over * a.under, a.under * b.under),
        )(of),
  '*': folded(
    (a, b) => a * b,
    (a, b) => ratio(a.over * b.over, a.under * b.under),
  ),
  '/': folded(
    () => {
      throw new Error('Integers are divided as decimals');
    },
    (a, b) => (b.over === 0n ? undefined : ratio(a.over * b.under, a.under * b.over)),
  ),
  div: folded((a, b) => (b === 0n ? undefined : euclidean(a, b)), noDecimals),
  mod: folded((a, b) => (b === 0n ? undefined : a - b * euclidean(a, b)), noDecimals),
  to_real: one((value) => (isNumber(value) ? asRatio(value) : undefined)),
  to_int: one((value) => (isRatio(value) ? floored(value.over, value.under) : undefined)),
  is_int: one((value) => isRatio(value) && value.over % value.under === 0n),
};

function noDecimals(): never {
  throw new Error('Decimals are divided as integers');
}
