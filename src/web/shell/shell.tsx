import type { ReactElement, ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { ConnectionBanner } from './connection-banner.js';
import { FindField } from './find-field.js';
import { ThemeSwitch } from './theme-switch.js';

const rooms = [
  ['/book/contract', 'Contract'],
  ['/book/try', 'Try a case'],
  ['/book/decisions', 'Decisions'],
  ['/book/drafts', 'Drafts'],
  ['/book/editions', 'Editions'],
] as const;

/** What stands around every page: the way to its rooms, the line to find things by, the state of the connection. */
export const Shell = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [location] = useLocation();
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
        <nav className="bar-rooms" aria-label="The book">
          {rooms.map(([address, name]) => (
            <Link
              key={address}
              href={address}
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
