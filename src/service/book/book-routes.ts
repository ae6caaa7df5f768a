import { Router, type Request, type Response } from 'express';
import { encodings, type BookFiles } from './book-files.js';
import { placeOf, refuseOtherMethods } from '../http/routes/replies.js';
import { sendProblem } from '../http/send.js';

/** What the routes of the book need from outside. */
export interface BookRoutesParts {
  readonly files: BookFiles;
  /** A text that nobody can foresee, for styles that the page writes itself. */
  readonly newNonce: () => string;
}

/**
 * The book in the browser: `/` leads to it, every address below `/book` is its page, and `/book/assets/` has what the page is made of. No
 * address of the API is among them.
 */
export const bookRoutes = ({ files, newNonce }: BookRoutesParts): Router => {
  const router = Router({ caseSensitive: true });
  const sendPage = async (_request: Request, response: Response): Promise<void> => {
    const nonce = newNonce();
    const page = await files.page(nonce);
    if (page === undefined) response.status(404).type('text/plain').send(notBuilt);
    else response.set(pageHeaders(nonce)).type('text/html').send(page);
  };

  router
    .route('/')
    .get(async (request, response) => {
      if ((await files.page('')) === undefined) await sendPage(request, response);
      else response.redirect(302, '/book/contract');
    })
    .all(refuseOtherMethods('GET'));

  router
    .route('/book/assets/:name')
    .get(async (request, response) => {
      const name = placeOf(request, 'name');
      const accepted = encodings.filter((encoding) => request.acceptsEncodings(encoding) !== false);
      const file = await files.asset(name, accepted);
      if (file === undefined) {
        sendProblem(response, { code: 'not-found', what: 'address', name: request.path });
        return;
      }
      response.set({
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Content-Type': file.type,
        Vary: 'Accept-Encoding',
        ...(file.encoding === null ? {} : { 'Content-Encoding': file.encoding }),
      });
      response.end(file.content);
    })
    .all(refuseOtherMethods('GET'));

  router.route(['/book', '/book/*rest']).get(sendPage).all(refuseOtherMethods('GET'));
  return router;
};

const notBuilt =
  'The book in the browser is not built. `npm run build` builds it; the API answers without it, see /openapi.json.\n';

/** Nothing from elsewhere, nothing inline but styles that bear the nonce, and no frame around it. */
const pageHeaders = (nonce: string) => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
});
