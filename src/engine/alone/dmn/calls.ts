import { inOrder } from '../../../language/functions/parameter-names.js';
import { equal, liesIn, not } from './compare.js';
import { computeCall, NotSaid } from './compute-part.js';
import { boolean, classOf, list, none, text, toValue, type Dmn } from './dmn-value.js';
import { callOfItems, callOfMoving, flattened, movesItems, sorted, takesItems } from './list-calls.js';
import { signatureOf, type DmnParameter } from './signatures.js';

/** Calls a function that is a value. */
export type Apply = (called: Dmn, given: readonly Dmn[]) => Dmn;

/** A function of DMN, called with values; none where DMN gives none, by wrong kinds and numbers of arguments among others. */
export const callDmn = (
  name: string,
  given: readonly Dmn[],
  names: readonly string[] | undefined,
  apply: Apply,
): Dmn => {
  const parameters = signatureOf(name);
  if (parameters === undefined) {
    // A function of our own is computed; one that nobody knows gives none.
    if (ofClocks.has(name)) throw new NotSaid('what clocks show');
    return isOurs(name) ? computeCall(name, given) : none;
  }
  const placed = names === undefined ? given : inOrder(name, given, names);
  const fitted = placed && fit(placed, parameters);
  return fitted === undefined ? none : called(name, fitted, apply);
};

const ours: ReadonlySet<string> = new Set([
  ...['add months', 'days between', 'months between', 'start of day', 'start of month', 'start of year'],
  ...['round half even', 'integers', 'concatenate all'],
]);

/** No decision depends on them. */
const ofClocks: ReadonlySet<string> = new Set(['now', 'today']);

const isOurs = (name: string): boolean => ours.has(name);

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
  while (
    fitted.length > least &&
    classOf(fitted.at(-1) ?? none) === 'null' &&
    parameters[fitted.length - 1]?.isOptional === true
  )
    fitted.pop();
  return fitted;
};

const fitOne = (value: Dmn, { takes, isOptional }: DmnParameter): Dmn | undefined => {
  const kind = classOf(value);
  if (takes === 'any' || takes.has(kind)) return value;
  if (kind === 'null') return isOptional ? value : undefined;
  if (value.kind === 'list' && value.items.length === 1) {
    const [item = none] = value.items;
    return takes.has(classOf(item)) ? item : undefined;
  }
  return takes.has('list') ? list([value]) : undefined;
};

const called = (name: string, given: readonly Dmn[], apply: Apply): Dmn => {
  const [first = none, second = none, third = none] = given;
  if (takesItems.has(name)) {
    if (given.length === 1 && classOf(first) === 'null') return none;
    return callOfItems(name, given.length === 1 && first.kind === 'list' ? first.items : given);
  }
  switch (name) {
    case 'not':
      return not(first);
    case 'is':
      return classOf(first) === classOf(second) ? equal(first, second) : boolean(false);
    case 'flatten':
      return list(flattened(first.kind === 'list' ? first.items : []));
    case 'string':
      return classOf(first) === 'null' ? none : text(textOf(first, false));
    case 'string join': {
      const items = first.kind === 'list' ? first.items.filter((item) => classOf(item) !== 'null') : [];
      return items.some((item) => classOf(item) !== 'string')
        ? none
        : computeCall(name, [list(items), ...given.slice(1)]);
    }
    case 'sort':
      return list(
        sorted(first.kind === 'list' ? first.items : [], (one, other) => apply(second, [one, other])),
      );
    case 'list replace':
      if (second.kind !== 'function') return callOfMoving(name, given);
      return list(
        first.kind === 'list' ? first.items.map((item) => replaced(item, second, third, apply)) : [],
      );
    case 'get value':
    case 'get entries':
    case 'context put':
    case 'context merge':
    case 'context':
      return callOfContext(name, given);
    case 'range':
      throw new NotSaid('a range that is written in a text');
    case 'includes':
    case 'during': {
      const [range, point] = name === 'includes' ? [first, second] : [second, first];
      if (range.kind === 'range' && point.kind === 'plain') return liesIn(point, range);
      break;
    }
    case 'number':
      // A group sign that is none is left out.
      return computeCall(
        name,
        given.map((argument) => (classOf(argument) === 'null' ? text('') : argument)),
      );
  }
  if (movesItems(name)) return callOfMoving(name, given);
  if (isOfRanges(name)) {
    const points = given.flatMap((value) => (value.kind === 'range' ? [value.start, value.end] : [value]));
    const kinds = new Set(points.map(classOf));
    if (kinds.has('null'))
      return given.some(({ kind }) => kind === 'range') && !given.some((one) => classOf(one) === 'null')
        ? unsure()
        : none;
    if (kinds.size > 1) return none;
  }
  return computeCall(name, given);
};

