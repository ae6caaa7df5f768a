import type { AppParts } from '../../../src/service/http/app.js';
import { defaultLimits } from '../../../src/service/http/request/request-limits.js';
import { isRecord } from '../../../src/language/values.js';

/** Whatever is asked of it, it gives itself: routes are made and not called. */
const anything: unknown = new Proxy(() => anything, {
  get: (_, name) =>
    name === 'then' ? undefined : name === Symbol.iterator ? [][Symbol.iterator].bind([]) : anything,
  apply: () => anything,
});
const names = ['editions', 'log', 'evaluators', 'clock', 'newId', 'reportDefect', 'signing', 'draftShadow'];
const others = ['metrics', 'published', 'book', 'drafts', 'webhooks', 'decide', 'isStopping', 'stopping'];
const given: unknown = Object.fromEntries([...names, ...others].map((name) => [name, anything]));
/** Parts of which routes can be made, and which answer nothing. */
export const parts = {
  ...(given as AppParts),
  limits: defaultLimits,
  metrics: { text: () => Promise.resolve(''), contentType: 'text/plain' },
}; // only routes are made of it

/** A member of what Express makes, which may be a function. */
const memberOf = (value: unknown, name: string): unknown =>
  (typeof value === 'object' || typeof value === 'function') && value !== null
    ? Reflect.get(value, name)
    : undefined;

/** `get /decisions/:id` and so on: the routes of an application of Express, and of those that it uses. */
export const routesOf = (app: unknown): readonly string[] => {
  const stack = memberOf(memberOf(app, 'router') ?? app, 'stack');
  if (!Array.isArray(stack)) return [];
  return stack.flatMap((layer: unknown) => {
    const route = memberOf(layer, 'route');
    const [path, methods] = [memberOf(route, 'path'), memberOf(route, 'methods')];
    if (typeof path !== 'string' || !isRecord(methods)) return routesOf(memberOf(layer, 'handle'));
    return Object.keys(methods).flatMap((method) => (method === '_all' ? [] : [`${method} ${path}`]));
  });
};
