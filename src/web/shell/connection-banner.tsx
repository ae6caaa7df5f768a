import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore, type ReactElement } from 'react';
import { connection, noteConnection, onConnectionChange } from '../api/connection.js';

const pollMs = 2_000;

/** Says that the service is not reached, asks for it until it answers, then has everything that failed asked again. */
export const ConnectionBanner = (): ReactElement => {
  const state = useSyncExternalStore(onConnectionChange, connection);
  const [wasLost, setWasLost] = useState(false);
  const client = useQueryClient();
  useEffect(() => {
    if (state !== 'lost') return undefined;
    setWasLost(true);
    const timer = setInterval(() => void noteIfAlive(), pollMs);
    return () => {
      clearInterval(timer);
    };
  }, [state]);
  useEffect(() => {
    if (state !== 'fine' || !wasLost) return undefined;
    void client.invalidateQueries({
      predicate: (query) => query.state.status === 'error' || query.isStale(),
    });
    const timer = setTimeout(() => {
      setWasLost(false);
    }, 2 * pollMs);
    return () => {
      clearTimeout(timer);
    };
  }, [state, wasLost, client]);
  return (
    <div role="status" aria-live="polite">
      {state === 'lost' ? (
        <p className="banner banner-bad">
          The service is not reached. The book goes on by itself once it answers.
        </p>
      ) : wasLost ? (
        <p className="banner banner-good">The service answers again.</p>
      ) : null}
    </div>
  );
};

const noteIfAlive = async (): Promise<void> => {
  try {
    if ((await fetch('/healthz')).ok) noteConnection('fine');
  } catch {
    // Not yet: asked again in a moment.
  }
};
