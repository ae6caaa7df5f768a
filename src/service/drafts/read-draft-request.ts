import type { Allowed, Schema } from '../../language/schema.js';
import { makeSchemaCheck } from '../../language/schema-check.js';
import type { RequestError } from '../../decide/request/request-error.js';
import { FileChange } from '../../wire/book/forms.js';
import type { Failure } from '../http/failure.js';

/** What was read, or what is wrong with it. */
export type ReadRequest<T> =
  { readonly code: 'read'; readonly value: T } | Extract<Failure, { readonly code: 'invalid-request' }>;

const closed = { additionalProperties: false } as const;

/** Reads `{ title, digest }`. */
export const readNewDraft = (
  body: unknown,
  titleCharacters: number,
): ReadRequest<{ readonly title: string; readonly digest: string }> => {
  const read = readBy(
    {
      type: 'object',
      properties: { title: text(1, titleCharacters), digest: text(1, 128) },
      required: ['title', 'digest'],
      ...closed,
    } as const,
    body,
  );
  if (read.code !== 'read') return read;
  const title = read.value.title.trim();
  if (title !== '') return { code: 'read', value: { title, digest: read.value.digest } };
  return invalid([
    { pointer: '/title', code: 'wrong-type', message: 'Say in `title` what the draft is for.' },
  ]);
};

/** Reads `{ text }`. */
export const readFileText = (body: unknown, bytes: number): ReadRequest<string> => {
  const read = readBy(
    { type: 'object', properties: { text: text(0, bytes) }, required: ['text'], ...closed } as const,
    body,
  );
  return read.code === 'read' ? { code: 'read', value: read.value.text } : read;
};

/** What is to be checked: the draft as it is kept, or with another text in one file. */
export interface CheckRequest {
  readonly unsaved: { readonly file: string; readonly text: string } | null;
  readonly deep: boolean;
}

/** Reads `{ file?, text?, deep? }`; a file comes with its text. */
export const readCheckRequest = (body: unknown, bytes: number): ReadRequest<CheckRequest> => {
  const properties = { file: text(1, 64), text: text(0, bytes), deep: { type: 'boolean' } } as const;
  const read = readBy({ type: 'object', properties, ...closed } as const, body);
  if (read.code !== 'read') return read;
  const { file, text: unsaved, deep = false } = read.value;
  if (file === undefined && unsaved === undefined) return { code: 'read', value: { unsaved: null, deep } };
  if (file !== undefined && unsaved !== undefined)
    return { code: 'read', value: { unsaved: { file, text: unsaved }, deep } };
  const [missing, other] = file === undefined ? ['file', 'text'] : ['text', 'file'];
  const message = `\`${missing}\` is missing: \`${other}\` comes with it.`;
  return invalid([{ pointer: `/${missing}`, code: 'missing-member', message }]);
};

/** A file of a draft as it stands in the editor, whether it is kept or not. */
export interface OpenedFile {
  readonly file: string;
  readonly text: string;
}

/** Reads `{ file, text }`. */
export const readFormRequest = (body: unknown, bytes: number): ReadRequest<OpenedFile> =>
  readBy(
    {
      type: 'object',
      properties: { file: text(1, 64), text: text(0, bytes) },
      required: ['file', 'text'],
      ...closed,
    } as const,
    body,
  );

/** Reads `{ file, text, change }`. */
export const readEditRequest = (
  body: unknown,
  bytes: number,
): ReadRequest<OpenedFile & { readonly change: FileChange }> => {
  const properties = { file: text(1, 64), text: text(0, bytes), change: { type: 'object' } } as const;
  const required = ['file', 'text', 'change'] as const;
  const read = readBy({ type: 'object', properties, required, ...closed } as const, body);
  if (read.code !== 'read') return read;
  const { change, ...opened } = read.value;
  const errors = makeSchemaCheck(FileChange as Schema)(change);
  return errors.length === 0
    ? { code: 'read', value: { ...opened, change: change as FileChange } } // as the schema says
    : invalid(errors.map((error) => ({ ...error, pointer: `/change${error.pointer}` })));
};

/** Reads `{ text }`, a file of scenarios. */
export const readTypedScenarios = (body: unknown, bytes: number): ReadRequest<string> => {
  const properties = { text: text(1, bytes) } as const;
  const read = readBy({ type: 'object', properties, required: ['text'], ...closed } as const, body);
  return read.code === 'read' ? { code: 'read', value: read.value.text } : read;
};

/** What is asked of the log under a draft. */
export interface ImpactRequest {
  readonly newest: number;
  /** As if figures that change later had been otherwise all the time. */
  readonly already: boolean;
  /** A fact by whose values they are looked at together, by its dotted name. */
  readonly by: string | undefined;
}

/** Reads `{ newest, already, by }`: how many of the newest decisions are decided again, whether as if later figures held already, by which fact. */
export const readImpactRequest = (body: unknown, most: number): ReadRequest<ImpactRequest> => {
  const properties = {
    newest: { type: 'integer', minimum: 1, maximum: most },
    already: { type: 'boolean' },
    by: text(1, 200),
  } as const;
  const read = readBy({ type: 'object', properties, ...closed } as const, body);
  if (read.code !== 'read') return read;
  const { newest = most, already = false, by } = read.value;
  return { code: 'read', value: { newest, already, by } };
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

const text = (minLength: number, maxLength: number) => ({ type: 'string', minLength, maxLength }) as const;

/** Reads a body of one form, or tells what is wrong with it. */
export const readBy = <S extends Schema>(schema: S, body: unknown): ReadRequest<Allowed<S>> => {
  const errors = makeSchemaCheck(schema)(body);
  return errors.length === 0
    ? { code: 'read', value: body as Allowed<S> } // as the schema says
    : invalid(errors);
};
