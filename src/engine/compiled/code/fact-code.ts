import type { Edition } from '../../../edition/model/edition.js';
import type { FactShape } from '../../../edition/model/declarations.js';
import { holdsDefault, readsItem, shapeIn } from '../../../edition/model/fact-shape.js';
import { isNullLiteral, type TypedExpression } from '../../../language/syntax/expression.js';
import { readsOf } from '../../../language/syntax/walk.js';
import { isWrittenAsText } from '../../../language/types/type-relations.js';
import { added, type Cell, type Cells, type Needs } from './cells.js';
import type { Coding } from './coding.js';
import { expressionCode, fieldsOf, heldCode } from './expression-code.js';
import { makeEvaluableCode } from './evaluable-code.js';
import { fieldOf, recordLiteral } from './source-text.js';
import { factBounds } from './fact-bounds.js';
import { holdsDecimal, mayBeWide, type Bounds, type Widths } from './width.js';

/**
 * How facts are seen. `completed`: what was given, with the defaults of what was left out; a default that is a record stands as it is.
 * `asked`: how defaults and constraints read them, which also takes the defaults of fields inside a default.
 */
export type View = 'completed' | 'asked';

/** The code that reads facts from the JSON that was given, without copying it. */
export interface FactCode {
  /** What was given at a path, as JSON; `null` or `undefined` where it was left out. */
  readonly given: (path: readonly string[]) => Cell;
  /** The value of a path in a view; never `undefined`. */
  readonly value: (path: readonly string[], view: View) => Cell;
  /** Source of what stands for what was left out at a path, inside lists too. */
  readonly byDefault: (path: readonly string[], needs: Needs, item?: string) => string;
  /** Source of a list's item with its defaults. @param raw source of the item as given, which is there */
  readonly itemCode: (raw: string, path: readonly string[], needs: Needs) => string;
  /** Source of whether a path has a value in a view; does not build records and lists for it. */
  readonly isPresent: (path: readonly string[], view: View, needs: Needs) => string;
  /** Source of whether every name that an expression reads has a value, but for those that may be absent; `null` where always. */
  readonly evaluable: (expression: TypedExpression, needs: Needs) => string | null;
  /** Source of a default's or constraint's expression. @param what is computed, for a message */
  readonly asked: (expression: TypedExpression, needs: Needs, what: string) => string;
  /** In what such an expression's code is made. */
  readonly coding: (needs: Needs, what: string) => Coding;
  /** Between what an integer at a path lies, where its shape says more than its type. */
  readonly boundsAt: (path: readonly string[]) => Bounds | undefined;
  /** The shape at a path, where the vocabulary has one. */
  readonly shapeAt: (path: readonly string[]) => FactShape | undefined;
}

