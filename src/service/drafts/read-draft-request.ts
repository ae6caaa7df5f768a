import { below } from '../../language/json-pointer.js';
import type { Failure } from '../http/failure.js';
import type { RequestError } from '../../decide/request/request-error.js';

/** What was read, or what is wrong with it. */
export type ReadRequest<T> =
  { readonly code: 'read'; readonly value: T } | Extract<Failure, { readonly code: 'invalid-request' }>;

/** Reads `{ title, digest }`. */
export const readNewDraft = (
  body: unknown,
  titleCharacters: number,
): ReadRequest<{ readonly title: string; readonly digest: string }> => {
  const fields = fieldsIn(body, ['title', 'digest']);
  if ('code' in fields) return fields;
  const { values, errors } = fields;
  const title = textIn(values, 'title', titleCharacters, errors).trim();
  const digest = textIn(values, 'digest', 128, errors);
  if (errors.length === 0 && title === '')
    errors.push({ pointer: '/title', code: 'wrong-type', message: 'Say in `title` what the draft is for.' });
  return errors.length === 0 ? { code: 'read', value: { title, digest } } : invalid(errors);
};

/** Reads `{ text }`. */
export const readFileText = (body: unknown, bytes: number): ReadRequest<string> => {
  const fields = fieldsIn(body, ['text']);
  if ('code' in fields) return fields;
  const text = textIn(fields.values, 'text', bytes, fields.errors, 0);
  return fields.errors.length === 0 ? { code: 'read', value: text } : invalid(fields.errors);
};

/** What is to be checked: the draft as it is kept, or with another text in one file. */
export interface CheckRequest {
  readonly unsaved: { readonly file: string; readonly text: string } | null;
  readonly deep: boolean;
}

/** Reads `{ file?, text?, deep? }`; a file comes with its text. */
export const readCheckRequest = (body: unknown, bytes: number): ReadRequest<CheckRequest> => {
  const fields = fieldsIn(body, ['file', 'text', 'deep']);
  if ('code' in fields) return fields;
  const { values, errors } = fields;
  const deep = values['deep'] ?? false;
  if (typeof deep !== 'boolean')
    errors.push({ pointer: '/deep', code: 'wrong-type', message: '`deep` must be true or false.' });
  const isUnsaved = values['file'] !== undefined || values['text'] !== undefined;
  const unsaved = isUnsaved
    ? { file: textIn(values, 'file', 64, errors), text: textIn(values, 'text', bytes, errors, 0) }
    : null;
  return errors.length === 0 ? { code: 'read', value: { unsaved, deep: deep === true } } : invalid(errors);
};

/** Reads `{ newest }`: how many of the newest decisions are decided again. */
export const readImpactRequest = (body: unknown, most: number): ReadRequest<number> => {
  const fields = fieldsIn(body, ['newest']);
  if ('code' in fields) return fields;
  const newest = fields.values['newest'] ?? most;
  if (fields.errors.length > 0) return invalid(fields.errors);
  if (typeof newest === 'number' && Number.isInteger(newest) && newest >= 1 && newest <= most)
    return { code: 'read', value: newest };
  return invalid([
    {
      pointer: '/newest',
      code: 'wrong-type',
      message: `\`newest\` must be a whole number from 1 to ${most}.`,
    },
  ]);
};

/** Reads the headers that say which text a writer saw: its etag, or `null` where there was no such file. */
export const readSeen = (headers: {
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
}): ReadRequest<string | null> => {
  const { ifMatch, ifNoneMatch } = headers;
  if (ifMatch === undefined && ifNoneMatch === '*') return { code: 'read', value: null };
  if (ifMatch !== undefined && ifNoneMatch === undefined && /^"[\w-]{1,64}"$/.test(ifMatch))
    return { code: 'read', value: ifMatch };
  const message =
    'Say which text you saw: `If-Match` with its entity tag, or `If-None-Match: *` for a file that is not there.';
  return invalid([{ pointer: '', code: 'missing-member', message }]);
};

const invalid = (
  errors: readonly RequestError[],
): Extract<Failure, { readonly code: 'invalid-request' }> => ({ code: 'invalid-request', errors });

interface Fields {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: RequestError[];
}

const fieldsIn = (
  body: unknown,
  names: readonly string[],
): Fields | Extract<Failure, { readonly code: 'invalid-request' }> => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return invalid([{ pointer: '', code: 'wrong-type', message: 'The body must be an object.' }]);
  const values = { ...body } as Readonly<Record<string, unknown>>; // an object that is no list
  const errors = Object.keys(values)
    .filter((name) => !names.includes(name))
    .map((name): RequestError => {
      const message = `There is ${names.map((known) => `\`${known}\``).join(', ')} here, and nothing else.`;
      return { pointer: below('', name), code: 'unknown-member', message };
    });
  return { values, errors };
};

const textIn = (
  values: Readonly<Record<string, unknown>>,
  name: string,
  most: number,
  errors: RequestError[],
  least = 1,
): string => {
  const value = values[name];
  if (typeof value === 'string' && value.length >= least && value.length <= most) return value;
  errors.push(
    value === undefined
      ? { pointer: `/${name}`, code: 'missing-member', message: `\`${name}\` is missing.` }
      : {
          pointer: `/${name}`,
          code: 'wrong-type',
          message: `\`${name}\` must be a text of ${least} to ${most} characters.`,
        },
  );
  return '';
};
