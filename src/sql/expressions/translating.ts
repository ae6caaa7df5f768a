import type { Type } from '../../language/types/types.js';
import type { Dialect } from '../dialects/dialect.js';
import type { Column, ListColumn } from '../values/column.js';
import { list, scalarOf } from '../values/column.js';
import { no, type Sql } from '../values/sql-text.js';
import { Untranslatable } from '../untranslatable.js';

/** What an expression is translated in. */
export interface Translating {
  readonly dialect: Dialect;
  readonly read: (root: string, fields: readonly string[]) => Column;
  readonly variables: ReadonlyMap<string, Column>;
  /** Where the expression is evaluated at all: `and`, `or` and `if` leave out what they don't need. */
  readonly under: readonly Sql[];
  /** Told when what is computed fails. */
  readonly fails: (when: Sql) => void;
  /** Told when it can't be said that SQL comes to what the evaluators come to: the evaluator is to decide. */
  readonly doubts: (when: Sql) => void;
  /** A value that is used several times. Inside a list's item it is written out each time. */
  readonly share: (sql: Sql) => Sql;
  /** A name for an item that no other has. */
  readonly variable: () => string;
  /** True for what is computed on the way to something else, and so is held to no type. */
  readonly isPart?: true;
}

/** The same as a condition. */
export const conditionOf = (value: Column): Sql => (value.kind === 'nothing' ? no : scalarOf(value).sql);

/** A value that is a list. */
export const listOf = (value: Column, { lists, absence }: Dialect): ListColumn => {
  if (value.kind === 'list') return value;
  const none: Type = { kind: 'null' };
  if (value.kind === 'nothing') return { ...list(lists.of([], none), none, absence), isEmpty: true };
  throw new Untranslatable('the items of what is no list');
};
