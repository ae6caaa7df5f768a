import { isRecord } from '../../language/values.js';
import { isDigest } from '../../language/canonical.js';
import type { Release } from './decision-log.js';

/** A release as JSON tells it; `undefined` where it is none. */
export const parseRelease = (json: unknown): Release | undefined => {
  if (!isRecord(json) || !isRecord(json['identity']) || !isRecord(json['files'])) return undefined;
  const { document, revision, digest } = json['identity'];
  if (typeof document !== 'string' || typeof revision !== 'string' || !isDigest(digest)) return undefined;
  const files = new Map<string, string>();
  for (const [name, text] of Object.entries(json['files'])) {
    if (typeof text !== 'string') return undefined;
    files.set(name, text);
  }
  return { identity: { document, revision, digest }, files };
};