/** Makes the code that reads an edition's facts; defaults are part of it. */
export const makeFactCode = (edition: Edition, cells: Cells): FactCode => {
  const shapeAt = (path: readonly string[]): FactShape | undefined => shapeIn(edition.facts, path);

  const boundsAt = (path: readonly string[]): Bounds | undefined => factBounds(path, shapeAt, widths);

  const given = (path: readonly string[]): Cell =>
    cells.cell(
      `given ${JSON.stringify(path)}`,
      `${path.join('.')} as given`,
      (needs) => givenCode(path, needs),
      path.length === 1 ? path[0] : null,
    );

  const givenCode = (path: readonly string[], needs: Needs): string => {
    const field = path.at(-1) ?? '';
    const above = path.slice(0, -1);
    return fieldOf(above.length === 0 ? 'facts' : added(given(above), needs), field);
  };

  const value = (path: readonly string[], asView: View): Cell => {
    const view = asView === 'asked' && viewsDiffer(path) ? 'asked' : 'completed';
    const about = `${path.join('.')}${view === 'asked' ? ', as defaults and constraints read it' : ''}`;
    return cells.cell(`${view} ${JSON.stringify(path)}`, about, (needs) => {
      const shape = shapeAt(path);
      const absent = absentCode(path, view, needs);
      if (absent === 'null' && isPlain(shape))
        return `${path.length === 1 ? added(given(path), needs) : givenCode(path, needs)} ?? null`;
      const raw = added(given(path), needs);
      return `${raw} != null ? ${inwardCode(raw, shape, path, needs)} : ${absent}`;
    });
  };

  /** What stands for a path where it was left out. */
  const absentCode = (path: readonly string[], view: View, needs: Needs): string => {
    const byDefault = defaultCode(path, needs);
    const above = path.slice(0, -1);
    if (above.length === 0) return byDefault;
    const aboveAbsent = fallbackCode(path, view, byDefault, needs);
    if (aboveAbsent === byDefault) return byDefault;
    return `${added(given(above), needs)} != null ? ${byDefault} : ${aboveAbsent}`;
  };

  /** What stands for a path where even what it is in was left out: a field of that default. */
  const fallbackCode = (path: readonly string[], view: View, byDefault: string, needs: Needs): string => {
    const above = path.slice(0, -1);
    const field = path.at(-1) ?? '';
    if (!hasDefault(above)) return 'null';
    const standsAs = shapeAt(above)?.default;
    if (above.length === 1 && standsAs?.kind === 'record' && readsOf(standsAs).length === 0) {
      const inDefault = standsAs.fields.find(([name]) => name === field)?.[1];
      const code = inDefault === undefined ? 'null' : asked(inDefault, needs, above.join('.'));
      return view === 'asked' && code === 'null' ? byDefault : code;
    }
    const stand = added(absent(above, view), needs);
    const inDefault = fieldsOf(stand, [field]);
    return view === 'asked' && byDefault !== 'null'
      ? `${stand} === null ? null : (${inDefault} ?? ${byDefault})`
      : inDefault;
  };

  const absent = (path: readonly string[], view: View): Cell =>
    cells.cell(`absent ${view} ${JSON.stringify(path)}`, `what stands for ${path.join('.')}`, (needs) => {
      const raw = added(given(path), needs);
      return `${raw} != null ? null : ${absentCode(path, view, needs)}`;
    });

  /** @param item identifier of the item that the default of one of its fields may read */
  const defaultCode = (path: readonly string[], needs: Needs, item?: string): string => {
    const shape = shapeAt(path);
    if (shape?.default == null || isNullLiteral(shape.default)) return 'null';
    const what = path.join('.').replaceAll('.[]', '[]');
    const guard = evaluable(shape.default, needs);
    const computed = heldCode(asked(shape.default, needs, what, item), shape.default, shape.type, what, true);
    const isWide = holdsDecimal(shape.type) && mayBeWide(shape.default, widths);
    const code = isWide ? `asGiven(${computed})` : computed;
    return guard === null ? code : `(${guard} ? ${code} : null)`;
  };

  /** Facts are JavaScript's numbers, also where they are computed. */
  const widths: Widths = {
    isWide: () => false,
    known: new WeakMap(),
    wideVariables: new Set(),
    boundsOf: (root, fields) => boundsAt([root, ...fields]),
  };

  /** @param item identifier of the item that the default of one of its fields may read */
  const coding = (needs: Needs, what: string, item?: string): Coding => ({
    cells,
    needs,
    what,
    variables: new Map(item === undefined ? [] : [['item', item]]),
    read: readAsked,
    isPresent: isPresentAsked,
    widths,
  });

  const asked = (expression: TypedExpression, needs: Needs, what: string, item?: string): string =>
    expressionCode(expression, coding(needs, what, item));

  const readAsked = (root: string, fields: readonly string[], needs: Needs): string => {
    if (root === 'asOf') return 'asOf';
    return edition.facts.has(root) ? added(value([root, ...fields], 'asked'), needs) : 'null';
  };

  const isPresentAsked = (root: string, fields: readonly string[], needs: Needs): string =>
    edition.facts.has(root)
      ? isPresent([root, ...fields], 'asked', needs)
      : `(${readAsked(root, fields, needs)} !== null)`;

  const isPresent = (path: readonly string[], view: View, needs: Needs): string => {
    if (isPlain(shapeAt(path))) return `(${added(value(path, view), needs)} !== null)`;
    const about = `whether there is ${path.join('.')}`;
    const present = cells.cell(`present ${view} ${JSON.stringify(path)}`, about, (inner) => {
      const absent = absentCode(path, view, inner);
      const isGiven = `${added(given(path), inner)} != null`;
      return absent === 'null' ? isGiven : `${isGiven} || (${absent}) !== null`;
    });
    return added(present, needs);
  };

  const evaluable = makeEvaluableCode({ cells, given, shapeAt, isPresentAsked });

  /** A value that was given, as the engine holds it: instants in milliseconds, what a record lacks `null` or its default. */
  const inwardCode = (
    raw: string,
    shape: FactShape | undefined,
    path: readonly string[],
    needs: Needs,
  ): string => {
    if (shape === undefined || isPlain(shape)) return raw;
    if (shape.type.kind === 'instant') return `instantOf(${raw})`;
    if (isWrittenAsText(shape.type)) return `timeValueOf(${raw}, '${shape.type.kind}')`;
    if (shape.type.kind === 'list') {
      const item = shape.fields.get('[]');
      const name = cells.variable();
      const stand = defaultCode([...path, '[]'], needs);
      const code = inwardCode(name, item, [...path, '[]'], needs);
      return `${raw}.map((${name}) => (${name} == null ? ${stand} : ${code}))`;
    }
    if (shape.type.kind !== 'record') return raw;
    const names = shape.type.name === 'money' ? ['minor', 'currency'] : [...shape.fields.keys()];
    const readers = names.filter((name) => readsItem(shape.fields.get(name)));
    const fields = names.map((name): [string, string] => {
      const field = shape.fields.get(name);
      const inside = fieldOf(raw, name);
      const stand = readers.includes(name) ? 'null' : defaultCode([...path, name], needs);
      if (isPlain(field)) return [name, `${inside} ?? ${stand}`];
      return [name, `${inside} != null ? ${inwardCode(inside, field, [...path, name], needs)} : ${stand}`];
    });
    if (readers.length === 0) return `(${recordLiteral(fields)})`;
    // What reads the item is computed when its other fields are there.
    const item = cells.variable();
    const whole = names.map((name): [string, string] => {
      const own = fieldOf(item, name);
      return [name, readers.includes(name) ? `${own} ?? ${defaultCode([...path, name], needs, item)}` : own];
    });
    return `((${item}) => (${recordLiteral(whole)}))(${recordLiteral(fields)})`;
  };

  const hasDefault = (path: readonly string[]): boolean =>
    path.some((_, i) => ownDefault(path.slice(0, i + 1)));

  /** A default in place of which a deeper one may stand. */
  const viewsDiffer = (path: readonly string[]): boolean =>
    path.filter((_, i) => ownDefault(path.slice(0, i + 1))).length > 1;

  const ownDefault = (path: readonly string[]): boolean => {
    const byDefault = shapeAt(path)?.default;
    return byDefault != null && !isNullLiteral(byDefault);
  };

  const itemCode = (raw: string, path: readonly string[], needs: Needs): string =>
    inwardCode(raw, shapeAt(path), path, needs);

  return {
    given,
    value,
    byDefault: defaultCode,
    itemCode,
    isPresent,
    evaluable,
    asked,
    coding,
    boundsAt,
    shapeAt,
  };
};

/** Whether a value inside is the JSON value itself. */
const isPlain = (shape: FactShape | undefined): boolean => {
  if (shape === undefined) return true;
  const { kind } = shape.type;
  const item = shape.fields.get('[]');
  if (kind === 'list') return isPlain(item) && !(item !== undefined && holdsDefault(item));
  return !isWrittenAsText(shape.type) && kind !== 'record';
};
