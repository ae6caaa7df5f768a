import { Router } from 'express';
import { formatInstant, parseInstant } from '../../../language/instants.js';
import { clauseView } from '../views/edition-views.js';
import type { Editions } from '../../../decide/editions/editions.js';
import type { Failure } from '../failure.js';
import { editionsKnownAt } from '../../../decide/editions/in-effect.js';
import type { ClauseAt } from '../../../wire/editions.js';
import { placeOf, refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';
import { sendProblem } from '../send.js';

type Found<T> = { readonly code: 'found'; readonly value: T } | Failure;

/**
 * `GET /clauses/{document}/{id}`: what a clause said at `asOf`, with its disposition and rules, as known at `knownAt`; either is now where it is
 * left out.
 */
export const clauseRoutes = (editions: Pick<Editions, 'publications'>, clock: () => number): Router => {
  const router = Router({ caseSensitive: true });
  routeOn(router, '/clauses/:document/:clause', { query: ['asOf', 'knownAt'] })
    .get((request, response) => {
      const found = clauseAt(editions, {
        document: placeOf(request, 'document'),
        clause: placeOf(request, 'clause'),
        query: request.query,
        now: clock(),
      });
      if (found.code === 'found') response.json(found.value);
      else sendProblem(response, found);
    })
    .all(refuseOtherMethods('GET'));
  return router;
};

interface Asked {
  readonly document: string;
  readonly clause: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly now: number;
}

/** A clause of the edition that was in effect at an instant. @param now epoch milliseconds, where the query names no instant */
export const clauseAt = (
  editions: Pick<Editions, 'publications'>,
  { document, clause, query, now }: Asked,
): Found<ClauseAt> => {
  const instants = readInstants(query, now);
  if (instants.code !== 'found') return instants;
  const { asOf, knownAt } = instants.value;
  const known = editionsKnownAt(editions.publications(), document, knownAt);
  const [earliest] = known;
  if (earliest === undefined) {
    const all = editions.publications().map(({ edition: { identity } }) => identity);
    const names = new Set(all.map((identity) => `${identity.document}/${identity.revision}`));
    return { code: 'unknown-edition', asked: { document }, known: [...names] };
  }
  const then = known.findLast(({ inEffect }) => inEffect.from <= asOf);
  if (then === undefined)
    return { code: 'no-governing-edition', document, asOf, earliest: earliest.inEffect.from, acts: [] };
  const view = clauseView(then.edition, clause);
  if (view === undefined) return { code: 'not-found', what: 'clause', name: clause };
  const { from, until } = then.inEffect;
  return {
    code: 'found',
    value: {
      asOf: formatInstant(asOf),
      knownAt: formatInstant(knownAt),
      inEffect: { from: formatInstant(from), until: until === null ? null : formatInstant(until) },
      ...view,
    },
  };
};

const readInstants = (
  query: Asked['query'],
  now: number,
): Found<{ readonly asOf: number; readonly knownAt: number }> => {
  const instants = new Map<string, number>();
  for (const [name, given] of Object.entries(query)) {
    const parsed = typeof given === 'string' ? parseInstant(given) : undefined;
    if (parsed?.ok !== true)
      return {
        code: 'invalid-request',
        errors: [
          {
            pointer: `?${name}`,
            code: 'not-allowed',
            message: `\`${name}\` is not taken so. Give asOf and knownAt, each an instant by RFC 3339, at most once.`,
          },
        ],
      };
    instants.set(name, parsed.epochMs);
  }
  return {
    code: 'found',
    value: { asOf: instants.get('asOf') ?? now, knownAt: instants.get('knownAt') ?? now },
  };
};
