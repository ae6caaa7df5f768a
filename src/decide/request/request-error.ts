/** A place in a JSON text: offset from 0 in UTF-16 units, line and column from 1. */
export interface JsonPlace {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with one place of a request: JSON Pointer in the body (or `?name` for a query parameter), code, words. */
export interface RequestError {
  readonly pointer: string;
  readonly code:
    | 'unknown-member'
    | 'missing-member'
    | 'wrong-type'
    | 'duplicate-member'
    | 'too-deep'
    | 'too-many'
    | 'not-allowed';
  readonly message: string;
}
