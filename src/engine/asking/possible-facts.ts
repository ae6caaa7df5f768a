import type { Edition } from '../../edition/model/edition.js';
import type { Constraint, FactShape } from '../../edition/model/declarations.js';
import { readsItem, shapeIn } from '../../edition/model/fact-shape.js';
import { innerName } from '../../edition/names/dotted-names.js';
import type { TypedExpression } from '../../language/syntax/expression.js';
import { readsOf } from '../../language/syntax/walk.js';
import type { Computed, Value } from '../../language/types/types.js';
import { isList, isRecord } from '../../language/values.js';
import { inward } from '../facts/fact-values.js';
import type { OpenFacts, Supposed } from './open-facts.js';
import { among, depsOf, known, mayBeNull, onlyValue, settled, type Deps, type Possible } from './possible.js';
import { anyOf, fieldIn, joined } from './joined-possible.js';
import { evaluatePossible, type PossibleScope } from './evaluate-possible.js';
import { truthOf } from './truth.js';

/** What is known of a case. */
export interface Known {
  readonly edition: Edition;
  /** Valid where they are given. A list that is given is whole. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Dotted names of facts that are known to be left out. */
  readonly without: ReadonlySet<string>;
  /** Whether a decision is refused without a fact. */
  readonly isRequired: (name: string, shape: FactShape) => boolean;
  readonly open: OpenFacts;
  /** What is supposed of open facts, by dotted name. */
  readonly supposed: ReadonlyMap<string, Supposed>;
}

/** What facts may come to. */
export interface PossibleFacts {
  /** What a fact of the vocabulary may come to, with defaults for what is left out; `undefined` of no fact. */
  readonly of: (name: string) => Possible | undefined;
  /** Whether a constraint refuses every case. */
  readonly isRefused: (constraint: Constraint) => boolean;
}

/** @param asOf epoch milliseconds; defaults may read it */
export const makePossibleFacts = (
  { edition, facts, without, isRequired, open, supposed }: Known,
  asOf: number,
): PossibleFacts => {
  const made = new Map<string, Possible>();
  const factOf: PossibleFacts['of'] = (name) => {
    const before = made.get(name);
    if (before !== undefined) return before;
    const shape = edition.facts.get(name)?.shape;
    if (shape === undefined) return undefined;
    const value = settled(possibleOf(name, shape, jsonIn(facts, name)));
    made.set(name, value);
    return value;
  };
  const scope: PossibleScope = {
    read: (root, fields) => {
      if (root === 'asOf') return known(asOf);
      const shape = edition.facts.get(root)?.shape;
      return shape === undefined ? known(null) : readAt(root, shape, jsonIn(facts, root), fields);
    },
    variables: new Map(),
  };

  /** What a default reads: one path, since what stands beside it may have a default that reads this one. */
  const readAt = (name: string, shape: FactShape, json: unknown, path: readonly string[]): Possible => {
    const [field, ...rest] = path;
    const inner = field === undefined ? undefined : shape.fields.get(field);
    if (field === undefined || inner === undefined || !isPlainRecord(shape))
      return path.reduce(fieldIn, possibleOf(name, shape, json));
    const below = innerName(name, field);
    if (isRecord(json)) return readAt(below, inner, jsonIn(json, field), rest);
    const instead = (): Possible => readInDefault(shape, path);
    if (json === null || without.has(name)) return instead();
    const required = isRequired(name, shape);
    const { bit } = open.of(name, shape, required);
    const way = supposed.get(name);
    if (way?.kind === 'left-out') return instead();
    const there = readAt(below, inner, undefined, rest);
    return way?.kind === 'there' || (required && shape.type.nullable !== true)
      ? there
      : joined(there, instead(), bit);
  };

  /** What is read in a record that is left out; defaults see what is left out in its default. */
  const readInDefault = (of: FactShape, path: readonly string[]): Possible => {
    let shape: FactShape | undefined = of;
    let value = leftOut(of);
    for (const field of path) {
      shape = shape?.fields.get(field);
      value = fieldIn(value, field);
      if (shape?.default != null && mayBeNull(value)) value = joined(value, leftOut(shape), depsOf(value));
    }
    return value;
  };

  const possibleOf = (name: string, shape: FactShape, json: unknown): Possible => {
    if (json === null || (json === undefined && without.has(name))) return leftOut(shape);
    if (json !== undefined) return given(name, shape, json);
    const required = isRequired(name, shape);
    const { bit } = open.of(name, shape, required);
    const way = supposed.get(name);
    if (way?.kind === 'value') return known(way.value);
    if (way?.kind === 'left-out') return leftOut(shape);
    const there = isPlainRecord(shape) ? recordOf(name, shape, {}) : anyOfShape(shape, bit);
    if (way?.kind === 'there' || (required && shape.type.nullable !== true)) return there;
    return joined(there, leftOut(shape), bit);
  };

  const given = (name: string, shape: FactShape, json: unknown): Possible =>
    isPlainRecord(shape) && isRecord(json) ? recordOf(name, shape, json) : whole(shape, json);

  const recordOf = (name: string, shape: FactShape, json: Readonly<Record<string, unknown>>): Possible => {
    const fields = [...shape.fields].map(([key, field]): [string, Possible] => [
      key,
      possibleOf(innerName(name, key), field, jsonIn(json, key)),
    ]);
    return { kind: 'record', fields: new Map(fields), orNull: false, deps: 0n };
  };

  /** What is given as a whole: what is left out in it is known to be. */
  const whole = (shape: FactShape, json: unknown, item?: Possible): Possible => {
    if (json === null || json === undefined) return leftOut(shape, item);
    const ofList = shape.fields.get('[]');
    if (ofList !== undefined && isList(json as Value))
      return settled({
        kind: 'list',
        items: (json as readonly unknown[]).map((one) => whole(ofList, one)),
        deps: 0n,
      }); // a list
    if (!isPlainRecord(shape) || !isRecord(json)) return known(inward(json, shape));
    const valueAt = (key: string): unknown => jsonIn(json, key);
    const fieldsWith = (siblings: Possible | undefined): Possible =>
      settled({
        kind: 'record',
        fields: new Map(
          [...shape.fields].map(([key, field]): [string, Possible] => [
            key,
            siblings === undefined && readsItem(field) && valueAt(key) == null
              ? known(null)
              : whole(field, valueAt(key), siblings),
          ]),
        ),
        orNull: false,
        deps: 0n,
      });
    const plain = fieldsWith(undefined);
    return [...shape.fields.values()].some(readsItem) ? fieldsWith(plain) : plain;
  };

  /** What a fact comes to that is left out. A default is void where what it reads is absent. */
  const leftOut = ({ default: instead }: FactShape, item?: Possible): Possible => {
    if (instead === null) return known(null);
    const variables = item === undefined ? scope.variables : new Map([['item', item]]);
    const value = evaluatePossible(instead, { ...scope, variables });
    const { isVoid, deps } = voidness(instead);
    return isVoid ? joined(value, known(null), deps) : value;
  };

  /** Whether something may be absent that an expression reads and that may not be, so that it is void; and on what its reads hang. */
  const voidness = (expression: TypedExpression): { readonly isVoid: boolean; readonly deps: Deps } => {
    let deps: Deps = 0n;
    let isVoid = false;
    for (const { root, fields } of readsOf(expression)) {
      const shape = edition.facts.get(root)?.shape;
      if (shape === undefined) continue;
      const read = scope.read(root, fields);
      deps |= depsOf(read);
      const only = onlyValue(read);
      const last = shapeIn(edition.facts, [root, ...fields]);
      isVoid ||=
        only === undefined
          ? mayBeNull(read) || last === undefined || !isScalar(last)
          : only === null
            ? isLackedIn(facts, shape, [root, ...fields])
            : last !== undefined && hasVoid(only, last);
    }
    return { isVoid, deps };
  };

  const isRefused = ({ holds }: Constraint): boolean =>
    !voidness(holds).isVoid && !truthOf(evaluatePossible(holds, scope)).mayHold;
  return { of: factOf, isRefused };
};

