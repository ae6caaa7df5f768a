import type { Looked } from '../../engine/facts/looked.js';
import type { Constraint, FactShape } from '../../edition/model/declarations.js';
import { holdsDefault } from '../../edition/model/fact-shape.js';
import type { Edition } from '../../edition/model/edition.js';
import { requiredFacts } from '../../edition/model/fact-schema.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { mayMisfit } from '../../engine/facts/out-of-range.js';
import { type TypedExpression, isNullLiteral } from '../../language/syntax/expression.js';
import { readsOf, readsVariable } from '../../language/syntax/walk.js';
import type { Type } from '../../language/types/types.js';
import type { Dialect } from '../dialects/dialect.js';
import { translate } from '../expressions/translate.js';
import { conditionOf, type Translating } from '../expressions/translating.js';
import { Untranslatable } from '../untranslatable.js';
import { absent, either, fieldOf, list, nothing, present, where, type Column } from '../values/column.js';
import { columnOf, valueOf } from '../values/one-value.js';
import { and, no, not, or, surely, yes, type Sql } from '../values/sql-text.js';
import { nothingInside } from './fact-shapes.js';
import type { FactReader } from './given-facts.js';
import { makeIsEvaluable, nowhere } from './evaluable.js';
import { kept, type Keeping } from './kept.js';

/** Facts as `engine/assumptions.ts` completes them. */
export interface CompleteFacts {
  /** A fact as the rules see it. */
  readonly fact: (name: string) => Column;
  /** Completes all facts that play a part, and tries the constraints. */
  readonly close: () => void;
}

/** What facts are completed in. */
interface Completing extends Keeping {
  readonly edition: Edition;
  readonly ruleSet: RuleSet;
  readonly dialect: Dialect;
  /** The facts that play a part; any others are left out. */
  readonly own: ReadonlySet<string>;
  readonly reader: FactReader;
  /** What names stand for that are no facts. */
  readonly known: (root: string, fields: readonly string[]) => Column;
  readonly translating: (what: string, under: readonly Sql[], fails: (when: Sql) => void) => Translating;
  /** Told why a row's facts are refused. */
  readonly refuses: (when: 'computing' | 'constraint', what: string, condition: Sql) => void;
}

