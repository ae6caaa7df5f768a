import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** What shows that a page of another site sent a request. */
export type ForeignRequest =
  /** A name that need not be this service's: a page can let any name of its own lead to this machine (DNS rebinding). */
  | { readonly code: 'foreign-host'; readonly host: string }
  | { readonly code: 'foreign-origin'; readonly origin: string };

/** Tells a request that a page of another site sent; `undefined` for every other. */
export interface FindForeign {
  readonly byHostAndOrigin: Find;
  /** By the page's origin alone, for a service that may be asked by any name that leads to it. */
  readonly byOrigin: Find;
}

type Find = (headers: IncomingHttpHeaders) => ForeignRequest | undefined;

/**
 * Where nobody has to say who asks, a browser's user could be made to ask by any page. Accepted are the names of this machine, addresses,
 * which no page can take for its own, and the hosts that are named; and of pages only those that the service itself has sent.
 * @param allowedHosts names, with a port where only that one is meant
 * @param origins those whose pages may ask
 */
export const makeFindForeign = (
  allowedHosts: readonly string[],
  origins: readonly string[] = [],
): FindForeign => {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  // HTTP/1.0 may leave the host out; no browser does. Requests in turn mostly name the same.
  let lastOwn = '';
  const byHostAndOrigin: Find = (headers) => {
    const host = hostOf(headers);
    if (host !== '' && host !== lastOwn) {
      const name = nameOf(host);
      if (!isOfThisMachine(name) && !allowed.has(host) && !allowed.has(name))
        return { code: 'foreign-host', host };
      lastOwn = host;
    }
    return byOriginOf(headers, host);
  };
  const byOriginOf = (headers: IncomingHttpHeaders, host: string): ForeignRequest | undefined => {
    const { origin } = headers;
    if (origin !== undefined && origins.includes(origin)) return undefined;
    if (origin !== undefined && !isSameHost(origin, host, allowed)) return { code: 'foreign-origin', origin };
    // What browsers say of every request, and of one without an origin alone.
    if (headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate')
      return { code: 'foreign-origin', origin: 'another site' };
    return undefined;
  };
  return { byHostAndOrigin, byOrigin: (headers) => byOriginOf(headers, hostOf(headers)) };
};

const hostOf = ({ host = '' }: IncomingHttpHeaders): string => host.toLowerCase();

/** The host without its port, an IPv6 address without its brackets. */
const nameOf = (host: string): string => {
  const { groups } = /^(?:\[(?<address>[^\]]*)\]|(?<name>[^:]*))(?::\d+)?$/.exec(host) ?? {};
  return groups?.['address'] ?? groups?.['name'] ?? host;
};

const isOfThisMachine = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0;

/** Whether a page's origin (RFC 6454) is the host that was asked, or is allowed; `null` is nobody's. */
const isSameHost = (origin: string, host: string, allowed: ReadonlySet<string>): boolean => {
  const own = /^https?:\/\/(?<host>[^/]+)$/.exec(origin.toLowerCase())?.groups?.['host'];
  return own !== undefined && (own === host || allowed.has(own) || allowed.has(nameOf(own)));
};
