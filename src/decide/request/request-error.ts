import type { SchemaError } from '../../language/schema-check.js';

/** A place in a JSON text: offset from 0 in UTF-16 units, line and column from 1. */
export interface JsonPlace {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with one place of a request: JSON Pointer in the body (or `?name` for a query parameter), code, words. */
export interface RequestError extends Omit<SchemaError, 'code'> {
  readonly code:
    SchemaError['code'] | 'duplicate-member' | 'too-deep' | 'not-searchable' | 'unknown-parameter';
}
