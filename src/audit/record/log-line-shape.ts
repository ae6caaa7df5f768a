import { readFileSync } from 'node:fs';
import type { Schema } from '../../language/schema.js';
import { makeSchemaCheck, type SchemaCheck } from '../../language/schema-check.js';
import type { LogLine } from './log-line.js';

const schemaUrl = new URL('../../../schemas/record.schema.json', import.meta.url);

let check: SchemaCheck | undefined;

/** Whether a JSON value has the form of a line: `schemas/record.schema.json`, which is read when it is first needed. */
export const isLogLine = (value: unknown): value is LogLine => {
  check ??= makeSchemaCheck(JSON.parse(readFileSync(schemaUrl, 'utf8')) as Schema); // a keyword of no other kind is refused
  return check(value).length === 0;
};

/** The line that a text holds, not verified; `undefined` where it holds none. */
export const parseLine = (line: string): LogLine | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  return isLogLine(json) ? json : undefined;
};