const unsure = (): never => {
  throw new NotSaid('a range without an end');
};

const replaced = (item: Dmn, matches: Dmn, by: Dmn, apply: Apply): Dmn => {
  const found = apply(matches, [item, by]);
  return found.kind === 'plain' && found.value === true ? by : item;
};

const isOfRanges = (name: string): boolean =>
  (signatureOf(name) ?? []).length === 2 &&
  (/^(?:before|after|coincides|finishes|finished by|includes|during|starts|started by)$/.test(name) ||
    /^(?:meets|met by|overlaps)/.test(name));

/** A value as FEEL writes it, whatever the kinds of what is in it. */
const textOf = (value: Dmn, isInside: boolean): string => {
  if (value.kind === 'function') throw new NotSaid('a function as a text');
  if (value.kind === 'list') return `[${value.items.map((item) => textOf(item, true)).join(', ')}]`;
  if (value.kind === 'context' && toValue(value) === undefined)
    return `{${[...value.entries].map(([name, entry]) => `${name}: ${textOf(entry, true)}`).join(', ')}}`;
  if (classOf(value) === 'null') return 'null';
  const written = computeCall('string', [isInside && classOf(value) === 'string' ? list([value]) : value]);
  const told = written.kind === 'plain' ? String(written.value) : '';
  return isInside && classOf(value) === 'string' ? told.slice(1, -1) : told;
};

/** Functions of contexts (table 82). */
const callOfContext = (name: string, [first = none, second = none, third = none]: readonly Dmn[]): Dmn => {
  const entries = first.kind === 'context' ? first.entries : new Map<string, Dmn>();
  switch (name) {
    case 'get value':
      if (second.kind === 'list') throw new NotSaid('a path of keys');
      return second.kind === 'plain' && typeof second.value === 'string'
        ? (entries.get(second.value) ?? none)
        : none;
    case 'get entries':
      return list([...entries].map(([key, value]) => entryOf(key, value)));
    case 'context put':
      return put(first, second.kind === 'list' ? second.items : [second], third);
    case 'context merge': {
      const contexts = first.kind === 'list' ? first.items : [];
      if (contexts.some(({ kind }) => kind !== 'context')) return none;
      return {
        kind: 'context',
        entries: new Map(contexts.flatMap((one) => (one.kind === 'context' ? [...one.entries] : []))),
      };
    }
    default: {
      const made = new Map<string, Dmn>();
      for (const entry of first.kind === 'list' ? first.items : []) {
        if (entry.kind !== 'context' || !entry.entries.has('value')) return none;
        const key = entry.entries.get('key');
        if (key?.kind !== 'plain' || typeof key.value !== 'string' || made.has(key.value)) return none;
        made.set(key.value, entry.entries.get('value') ?? none);
      }
      return { kind: 'context', entries: made };
    }
  }
};

const entryOf = (key: string, value: Dmn): Dmn => ({
  kind: 'context',
  entries: new Map([
    ['key', text(key)],
    ['value', value],
  ]),
});

/** A context with another value at a path of keys. */
const put = (into: Dmn, [key, ...others]: readonly Dmn[], value: Dmn): Dmn => {
  if (into.kind !== 'context' || key?.kind !== 'plain' || typeof key.value !== 'string') return none;
  const inner = others.length === 0 ? value : put(into.entries.get(key.value) ?? none, others, value);
  if (others.length > 0 && classOf(inner) === 'null') return none;
  return { kind: 'context', entries: new Map([...into.entries, [key.value, inner]]) };
};
