/**
 * Holds every answer of a service of ours that a test of this process gets by `fetch` to the OpenAPI document: its status and content type to
 * what the address declares, its body to the schema. A test that gets another answer fails there.
 */
import { AssertionError } from 'node:assert/strict';
import { makeClosed, type Closed } from '../wire/closed.js';
import { isRecord } from '../../src/language/values.js';
import { openApiOf } from '../../src/service/openapi/openapi.js';
import { libraryEdition } from '../service/library-edition.js';

/** What is wrong with answers by a document. */
export interface Holding {
  /** What is wrong with status and type of an answer; empty where nothing is, or where its address is none of the document's. */
  readonly head: (asked: Asked, status: number, type: string) => string;
  /** What is wrong with a body. */
  readonly body: (asked: Asked, status: number, type: string, text: string) => string;
}

/** What was asked. */
export interface Asked {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
}

/** Shown to browsers, and the document itself; or spoken as the protocol of others says. */
const others = /^\/(?:$|book(?:\/|-data\/|$)|openapi\.json$|mcp$)/;

const member = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>((found, name) => (isRecord(found) ? found[name] : undefined), value);

const step = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Holds answers to an OpenAPI document in which addresses have names of parameters in braces. */
export const holdTo = (openApi: object): Holding => {
  const paths = Object.keys(member(openApi, 'paths') ?? {}).map((path) => ({
    path,
    // What is written out is looked for before what has a parameter.
    parameters: path.split('{').length,
    fits: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));
  paths.sort((one, other) => one.parameters - other.parameters);
  let closed: Closed | undefined;
  /** Where the answers to a request stand; `undefined` where it can only be refused. */
  const responsesOf = ({ method, path }: Asked): readonly string[] | undefined => {
    const own = path.replace(/^\/v1(?=\/)/, '');
    const known = paths.find(({ fits }) => fits.test(own))?.path;
    if (known === undefined) return undefined;
    const asked = method === 'HEAD' ? 'get' : method.toLowerCase();
    const steps = ['paths', known, asked, 'responses'];
    return member(openApi, ...steps) === undefined ? undefined : steps;
  };
  const plain = (type: string): string => type.split(';')[0]?.trim().toLowerCase() ?? '';
  /** The steps to the schema of a body. */
  const schemaOf = (asked: Asked, status: number, type: string): readonly string[] | undefined => {
    const responses = responsesOf(asked);
    const steps =
      responses === undefined ? undefined : [...responses, String(status), 'content', plain(type), 'schema'];
    if (steps !== undefined && member(openApi, ...steps) !== undefined) return steps;
    return responses === undefined && status >= 400 ? ['components', 'schemas', 'Problem'] : undefined;
  };
  return {
    head: (asked, status, type) => {
      if (others.test(asked.path)) return '';
      const responses = responsesOf(asked);
      if (responses === undefined)
        return status >= 400 && plain(type) === 'application/problem+json'
          ? ''
          : `no such address is declared, and it is no problem but ${status} as \`${type}\``;
      const declared = member(openApi, ...responses);
      const answer = member(declared, String(status));
      if (answer === undefined)
        return `status ${status} is not declared; there are ${Object.keys(isRecord(declared) ? declared : {}).join(', ')}`;
      const content = member(answer, 'content');
      if (content === undefined || asked.method === 'HEAD') return '';
      return member(content, plain(type)) === undefined
        ? `\`${type}\` is not declared for ${status}; there are ${Object.keys(isRecord(content) ? content : {}).join(', ')}`
        : '';
    },
    body: (asked, status, type, text) => {
      if (others.test(asked.path) || asked.method === 'HEAD') return '';
      const schema = schemaOf(asked, status, type);
      const name = plain(type);
      if (schema === undefined || !/json$/.test(name)) return '';
      closed ??= makeClosed(openApi);
      const values =
        name === 'application/x-ndjson' ? text.split('\n').filter((line) => line !== '') : [text];
      for (const value of values) {
        const wrong = closed.wrongBy(schema.map(step).join(''), JSON.parse(value));
        if (wrong !== '') return wrong;
      }
      return '';
    },
  };
};

/** The document, with decisions of any name: what an edition says of its own is held by tests of its own. */
export const anyDecision = (): object => {
  const openApi = openApiOf([libraryEdition()]);
  const paths = Object.entries(member(openApi, 'paths') ?? {}).map(([path, operations]) => {
    const [, way, name] = /^\/(decide|preview|ask)\/([\w-]+)$/.exec(path) ?? [];
    if (way === undefined || name === undefined) return [path, operations as unknown];
    const any = JSON.parse(
      JSON.stringify(operations).replaceAll(
        `#/components/schemas/${name}-answer`,
        '#/components/schemas/Decision',
      ),
    ) as unknown; // JSON
    return [`/${way}/{decision}`, any];
  });
  return { ...openApi, paths: Object.fromEntries(paths) as object };
};

let holding: Holding | undefined;
let held = 0;

/** How many answers were held so far. */
export const heldAnswers = (): number => held;

/** Every answer of a service of ours has these. */
const isOurs = (url: URL, { headers }: Response): boolean =>
  /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname) &&
  headers.get('x-frame-options') === 'DENY' &&
  headers.get('x-content-type-options') === 'nosniff';

/** Wraps a `fetch` so that what it brings is held. @param hold by what; the product's own document unless told otherwise */
export const holdingFetch =
  (own: typeof fetch, hold: () => Holding = () => (holding ??= holdTo(anyDecision()))): typeof fetch =>
  async (input, init) => {
    const response = await own(input, init);
    const request = input instanceof Request ? input : undefined;
    const url = new URL(input instanceof Request ? input.url : input);
    if (!isOurs(url, response)) return response;
    const asked = { method: (init?.method ?? request?.method ?? 'GET').toUpperCase(), path: url.pathname };
    const { status } = response;
    const type = response.headers.get('content-type') ?? '';
    const fail = (wrong: string): void => {
      if (wrong === '') return;
      const message = `OpenAPI does not declare the answer of ${asked.method} ${asked.path}, ${status}: ${wrong}`;
      throw new AssertionError({ message });
    };
    held += 1;
    fail(hold().head(asked, status, type));
    const text = response.text.bind(response);
    const heldText = async (): Promise<string> => {
      const body = await text();
      if (body !== '') fail(hold().body(asked, status, type, body));
      return body;
    };
    const json = async (): Promise<unknown> => JSON.parse(await heldText()) as unknown;
    return Object.defineProperties(response, {
      text: { value: heldText, configurable: true },
      json: { value: json, configurable: true },
    });
  };

/** From now on every `fetch` of this process. */
export const holdAnswers = (): void => {
  globalThis.fetch = holdingFetch(globalThis.fetch);
};
