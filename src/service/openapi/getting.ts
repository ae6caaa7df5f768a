import type { Components } from '../../wire/components.js';
import type { FailureCode } from '../http/failure.js';
import { ok, type Operation } from './openapi-operation.js';

/** Parameters that stand in the path, by their names. */
export const inPath = (...names: readonly string[]): readonly object[] =>
  names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

/** A parameter of the query. */
export const inQuery = (name: string, schema: object = { type: 'string' }): object => ({
  name,
  in: 'query',
  schema,
});

const keptHeaders = {
  ETag: { schema: { type: 'string' }, description: 'Where `digest` is given.' },
  'Cache-Control': {
    schema: { type: 'string' },
    description: 'For a year where `digest` is given; else `no-store`.',
  },
};

/** An answer that may be text of another type than JSON. */
const alsoAs = (answer: object, type: string): object => ({
  ...answer,
  content: {
    ...('content' in answer ? (answer.content as object) : {}), // OpenAPI's
    [type]: { schema: { type: 'string' } },
  },
});

/** What is asked for by GET: what it is in a sentence, its parameters, its answer, and what else it answers. */
type Getting = (
  summary: string,
  parameters: readonly object[],
  answer: object,
  ...codes: readonly FailureCode[]
) => { readonly get: Operation };

/** Makes the operations of addresses that are only asked. */
export const makeGetting = (
  use: Components['use'],
): {
  readonly getting: Getting;
  /** The same of what is answered as text of a type, too. */
  readonly gettingToo: (type: string, ...asked: Parameters<Getting>) => ReturnType<Getting>;
  /** The same of a release by its digest, which may be kept. */
  readonly gettingRelease: Getting;
} => {
  const getting: Getting = (summary, parameters, answer, ...codes) => ({
    get: {
      said: { summary, parameters },
      answer: ok(summary, use(answer)),
      problems: [...codes, 'internal'],
    },
  });
  return {
    getting,
    gettingToo: (type, ...asked) => {
      const { get } = getting(...asked);
      return { get: { ...get, answer: alsoAs(get.answer, type) } };
    },
    gettingRelease: (...asked) => {
      const { get } = getting(...asked);
      return {
        get: {
          ...get,
          answer: { ...get.answer, headers: keptHeaders },
          others: { '304': { description: 'With `If-None-Match`: what you have is what it is.' } },
        },
      };
    },
  };
};
