import { useSyncExternalStore } from 'react';

const events = ['hashchange', 'popstate', 'pushState', 'replaceState'] as const;

const subscribe = (tell: () => void): (() => void) => {
  for (const event of events) window.addEventListener(event, tell);
  return () => {
    for (const event of events) window.removeEventListener(event, tell);
  };
};

/** What stands behind `#` in the address, with it; empty where nothing does. */
export const useHash = (): string => useSyncExternalStore(subscribe, () => window.location.hash);
