import { isAlive, isSecretOf, parseApiKey, type ApiKey } from './api-key.js';
import type { KeyFile } from './key-file.js';
import type { Caller } from './scope.js';

/** The API keys that hold now, in memory: asked in the path of every request. */
export interface KeyRing {
  /** Whose key it is; `undefined` where it is none, or holds no more. */
  readonly callerOf: (text: string) => Caller | undefined;
  /** Whether there is any key, alive or not: then nobody is admitted without one. */
  readonly isEmpty: () => boolean;
  /** Stops looking at the file. */
  readonly close: () => void;
}

/** What a key ring needs. */
export interface KeyRingOptions {
  readonly file: Pick<KeyFile, 'read'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told once when the file can't be read, until it can be again; the keys read last hold on. */
  readonly reportUnreadable: (cause: unknown) => void;
  /** How often the file is read again; default 500. */
  readonly intervalMs?: number;
}

interface Held {
  readonly key: ApiKey;
  readonly caller: Caller;
}

/** Reads the keys, and reads them again while it is open. Rejects where the file can't be read at first. */
export const openKeyRing = async ({
  file,
  now,
  reportUnreadable,
  intervalMs = 500,
}: KeyRingOptions): Promise<KeyRing> => {
  let held = byId(await file.read());
  let isUnreadable = false;
  const renew = async (): Promise<void> => {
    try {
      held = byId(await file.read());
      isUnreadable = false;
    } catch (cause) {
      if (!isUnreadable) reportUnreadable(cause);
      isUnreadable = true;
    }
  };
  const timer = setInterval(() => void renew(), intervalMs);
  timer.unref();
  return {
    callerOf: (text) => {
      const parsed = parseApiKey(text);
      const found = parsed === undefined ? undefined : held.get(parsed.id);
      if (parsed === undefined || found === undefined) return undefined;
      return isSecretOf(parsed.secret, found.key) && isAlive(found.key, now()) ? found.caller : undefined;
    },
    isEmpty: () => held.size === 0,
    close: () => {
      clearInterval(timer);
    },
  };
};

const byId = (keys: readonly ApiKey[]): ReadonlyMap<string, Held> =>
  new Map(keys.map((key) => [key.id, { key, caller: { id: `key:${key.id}`, scopes: new Set(key.scopes) } }]));