/** Makes the facts of each row. */
export const completeFacts = (completing: Completing): CompleteFacts => {
  const { edition, ruleSet, dialect, own, reader, known, refuses } = completing;
  const required = requiredFacts(edition, ruleSet);
  const raws = new Map<string, Column>();
  const defaults = new Map<string, Default>();
  const complete = new Map<string, Column>();
  const fails = (what: string, kind: string, when: Sql): void => {
    if (when !== no) refuses('computing', `out-of-range ${what} ${kind}`, when);
  };

  const raw = (name: string, shape: FactShape): Column => {
    let one = raws.get(name);
    if (one === undefined) {
      const inside = required.inside.find(([root]) => root === name)?.[1] ?? nothingInside;
      one = own.has(name) ? reader.read(name, shape, required.names.includes(name), inside) : nothing;
      raws.set(name, one);
    }
    return one;
  };

  const translating = (what: string, under: readonly Sql[], tell: (when: Sql) => void): Translating => ({
    ...completing.translating(what, under, tell),
    read,
  });

  /** @param under where it is asked for at all: then the default is computed where the value is absent */
  const orDefault = (value: Column, shape: FactShape | undefined, path: string, under: Sql): Column => {
    if (shape?.default == null || isNullLiteral(shape.default) || present(value) === yes) return value;
    const byDefault = defaultOf(shape.default, shape.type, path);
    const asked = and(under, absent(value));
    fails(path, 'undefined', and(asked, byDefault.fails));
    fails(path, 'misfit', and(asked, byDefault.misfits));
    return kept(`${path}, or by default`, either(present(value), value, byDefault.value), completing);
  };

  const defaultOf = (expression: TypedExpression, type: Type, path: string): Default => {
    const made = defaults.get(path);
    if (made !== undefined) return made;
    defaults.set(path, { value: nothing, fails: no, misfits: no });
    const can = isEvaluable(expression);
    const failures: Sql[] = [];
    const value = translate(
      expression,
      translating(path, can === yes ? [] : [can], (when) => failures.push(when)),
    );
    const held = mayMisfit(expression, type, true)
      ? completing.held(value, type, true)
      : { value, misfits: no };
    const one: Default = {
      value: kept(`${path} by default`, either(can, held.value, nothing), completing),
      fails: or(...failures),
      misfits: and(can, held.misfits),
    };
    defaults.set(path, one);
    return one;
  };

  /** What stands at each part of a path. */
  const look = (root: string, fields: readonly string[]): readonly Looked<Column>[] => {
    let shape = edition.facts.get(root)?.shape;
    let path = root;
    let there = shape === undefined ? nothing : raw(root, shape);
    let value = orDefault(there, shape, path, yes);
    const found: Looked<Column>[] = [{ value, given: there, shape, path }];
    for (const field of fields) {
      path = `${path}.${field}`;
      shape = shape?.fields.get(field);
      there = fieldOf(there, field);
      const above = present(value);
      value = either(above, orDefault(fieldOf(value, field), shape, path, above), nothing);
      found.push({ value, given: there, shape, path });
    }
    return found;
  };

  const read = (root: string, fields: readonly string[]): Column => {
    if (!edition.facts.has(root)) return known(root, fields);
    const { value, given: there, shape, path } = look(root, fields).at(-1) ?? nowhere;
    if (shape === undefined) return value;
    const isGiven = present(there);
    return either(isGiven, completed(there, shape, path, isGiven), value);
  };

  const completed = (value: Column, shape: FactShape, path: string, under: Sql): Column => {
    const filled = orDefault(value, shape, path, under);
    if (value.kind === 'list') {
      const item = shape.fields.get('[]');
      if (item === undefined || !holdsDefault(item)) return filled;
      const items = completedItems(value.sql, value.of, item, path);
      return either(present(value), list(items, item.type, value.absence), filled);
    }
    if (value.kind !== 'record' || shape.fields.size === 0) return filled;
    const inside = and(under, value.present);
    const fields = [...shape.fields].map(([name, field]): [string, Column] => {
      const given = value.fields.get(name) ?? nothing;
      const whole = completed(given, field, `${path}.${name}`, inside);
      return [name, whole === given ? given : where(value.present, whole)];
    });
    return either(value.present, { ...value, fields: new Map(fields) }, filled);
  };

  /** A list with the defaults of what its items leave out; a default may read the item. */
  const completedItems = (from: Sql, of: Type, item: FactShape, path: string): Sql => {
    const variable = `completed_${complete.size}_${path.length}`;
    const column = columnOf(variable, of, dialect);
    if (column.kind !== 'record') throw new Untranslatable(`a default for the items of \`${path}\``);
    const plain = new Map(
      [...item.fields].map(([name, field]): [string, Column] => {
        const value = column.fields.get(name) ?? nothing;
        if (
          holdsDefault(field) &&
          field.type.kind === 'list' &&
          [...field.fields.values()].some(holdsDefault)
        )
          throw new Untranslatable(`defaults in lists in the items of \`${path}\``);
        if (field.default === null) {
          if (holdsDefault(field))
            throw new Untranslatable(`defaults in records in the items of \`${path}\``);
          return [name, value];
        }
        return [name, value];
      }),
    );
    const completed = (fields: ReadonlyMap<string, Column>, isOfItem: boolean): ReadonlyMap<string, Column> =>
      new Map(
        [...item.fields].map(([name, field]): [string, Column] => {
          const value = fields.get(name) ?? nothing;
          if (field.default === null || readsVariable(field.default, 'item') !== isOfItem)
            return [name, value];
          if (readsOf(field.default).length > 0)
            throw new Untranslatable(`a default in the items of \`${path}\``);
          const refuseIt = (): void => {
            throw new Untranslatable(`a default that may fail in the items of \`${path}\``);
          };
          const byDefault = translate(field.default, {
            ...translating(path, [], refuseIt),
            doubts: refuseIt,
            share: (sql) => sql,
            variables: new Map<string, Column>(isOfItem ? [['item', { ...column, fields }]] : []),
          });
          return [name, either(present(value), value, byDefault)];
        }),
      );
    // What reads the item is computed when its other fields are there.
    const fields = completed(completed(plain, false), true);
    const value = valueOf({ ...column, fields }, item.type, dialect);
    return dialect.lists.map(from, of, variable, value, item.type);
  };

  const isEvaluable = makeIsEvaluable(edition, look);

  const fact = (name: string): Column => {
    let one = complete.get(name);
    if (one === undefined) {
      const shape = edition.facts.get(name)?.shape;
      one =
        shape === undefined
          ? nothing
          : kept(`${name}, complete`, completed(raw(name, shape), shape, name, yes), completing);
      complete.set(name, one);
    }
    return one;
  };

  const broken = ({ holds, code }: Constraint): Sql => {
    const can = isEvaluable(holds);
    if (can === no) return no;
    const value = translate(
      holds,
      translating(code, can === yes ? [] : [can], (when) => {
        fails(code, 'undefined', when);
      }),
    );
    return and(can, not(surely(conditionOf(value))));
  };

  return {
    fact,
    close: () => {
      for (const [name, { shape }] of edition.facts)
        if (own.has(name)) fact(name);
        else if (shape.default !== null && mayMisfit(shape.default, shape.type, true))
          orDefault(nothing, shape, name, yes);
      for (const constraint of edition.constraints)
        if (constraint.decisions?.includes(ruleSet.decision) ?? true)
          refuses('constraint', constraint.code, broken(constraint));
    },
  };
};

/** The value that a default gives, and when it gives none. */
interface Default {
  readonly value: Column;
  readonly fails: Sql;
  readonly misfits: Sql;
}
