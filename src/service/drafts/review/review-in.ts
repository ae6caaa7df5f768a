import { isDigest } from '../../../language/canonical.js';
import { isRecord } from '../../../language/values.js';
import type { ReviewEvent } from './review-event.js';

/** What was said of a draft, as its file has it; `undefined` where that is something else. */
export const reviewIn = (json: unknown): readonly ReviewEvent[] | undefined => {
  if (!Array.isArray(json)) return undefined;
  const events = json.map(eventIn);
  return events.every((event) => event !== undefined) ? events : undefined;
};

const kinds: readonly ReviewEvent['kind'][] = ['proposed', 'approved', 'sent-back'];

const eventIn = (json: unknown): ReviewEvent | undefined => {
  if (!isRecord(json)) return undefined;
  const { by, at, content, words } = json;
  const kind = kinds.find((one) => one === json['kind']);
  if (kind === undefined || typeof by !== 'string' || typeof at !== 'number' || !isDigest(content))
    return undefined;
  return words === null || typeof words === 'string' ? { kind, by, at, content, words } : undefined;
};
