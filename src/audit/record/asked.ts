import { canonical } from '../../language/canonical.js';
import type { Pointer } from '../../language/values.js';

/** Who asked for a decision, as far as that is known. */
export interface Asked {
  /** `key:` and a key's id, or `jwt:` and a token's issuer and subject. */
  readonly by?: string;
  /** The id of the request, as `X-Request-Id` has it. */
  readonly request?: string;
}

/** What whoever asks says with a request in words of their own: nothing is decided by it, and it may be personal. */
export type Metadata = Readonly<Record<string, MetadataValue>>;
export type MetadataValue = string | number | boolean;

/** The place of a key of the metadata in a record's inputs. */
export const metadataPlace = (key: string): Pointer => `/metadata/${key}`;

/** By what a record is found: a key with its value, of which only the text counts, whatever normal form that has. */
export const termOf = (key: string, value: MetadataValue): string =>
  canonical([key, String(value).normalize()]);
