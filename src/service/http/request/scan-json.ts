import { below } from '../../../language/values.js';
import type { JsonPlace, RequestError } from '../../../decide/request/request-error.js';

/** A text that is JSON as requests may hold it; or the first place where it is no JSON; or what it holds that no request may. */
export type Scan =
  | { readonly code: 'fine' }
  | { readonly code: 'not-json'; readonly place: JsonPlace; readonly reason: string }
  | { readonly code: 'invalid-request'; readonly errors: readonly RequestError[] };

/** How deeply lists and records may be nested in a request. */
export const maximumDepth = 64;

interface Level {
  /** Names met so far in a record; `null` in a list. */
  readonly names: Set<string> | null;
  /** The member or place that is being read. */
  at: string | number;
}

const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** Whether a UTF-16 unit may stand in a text as it is; past the end, `NaN`, it may not. */
const isPlain = (unit: number): boolean => unit >= 0x20 && unit !== 0x22 && unit !== 0x5c;

const isBlank = (unit: number): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;

/** Walks the text once, with a stack of its own, so that depth costs no calls. */
export const scanJson = (text: string): Scan => {
  const levels: Level[] = [];
  let offset = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    const found = pattern.test(text);
    if (found) offset = pattern.lastIndex;
    return found;
  };
  const takeString = (): boolean => {
    const start = offset;
    offset += 1;
    do while (isPlain(text.charCodeAt(offset))) offset += 1;
    while (take(escape));
    if (text[offset] === '"') {
      offset += 1;
      return true;
    }
    if (offset >= text.length) offset = start;
    return false;
  };
  const wrong = (expected: string): Scan => ({
    code: 'not-json',
    place: placeOf(text, offset),
    reason: offset >= text.length ? `the text ends where ${expected} is expected` : `${expected} is expected`,
  });
  const refuse = (code: 'duplicate-member' | 'too-deep', message: string): Scan => ({
    code: 'invalid-request',
    errors: [{ pointer: pointerOf(levels), code, message }],
  });
  const skip = (): string => {
    while (isBlank(text.charCodeAt(offset))) offset += 1;
    return text[offset] ?? '';
  };
  /** Reads `"name" :`. */
  const takeName = (level: Level): Scan | undefined => {
    const start = offset;
    if (text[offset] !== '"' || !takeString()) return wrong('a member’s name in double quotes');
    const written = text.slice(start + 1, offset - 1);
    const name = written.includes('\\') ? String(JSON.parse(`"${written}"`)) : written;
    const known = level.names?.has(name) === true;
    level.names?.add(name);
    level.at = name;
    if (known) return refuse('duplicate-member', `\`${name}\` is given twice. Give it once.`);
    if (skip() !== ':') return wrong('`:`');
    offset += 1;
    return undefined;
  };

  for (;;) {
    // A value starts here.
    const first = skip();
    if (first === '{' || first === '[') {
      if (levels.length === maximumDepth)
        return refuse('too-deep', `Nested more than ${maximumDepth} deep. Nest less.`);
      offset += 1;
      const level: Level = { names: first === '{' ? new Set() : null, at: 0 };
      if (skip() === (first === '{' ? '}' : ']')) offset += 1;
      else {
        levels.push(level);
        const failure = first === '{' ? takeName(level) : undefined;
        if (failure !== undefined) return failure;
        continue;
      }
    } else if (first === '"') {
      if (!takeString()) return wrong('the rest of a JSON text in double quotes');
    } else if (!take(scalar)) return wrong('a JSON value');
    // A value has ended here: the next one follows, or what it stands in ends too.
    for (;;) {
      const next = skip();
      const level = levels.at(-1);
      if (level === undefined) return next === '' ? { code: 'fine' } : wrong('the end of the text');
      if (next === ',') {
        offset += 1;
        skip();
        if (level.names === null) level.at = Number(level.at) + 1;
        const failure = level.names === null ? undefined : takeName(level);
        if (failure !== undefined) return failure;
        break;
      }
      if (next !== (level.names === null ? ']' : '}'))
        return wrong(level.names === null ? '`,` or `]`' : '`,` or `}`');
      offset += 1;
      levels.pop();
    }
  }
};

const pointerOf = (levels: readonly Level[]): string =>
  levels.reduce((pointer, { at }) => below(pointer, at), '');

const placeOf = (text: string, offset: number): JsonPlace => {
  let [line, start] = [1, 0];
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { offset, line, column: offset - start + 1 };
};
