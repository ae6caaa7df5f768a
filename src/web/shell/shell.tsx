import type { ReactElement, ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import {
  contractAddress,
  documentOfAddress,
  draftsAddress,
  editionsAddress,
  logAddress,
  readingsAddress,
  tryAddress,
} from '../parts/addresses.js';
import { useCurrentInSight } from '../parts/use-current-in-sight.js';
import { ConnectionBanner } from './connection-banner.js';
import { FindField } from './find-field.js';
import { ThemeSwitch } from './theme-switch.js';

interface Room {
  readonly address: string;
  readonly name: string;
  /** Its address for one contract; left out where it shows all of them. */
  readonly of?: (document: string) => string;
}

const rooms: readonly Room[] = [
  { address: '/book/contract', name: 'Contract', of: (document) => contractAddress({ document }) },
  { address: '/book/readings', name: 'Readings', of: (document) => readingsAddress({ document }) },
  { address: '/book/try', name: 'Try a case', of: (document) => tryAddress(document) },
  { address: '/book/decisions', name: 'Decisions', of: (document) => logAddress({ document }) },
  { address: '/book/drafts', name: 'Drafts', of: draftsAddress },
  { address: '/book/editions', name: 'Editions', of: editionsAddress },
];

/** What stands around every page: the way to its rooms, the line to find things by, the state of the connection. */
export const Shell = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [location] = useLocation();
  const document = documentOfAddress(location, useSearch());
  const row = useCurrentInSight<HTMLElement>(location);
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="bar">
        <Link href="/book/contract" className="bar-name">
          <span className="bar-mark" aria-hidden="true">
            §
          </span>
          Clausebook
        </Link>
        <nav className="bar-rooms" aria-label="The book" ref={row}>
          {rooms.map(({ address, name, of }) => (
            <Link
              key={address}
              href={document === undefined || of === undefined ? address : of(document)}
              aria-current={location.startsWith(address) ? 'page' : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
        <div className="bar-end">
          <FindField />
          <ThemeSwitch />
        </div>
      </header>
      <ConnectionBanner />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
};