const isScalar = ({ type }: FactShape): boolean => type.kind !== 'record' && type.kind !== 'list';

/** Whether something is absent on the way to a fact that may not be. */
const isLackedIn = (
  record: unknown,
  shape: FactShape | undefined,
  [name = '', ...rest]: readonly string[],
): boolean => {
  const json = isRecord(record) ? jsonIn(record, name) : undefined;
  if (json === undefined || json === null) return shape?.type.nullable !== true;
  return rest.length > 0 && isLackedIn(json, shape?.fields.get(rest[0] ?? ''), rest);
};

const jsonIn = (record: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** Whether something is absent in a value that may not be. */
const hasVoid = (value: Computed, shape: FactShape): boolean => {
  if (value === null) return shape.type.nullable !== true;
  const item = shape.fields.get('[]');
  if (isList(value)) return item !== undefined && value.some((one) => hasVoid(one, item));
  if (!isRecord(value)) return false;
  const fields = value as Readonly<Record<string, Computed>>; // a record
  return [...shape.fields].some(([name, field]) => hasVoid(fields[name] ?? null, field));
};

/** Whether a fact is a record of facts; money is one value. */
const isPlainRecord = ({ type }: FactShape): boolean => type.kind === 'record' && type.name === undefined;

/** Any value that a shape allows, with all that is in it. */
const anyOfShape = (shape: FactShape, deps: Deps): Possible => {
  const { type, minimum, maximum } = shape;
  const item = shape.fields.get('[]');
  if (type.kind === 'list' && item !== undefined)
    return { kind: 'items', item: anyOfShape(item, deps), orNull: false, deps };
  if (type.kind === 'integer' || type.kind === 'number')
    return { kind: 'number', low: minimum ?? -Infinity, high: maximum ?? Infinity, orNull: false, deps };
  if (type.kind === 'text' && type.values !== undefined) return among(type.values, deps);
  if (type.kind !== 'record') return anyOf({ ...type, nullable: false }, deps);
  if (type.name === 'money') {
    const low = type.negative === true ? -Infinity : 0;
    return {
      kind: 'record',
      fields: new Map<string, Possible>([
        ['minor', { kind: 'number', low, high: Infinity, orNull: false, deps }],
        ['currency', { kind: 'any', orNull: false, deps }],
      ]),
      orNull: false,
      deps,
    };
  }
  const fields = [...shape.fields].map(([key, field]): [string, Possible] => [
    key,
    field.default === null && field.type.nullable !== true
      ? anyOfShape(field, deps)
      : joined(anyOf({ ...field.type, nullable: true }, deps), anyOfShape(field, deps), deps),
  ]);
  return { kind: 'record', fields: new Map(fields), orNull: false, deps };
};
