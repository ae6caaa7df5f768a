/** Whether the service answers: `lost` from the first request that reached nobody until `/healthz` answers again. */
export type Connection = 'fine' | 'lost';

let state: Connection = 'fine';
const listeners = new Set<() => void>();

/** Whether the service answered when it was last asked. */
export const connection = (): Connection => state;

/** Notes whether a request reached the service. */
export const noteConnection = (seen: Connection): void => {
  if (seen === state) return;
  state = seen;
  for (const tell of listeners) tell();
};

/** Tells of each change; gives what ends that. */
export const onConnectionChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
