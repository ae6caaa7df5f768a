import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnosticCodes } from '../../src/edition/read/diagnostic-codes.js';
import { loadEdition } from '../../src/edition/build/load-edition.js';
import { conditionExamples } from './broken/condition-examples.js';
import { contractExamples } from './broken/contract-examples.js';
import { expressionExamples } from './broken/expression-examples.js';
import { governingExamples } from './broken/governing-examples.js';
import { invariantExamples } from './broken/invariant-examples.js';
import { letterExamples } from './broken/letter-examples.js';
import { nameExamples } from './broken/name-examples.js';
import { parameterExamples } from './broken/parameter-examples.js';
import { ruleExamples } from './broken/rule-examples.js';
import { structureExamples } from './broken/structure-examples.js';
import { yamlExamples } from './broken/yaml-examples.js';
import { loadRealEdition } from '../engine/compiled/support/differential.js';
import { libraryFiles } from './library.js';
import { patched } from './patch.js';

const examples = [
  ...yamlExamples,
  ...structureExamples,
  ...nameExamples,
  ...conditionExamples,
  ...expressionExamples,
  ...ruleExamples,
  ...parameterExamples,
  ...contractExamples,
  ...governingExamples,
  ...letterExamples,
  ...invariantExamples,
];

/** Told by what evaluates expressions or rules, and so not when an edition is loaded. */
const toldElsewhere = [
  // In check-invariants.test.ts.
  'invariant-broken',
  ...['parameter-constraint', 'rules-conflict', 'rules-gap', 'rules-failure', 'example-facts'],
  // In analysis/boundaries.test.ts.
  'nothing-tried',
  // Tried with a text of its own, in check-references.test.ts.
  'reference-nowhere',
  // A table is tried in tables.test.ts.
  ...['table-csv', 'table-cell', 'table-row-clause', 'table-gap', 'table-overlap', 'table-row-idle'],
  'table-undecided',
  ...['reading-otherwise', 'reading-idle', 'zone-rules-changed'],
  // In engine/languages.test.ts.
  ...['unknown-language', 'language-words'],
  // In functions.test.ts.
  ...['function-cycle', 'unused-function', 'unused-local', 'hides-function'],
  ...[
    'money-rounding',
    'money-currencies',
    'union-of-amounts',
    'chained-months',
    'not-equal-absent',
    'unclear-words',
  ],
];

describe('An edition is told, once and at its place, that', () => {
  for (const example of examples) {
    test(`${example.when} (${example.code})`, () => {
      const { edition, diagnostics } = loadEdition(patched(libraryFiles, example));
      assert.deepEqual(
        diagnostics.map(({ code, file, line, column, text }) => ({
          code,
          at: `${file}:${line}:${column}`,
          text,
        })),
        [{ code: example.code, at: example.at, text: example.text }],
      );
      const [diagnostic] = diagnostics;
      assert.ok(diagnostic !== undefined && diagnostic.hint !== '');
      assert.equal(diagnostic.severity, diagnosticCodes[example.code][0]);
      assert.equal(edition === undefined, diagnostic.severity === 'error');
      if (example.says !== undefined) {
        const { message, hint, clause } = diagnostic;
        assert.match([message, hint, clause?.id].join(' '), example.says);
      }
    });
  }
});

test('where the YAML of a file can not be read, that alone is told, and nothing that follows from it', async () => {
  const { files } = await loadRealEdition();
  const slips: readonly (readonly [file: string, find: string, put: string, at: string])[] = [
    ['facts.yaml', '\n      paid: {', '\n     paid: {', 'facts.yaml:20:6'],
    ['refund.yaml', '\n    then:', '\n\tthen:', 'refund.yaml'],
    ['definitions.yaml', "clauses: ['1.7']", "clauses: ['1.7'", 'definitions.yaml'],
    ['parameters.yaml', 'describes: ', 'describes: "', 'parameters.yaml'],
  ];
  for (const [file, find, put, at] of slips) {
    const text = files.get(file) ?? '';
    assert.ok(text.includes(find), file);
    const { diagnostics } = loadEdition(new Map([...files, [file, text.replace(find, put)]]));
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['yaml-syntax'],
    );
    const [{ file: told, line, column } = { file: '', line: 0, column: 0 }] = diagnostics;
    assert.ok(`${told}:${line}:${column}`.startsWith(at), `${told}:${line}:${column}`);
  }
});

test('every code of a diagnostic has an example', () => {
  const shown = new Set<string>([...examples.map(({ code }) => code), ...toldElsewhere]);
  assert.deepEqual(
    Object.keys(diagnosticCodes).filter((code) => !shown.has(code)),
    [],
  );
});

test('every example replaces something', () => {
  for (const { file, find, put } of examples) {
    if (find !== undefined) assert.ok(libraryFiles.get(file)?.includes(find), `${file} has no ${find}`);
    assert.notEqual(find, put);
  }
});
