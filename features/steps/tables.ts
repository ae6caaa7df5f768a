import { defineStep, type DataTable } from '@cucumber/cucumber';
import { parse } from 'yaml';
import { expectAt } from '../support/actions.js';
import { asSent, type Json } from '../support/driver.js';
import { without, withValue } from '../support/paths.js';
import type { ClausebookWorld } from '../support/world.js';

/** The rows of a table `path | value` with a heading or without; a value is written as in YAML. */
const rowsOf = (table: DataTable): readonly (readonly [string, Json])[] =>
  table
    .raw()
    .filter(([path = '', value]) => !(path === 'path' && value === 'value'))
    .map(([path = '', value = '']) => [path, asSent(parse(value))]);

defineStep('the facts', function (this: ClausebookWorld, table: DataTable) {
  for (const [path, value] of rowsOf(table)) this.facts = withValue(this.facts, path, value);
});

defineStep('nothing is said of {string}', function (this: ClausebookWorld, path: string) {
  this.facts = without(this.facts, path);
});

defineStep('the answer has', function (this: ClausebookWorld, table: DataTable) {
  for (const [path, value] of rowsOf(table)) expectAt(this, path, value);
});
