import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseExpression } from '../../src/language/syntax/parse-expression.js';
import { scopeOfTable } from './support/feel-rows.js';
import { readFeelTable } from './support/feel-table.js';

const table = await readFeelTable();
const scope = scopeOfTable(table);

/** What is said of the first thing that is wrong with an expression. */
const hintOf = (feel: string): string => {
  const parsed = parseExpression(feel, scope);
  assert.ok(!parsed.ok, feel);
  return parsed.errors[0]?.hint ?? '';
};

describe('Each construct that editions refuse names what to write instead', () => {
  for (const [feel, wanted] of [
    ['time("10:00:00+01:00")', /`date and time\(day, time\("14:00:00"\), "Europe\/Berlin"\)`/],
    ['"a" < "b"', /`x in \("a", "b"\)`/],
    ['true < false', /`a and not\(b\)`/],
    ['(function(a) a + 1)(1)', /functions\.yaml/],
    ['{ f: function(a) a + 1 }', /functions\.yaml/],
    ['word < asOf', /`date and time\("YYYY-MM-DDThh:mm:ssZ"\)`/],
    ['n == 3', /`=`/],
    ["'text'", /double quotes/],
  ] as const)
    test(feel, () => {
      assert.match(hintOf(feel), wanted);
    });
});
