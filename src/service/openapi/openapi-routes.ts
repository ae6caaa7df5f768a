import { Router } from 'express';
import type { Edition } from '../../edition/model/edition.js';
import { makeLate } from '../../language/late.js';
import type { Editions } from '../../decide/editions/editions.js';
import { refuseOtherMethods } from '../http/routes/replies.js';
import { routeOn } from '../http/routes/route-on.js';

/** `GET /openapi.json`: made when it is first asked for, and again only once other editions are known. */
export const openApiRoutes = (
  editions: Pick<Editions, 'all'>,
  searchableMetadata: readonly string[] = [],
): Router => {
  const router = Router({ caseSensitive: true });
  // The schemas take longer to load than all that a decision needs.
  const openApi = makeLate(() => import('./openapi.js'));
  let made: { readonly of: readonly Edition[]; readonly text: Buffer } | undefined;
  // One copy for all that are being answered.
  const textOf = ({ openApiOf }: Awaited<ReturnType<typeof openApi.load>>): Buffer => {
    const of = editions.all();
    if (made === undefined || !areSame(made.of, of))
      made = { of, text: Buffer.from(JSON.stringify(openApiOf(of, searchableMetadata))) };
    return made.text;
  };
  routeOn(router, '/openapi.json')
    .get(async (_request, response) => {
      response.type('json').send(textOf(await openApi.load()));
    })
    .all(refuseOtherMethods('GET'));
  return router;
};

const areSame = (some: readonly Edition[], others: readonly Edition[]): boolean =>
  some.length === others.length && some.every((edition, place) => edition === others[place]);
