import { Low } from 'lowdb';
import { DurableFile, type Form } from '../../audit/store/durable-file.js';
import { sealed } from '../../audit/store/sealed-form.js';
import type { ApiKey } from './api-key.js';
import { isRecord } from '../../language/values.js';
import { isScope } from './scope.js';

/** The API keys of a service, in a file that a command writes and the service reads. */
export interface KeyFile {
  /** Empty where there is no file. Rejects with `UnreadableFileError` where it holds something else, or any bit of it was altered. */
  readonly read: () => Promise<readonly ApiKey[]>;
  /** Resolves when the file holds the new list. */
  readonly write: (keys: readonly ApiKey[]) => Promise<void>;
}

const isInstantOrNull = (value: unknown): value is number | null =>
  value === null || Number.isSafeInteger(value);

const parseKey = (json: unknown): ApiKey | undefined => {
  if (typeof json !== 'object' || json === null) return undefined;
  if (!('id' in json && 'name' in json && 'scopes' in json && 'secretHash' in json)) return undefined;
  if (!('createdAt' in json && 'expiresAt' in json && 'revokedAt' in json)) return undefined;
  const { id, name, scopes, secretHash, createdAt, expiresAt, revokedAt } = json;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof secretHash !== 'string') return undefined;
  if (!/^[0-9a-f]{64}$/.test(secretHash) || !Array.isArray(scopes) || !scopes.every(isScope))
    return undefined;
  if (!isInstantOrNull(createdAt) || createdAt === null) return undefined;
  if (!isInstantOrNull(expiresAt) || !isInstantOrNull(revokedAt)) return undefined;
  return { id, name, scopes, secretHash, createdAt, expiresAt, revokedAt };
};

const form: Form<readonly ApiKey[]> = sealed<readonly ApiKey[]>(
  {
    parse: (json) => {
      if (!isRecord(json) || json['format'] !== 1 || !Array.isArray(json['keys'])) return undefined;
      const keys = json['keys'].map(parseKey);
      const found = keys.filter((key) => key !== undefined);
      return found.length === keys.length ? found : undefined;
    },
    print: (keys) => ({ format: 1, keys }),
  },
  ['format', 'keys'],
);

/** The keys at a path, such as `keys.json` in the data directory. */
export const openKeyFile = (path: string): KeyFile => {
  const file = new DurableFile(path, form);
  return {
    read: async () => (await file.read()) ?? [],
    write: (keys) => new Low<readonly ApiKey[]>(file, keys).write(),
  };
};
