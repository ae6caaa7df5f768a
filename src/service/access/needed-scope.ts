import type { Scope } from './scope.js';

/**
 * What a request must bring: `open` nothing, `known` any credential, or the scope that it must have. `untold` where the address is
 * written in such a way that what stands before the service, and what answers in it, might read it differently: it is refused.
 */
export type Need = 'open' | 'known' | 'untold' | Scope;

/** What needs what, by the first part of an address; whatever is not named here needs a credential. */
const needs: ReadonlyMap<string, Need> = new Map([
  ['healthz', 'open'],
  ['readyz', 'open'],
  ['openapi.json', 'open'],
  ['.well-known', 'open'],
  // The book's pages hold nothing of anybody: what they show they ask for with the reader's key.
  ['book', 'open'],
  ['decide', 'decide'],
  ['preview', 'decide'],
  ['ask', 'decide'],
  ['decisions', 'audit'],
  ['events', 'audit'],
  ['checkpoints', 'audit'],
  ['metrics', 'audit'],
  ['drafts', 'audit'],
  ['erasures', 'erase'],
]);

/** A request target in origin form or absolute form (RFC 9112 §3.2), its path of nothing but visible ASCII without backslashes. */
const target = /^(?:https?:\/\/[^/?#\\\s]+)?(\/[!-"$->@-[\]-~]*)(?:[?#][^]*)?$/i;

/** What a request must bring, by its method and its target as it was sent. */
export const neededScope = (method: string, url: string): Need => {
  const [, path] = target.exec(url) ?? [];
  if (path === undefined) return 'untold';
  // A public key is for everybody: whoever kept a checkpoint verifies it by this.
  if (path === '/checkpoints/key' && isReading(method)) return 'open';
  if (/^\/book-data\/drafts\/[^/]+\/publication\/?$/.test(path)) return 'publish';
  if (/^\/book-data\/drafts\/[^/]+\/review\/?$/.test(path) && !isReading(method)) return 'approve';
  if (/^\/book-data\/drafts(?:\/|$)/.test(path)) return 'draft';
  if (/^\/book-data\/try(?:\/|$)/.test(path)) return 'decide';
  if (/^\/book-data\/log(?:\/|$)/.test(path)) return 'audit';
  if (/^\/decisions\/[^/]+\/choice\/?$/.test(path) && !isReading(method)) return 'choose';
  if (path === '/') return 'open';
  const end = path.indexOf('/', 1);
  const first = path.slice(1, end === -1 ? undefined : end);
  if (first === 'editions') return isReading(method) ? 'known' : 'publish';
  return needs.get(first) ?? 'known';
};

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
