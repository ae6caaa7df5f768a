import { inOrder } from '../../../language/functions/parameter-names.js';
import { isThat, not } from './compare.js';
import { boolean, list, none, text, type Dmn } from './dmn-value.js';
import { callOfContexts } from './functions/context-calls.js';
import { callOfLists, replacedWhere, sorted } from './functions/list-calls.js';
import { callOfItems, callOfNumbers, takesItems } from './functions/number-calls.js';
import { callOfRanges } from './functions/range-calls.js';
import { callOfTexts } from './functions/text-calls.js';
import { callOfTimes } from './functions/time-calls.js';
import { NotSaid } from './not-said.js';
import { signatureOf, type DmnParameter } from './signatures.js';
import { textOf } from './text-of.js';

/** Calls a function that is a value. */
export type Apply = (called: Dmn, given: readonly Dmn[]) => Dmn;

/** What evaluates a text as an expression that stands by itself: `undefined` where it is none. */
export type ReadRange = (written: string) => Dmn;

/** How functions reach back to what evaluates. */
export interface Calling {
  readonly apply: Apply;
  readonly readRange: ReadRange;
}

/** A function of DMN, called with values; null where DMN gives null, by wrong kinds and numbers of arguments among others. */
export const callDmn = (
  name: string,
  given: readonly Dmn[],
  names: readonly string[] | undefined,
  calling: Calling,
): Dmn => {
  const parameters = signatureOf(name);
  if (parameters === undefined) {
    if (ofClocks.has(name)) throw new NotSaid('what clocks show');
    if (ours.has(name)) throw new NotSaid(`\`${name}\`, which DMN does not have`);
    return none; // a function that nobody knows
  }
  const placed = names === undefined ? given : inOrder(name, given, names);
  const fitted = placed && fit(placed, parameters);
  return fitted === undefined ? none : called(name, fitted, calling);
};

const ours: ReadonlySet<string> = new Set([
  ...['add months', 'days between', 'months between', 'start of day', 'start of month', 'start of year'],
  ...['round half even', 'is business day', 'next business day', 'business day from', 'add business days'],
  ...['business days between', 'allocate', 'require', 'figure at'],
]);

/** No decision depends on them. */
const ofClocks: ReadonlySet<string> = new Set(['now', 'today']);

/** Arguments as the parameters want them: a list of one for its item, an item for a list of it; `undefined` where they do not fit. */
const fit = (given: readonly Dmn[], parameters: readonly DmnParameter[]): readonly Dmn[] | undefined => {
  const last = parameters.at(-1);
  const most = last?.comesAgain === true ? Infinity : parameters.length;
  const least = parameters.filter(({ isOptional }) => !isOptional).length;
  if (given.length < least || given.length > most) return undefined;
  const fitted: Dmn[] = [];
  for (const [at, value] of given.entries()) {
    const parameter = parameters[at] ?? last;
    const one = parameter && fitOne(value, parameter);
    if (one === undefined) return undefined;
    fitted.push(one);
  }
  return fitted;
};

const fitOne = (value: Dmn, { takes, isOptional }: DmnParameter): Dmn | undefined => {
  if (takes === 'any' || takes.has(value.kind)) return value;
  if (value.kind === 'null') return isOptional ? value : undefined;
  if (value.kind === 'list' && value.items.length === 1) {
    const [item = none] = value.items;
    return takes.has(item.kind) ? item : undefined;
  }
  return takes.has('list') ? list([value]) : undefined;
};

const called = (name: string, given: readonly Dmn[], { apply, readRange }: Calling): Dmn => {
  const [first = none, second = none, third = none] = given;
  if (takesItems.has(name)) {
    if (given.length === 1 && first.kind === 'null') return none;
    return callOfItems(name, given.length === 1 && first.kind === 'list' ? first.items : given);
  }
  switch (name) {
    case 'not':
      return not(first);
    case 'is':
      return boolean(isThat(first, second));
    case 'string':
      return first.kind === 'null' ? none : text(textOf(first));
    case 'range':
      return first.kind === 'string' ? readRange(first.value) : none;
    case 'sort':
      return sorted(first, (one, other) => apply(second, [one, other]));
    case 'list replace':
      if (second.kind === 'function')
        return replacedWhere(first, (item, by) => apply(second, [item, by]), third);
      break;
  }
  for (const call of [callOfNumbers, callOfTexts, callOfLists, callOfContexts, callOfRanges, callOfTimes]) {
    const value = call(name, given);
    if (value !== undefined) return value;
  }
  throw new NotSaid(`\`${name}\``);
};
