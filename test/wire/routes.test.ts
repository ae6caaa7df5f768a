import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bookDataApp } from '../../src/service/book/book-data-app.js';
import { makeApp } from '../../src/service/http/app.js';
import { defaultLimits } from '../../src/service/http/request/request-limits.js';
import { openApiOf } from '../../src/service/openapi/openapi.js';
import { isRecord } from '../../src/language/values.js';
import { at } from '../service/service-under-test.js';
import { bookAnswers } from './book-answers.js';
import { parts, routesOf } from './support/routes.js';

describe('every route', () => {
  it('below /book-data/ has an answer that src/wire defines', () => {
    const left = new Set(Object.keys(bookAnswers).filter((name) => name !== 'components'));
    const undefinedOnes = routesOf(bookDataApp(parts, defaultLimits)).filter((route) => !left.delete(route));
    // A patch and CSV are no JSON.
    assert.deepEqual(undefinedOnes, [
      'get /book-data/drafts/:draft/patch',
      'get /book-data/drafts/:draft/tables/:table',
    ]);
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
