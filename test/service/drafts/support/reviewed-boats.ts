import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { startService, type Service } from '../../../../src/clausebook.js';
import { makeApiKey } from '../../../../src/service/access/api-key.js';
import { openKeyFile } from '../../../../src/service/access/key-file.js';
import type { Scope } from '../../../../src/service/access/scope.js';
import { boatsUntil, digestIn, harbour, type Harbour } from '../../../cli/support/boat-release.js';
import { writeEdition } from '../../../cli/support/call.js';

/** Who works on the boats' terms, and what their keys may. */
export const people = {
  manager: ['draft'],
  second: ['draft', 'approve'],
  lawyer: ['draft', 'approve'],
  publisher: ['publish', 'draft'],
} as const satisfies Readonly<Record<string, readonly Scope[]>>;
export type Person = keyof typeof people;

/** An answer, its body and its lines read. */
export interface Heard {
  readonly status: number;
  readonly json: Readonly<Record<string, unknown>>;
  /** The last line, of a stream. */
  readonly last: Readonly<Record<string, unknown>>;
}

/** A service on the boats' terms that publishes, and a draft of their release. */
export interface ReviewedBoats extends Harbour {
  readonly service: Service;
  /** The release that the draft is made from. */
  readonly digest: string;
  /** The draft's address. */
  readonly draft: string;
  readonly as: (person: Person | null, path: string, init?: Init) => Promise<Heard>;
  /** Puts a text in the place of another in a file of the draft. */
  readonly write: (person: Person | null, file: string, old: string, text: string) => Promise<Heard>;
  /** What the draft holds. */
  readonly content: (person?: Person | null) => Promise<string>;
  readonly propose: (person?: Person) => Promise<Heard>;
  readonly approve: (person: Person, words?: string) => Promise<Heard>;
  readonly publishDraft: (person?: Person | null, place?: 'readiness' | 'publication') => Promise<Heard>;
  /** The id of a person's key, as the review tells it. */
  readonly id: (person: Person) => string;
}

interface Init {
  readonly body?: unknown;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

interface Options {
  readonly approvals?: number;
  /** Whether the release is in the registry; else it is served from its folder. */
  readonly isPublished?: boolean;
  /** Whether people have keys; default true. */
  readonly withKeys?: boolean;
}

/** A harbour whose release is published, keys of its people, and what a service on it is started with. */
export const prepareBoats = async (
  context: TestContext,
  {
    isPublished = true,
    withKeys = true,
    files = boatsUntil(8),
  }: Options & { readonly files?: ReadonlyMap<string, string> } = {},
) => {
  const boats = await harbour(context);
  await writeEdition(boats.directory, 'rules/boat-hire/2026', files);
  const first = await boats.publish(files, isPublished ? [] : ['--dry-run']);
  if (first.code !== 0) throw new Error(first.out + first.err);
  const made = Object.entries(people).map(([name, scopes]) => ({
    name,
    key: makeApiKey({ name, scopes, createdAt: 0, expiresAt: null }, randomBytes),
  }));
  if (withKeys) await openKeyFile(join(boats.data, 'keys.json')).write(made.map(({ key }) => key.kept));
  const options = {
    editionsDirectory: join(boats.directory, 'rules'),
    featuresDirectory: join(boats.directory, 'features'),
    dataDirectory: boats.data,
  };
  const keyOf = (person: Person) => (withKeys ? made.find(({ name }) => name === person)?.key : undefined);
  return { boats, digest: digestIn(first), keyOf, options };
};

/** Starts it, with a key for each person; gone after the test. */
export const reviewedBoats = async (
  context: TestContext,
  { approvals = 1, isPublished = true, withKeys = true }: Options = {},
): Promise<ReviewedBoats> => {
  const { boats, digest, keyOf, options } = await prepareBoats(context, { isPublished, withKeys });
  const service = await startService({ ...options, approvals });
  context.after(() => service.close());
  const as: ReviewedBoats['as'] = async (person, path, { body, headers = {}, method, signal } = {}) => {
    const key = person === null ? undefined : keyOf(person);
    const response = await fetch(service.url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        'Content-Type': 'application/json',
        ...(key === undefined ? {} : { 'X-API-Key': key.text }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const lines = (await response.text()).trimEnd().split('\n');
    const objects = lines.map((line) => JSON.parse(line === '' ? '{}' : line) as Heard['json']); // each line is an object
    return { status: response.status, json: objects[0] ?? {}, last: objects.at(-1) ?? {} };
  };
  const created = await as('manager', '/book-data/drafts', { body: { title: 'Calmer', digest } });
  const draft = `/book-data/drafts/${String(created.json['id'])}`;
  const content = async (person: Person | null = 'manager'): Promise<string> =>
    String((await as(person, `${draft}/review`)).json['content']);
  return {
    ...boats,
    ...{ service, digest, draft, as, content },
    write: async (person, file, old, text) => {
      const { json } = await as(person, `${draft}/files/${file}`);
      const before = String(json['text']);
      if (!before.includes(old)) throw new Error(`${file} has no ${old}: ${before}`);
      const seen = { 'If-Match': String(json['etag']) };
      const body = { text: before.replace(old, text) };
      return as(person, `${draft}/files/${file}`, { method: 'PUT', headers: seen, body });
    },
    propose: async (person = 'manager') =>
      as(person, `${draft}/proposal`, { body: { content: await content(), reason: 'The summer of 2026' } }),
    approve: async (person, words) =>
      as(person, `${draft}/review`, {
        body: { content: await content(), verdict: 'approved', ...(words === undefined ? {} : { words }) },
      }),
    publishDraft: async (person: Person | null = 'publisher', place = 'publication') =>
      as(person, `${draft}/${place}`, { body: { content: await content() } }),
    id: (person) => `key:${keyOf(person)?.kept.id ?? ''}`,
  };
};
