import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bookDataApp } from '../../src/service/book/book-data-app.js';
import { makeApp, type AppParts } from '../../src/service/http/app.js';
import { defaultLimits } from '../../src/service/http/request/request-limits.js';
import { openApiOf } from '../../src/service/openapi/openapi.js';
import { isRecord } from '../../src/language/values.js';
import { at } from '../service/service-under-test.js';
import { bookAnswers } from './book-answers.js';

/** Whatever is asked of it, it gives itself: routes are made and not called. */
const anything: unknown = new Proxy(() => anything, {
  get: (_, name) =>
    name === 'then' ? undefined : name === Symbol.iterator ? [][Symbol.iterator].bind([]) : anything,
  apply: () => anything,
});
const names = ['editions', 'log', 'evaluators', 'clock', 'newId', 'reportDefect', 'signing', 'draftShadow'];
const others = ['metrics', 'published', 'book', 'drafts', 'decide', 'isStopping'];
const given: unknown = Object.fromEntries([...names, ...others].map((name) => [name, anything]));
const parts = { ...(given as AppParts), limits: defaultLimits }; // only routes are made of it

/** A member of what Express makes, which may be a function. */
const memberOf = (value: unknown, name: string): unknown =>
  (typeof value === 'object' || typeof value === 'function') && value !== null
    ? Reflect.get(value, name)
    : undefined;

/** `get /decisions/:id` and so on: the routes of an application of Express, and of those that it uses. */
const routesOf = (app: unknown): readonly string[] => {
  const stack = memberOf(memberOf(app, 'router') ?? app, 'stack');
  if (!Array.isArray(stack)) return [];
  return stack.flatMap((layer: unknown) => {
    const route = memberOf(layer, 'route');
    const [path, methods] = [memberOf(route, 'path'), memberOf(route, 'methods')];
    if (typeof path !== 'string' || !isRecord(methods)) return routesOf(memberOf(layer, 'handle'));
    return Object.keys(methods).flatMap((method) => (method === '_all' ? [] : [`${method} ${path}`]));
  });
};

describe('every route', () => {
  it('below /book-data/ has an answer that src/wire defines', () => {
    const left = new Set(Object.keys(bookAnswers).filter((name) => name !== 'components'));
    const undefinedOnes = routesOf(bookDataApp(parts, defaultLimits)).filter((route) => !left.delete(route));
    // A patch is no JSON.
    assert.deepEqual(undefinedOnes, ['get /book-data/drafts/:draft/patch']);
    assert.deepEqual([...left], []);
  });

  it('of the API stands in /openapi.json', () => {
    const routes = routesOf(makeApp(parts));
    const paths = at(openApiOf([]), 'paths');
    assert.ok(isRecord(paths) && routes.length > 15);
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(isRecord(methods) ? methods : {}).map((method) => `${method} ${path}`),
    );
    const left = routes
      .map((route) => route.replaceAll(/:(\w+)/g, '{$1}'))
      .filter((route) => !described.includes(route));
    // The document itself, and what a browser shows.
    assert.deepEqual(left, ['get /openapi.json', 'get /', 'get /book/assets/{name}']);
  });
});
