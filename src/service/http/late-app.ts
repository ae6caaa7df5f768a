import type { IncomingMessage } from 'node:http';
import type { GatedResponse } from './message-classes.js';

/** Answers a request. A promise is kept when it was taken, and rejects where that failed. */
export type Answering = (request: IncomingMessage, response: GatedResponse) => Promise<void> | undefined;

/** What answers most addresses, and takes longer to load than all that a decision needs. */
export interface LateApp {
  /** At once where the application is there; a request that came before waits for it. */
  readonly answer: Answering;
  /** Loads it. Rejects where it can't be loaded, as does every answer that waits. */
  readonly load: () => Promise<void>;
}

/** An application that is loaded while the service already listens. */
export const makeLateApp = (
  loadApp: () => Promise<(request: IncomingMessage, response: GatedResponse) => void>,
): LateApp => {
  let app: Awaited<ReturnType<typeof loadApp>> | undefined;
  let loading: Promise<void> | undefined;
  const load = (): Promise<void> => {
    loading ??= loadApp().then((loaded) => {
      app = loaded;
    });
    return loading;
  };
  const answer: Answering = (request, response) => {
    if (app === undefined)
      return load().then(() => {
        // Whoever asked may be gone: nothing is read of a request that nobody waits for.
        if (!response.destroyed) app?.(request, response);
      });
    app(request, response);
    return undefined;
  };
  return { answer, load };
};
