import { Router } from 'express';
import type { Editions } from '../../../decide/editions/editions.js';
import { formatInstant } from '../../../language/instants.js';
import type { LegalContext } from '../../../wire/operating.js';
import { refuseOtherMethods } from './replies.js';
import { routeOn } from './route-on.js';

/**
 * `GET /.well-known/legal-context.json`: which documents and editions the service decides by, for whoever comes by without a key. An edition that is to
 * take effect later is left out: it may not be announced yet.
 */
export const legalContextRoutes = (
  editions: Pick<Editions, 'all'>,
  clock: () => number,
  hasTools: boolean,
): Router => {
  const router = Router({ caseSensitive: true });
  routeOn(router, '/.well-known/legal-context.json')
    .get((_request, response) => {
      response.json(legalContext(editions, clock(), hasTools));
    })
    .all(refuseOtherMethods('GET'));
  return router;
};

/** The documents with the editions that are or were in effect. @param now epoch milliseconds */
export const legalContext = (
  editions: Pick<Editions, 'all'>,
  now: number,
  hasTools: boolean,
): LegalContext => {
  const effective = editions.all().filter(({ effectiveFrom }) => effectiveFrom <= now);
  const documents = [...new Set(effective.map(({ identity }) => identity.document))];
  return {
    documents: documents.map((document) => {
      const ofDocument = effective.filter(({ identity }) => identity.document === document);
      return {
        document,
        title: ofDocument.at(-1)?.title ?? document,
        editions: ofDocument.map(({ identity: { revision, digest }, effectiveFrom }) => ({
          revision,
          digest,
          effectiveFrom: formatInstant(effectiveFrom),
          clauses: `/v1/editions/${document}/${revision}/clauses`,
        })),
      };
    }),
    openapi: '/openapi.json',
    ...(hasTools ? { mcp: '/mcp' } : {}),
  };
};
