import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isDiagnosticCode } from '../../../src/edition/read/diagnostic-codes.js';
import { fileKinds, validateStructure } from '../../../src/edition/read/schemas.js';

const folder = new URL('../../../schemas/', import.meta.url);

const everyValue = (value: unknown, key: string): readonly unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => [
    ...(name === key ? [inner] : []),
    ...everyValue(inner, key),
  ]);
};

test('every kind of file has a schema that compiles', () => {
  for (const kind of fileKinds) assert.notDeepEqual(validateStructure(kind, {}), []);
});

test('every schema is one: what reads them does not ask', async () => {
  const ajv = new Ajv2020({ strict: true });
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.schema.json'))) {
    const schema = JSON.parse(await readFile(new URL(file, folder), 'utf8')) as object; // a schema is an object
    assert.ok(ajv.validateSchema(schema), `${file}: ${ajv.errorsText()}`);
  }
  assert.equal(ajv.validateSchema({ type: 'texts' }), false);
});

test('every code that a schema names is a code of a diagnostic', async () => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.schema.json'));
  for (const file of files) {
    const schema: unknown = JSON.parse(await readFile(new URL(file, folder), 'utf8'));
    for (const codes of everyValue(schema, 'x-codes')) {
      for (const code of Object.values(codes as object))
        assert.ok(isDiagnosticCode(String(code)), String(code)); // x-codes are objects
    }
  }
});

test('every file of the library names its schema, so that editors complete it', async () => {
  const library = new URL('../fixtures/library-lending/2025-03-01/', import.meta.url);
  for (const file of (await readdir(library)).filter((name) => name.endsWith('.yaml'))) {
    const text = await readFile(new URL(file, library), 'utf8');
    assert.match(text, /^# yaml-language-server: \$schema=[./]+\/schemas\/[a-z-]+\.schema\.json\n/, file);
  }
});
