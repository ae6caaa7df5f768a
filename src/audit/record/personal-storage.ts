import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { canonical } from '../../language/canonical.js';
import type { Opening, Random } from './sealing.js';
import type { Pointer } from '../../language/values.js';

/** How personal values are kept when they are not open: encrypted, or not at all. */
export type Sealed = 'encrypted' | 'masked';

/** An opening that only the key opens. */
export interface SealedOpening {
  /** Nonce, ciphertext and tag of AES-256-GCM, base64url. */
  readonly sealed: string;
  /** Of a subject, and of metadata that is searched by: by this records are found with the key. */
  readonly tag?: string;
  readonly salt?: never;
  readonly value?: never;
}

/** What stands in a record for a personal value. */
export type KeptOpening = Opening | SealedOpening;

/** The key of personal values: one key seals, another, derived, tags subjects. */
export interface PersonalKey {
  readonly sealing: Uint8Array;
  readonly tagging: Uint8Array;
}

/** How a log keeps the personal values of what it records from now on. */
export type PersonalStorage =
  | { readonly mode: 'open' | 'masked'; readonly key?: PersonalKey }
  | { readonly mode: 'encrypted'; readonly key: PersonalKey };

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

const derived = (secret: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', `clausebook personal ${purpose}`, keyBytes));

/** The key of 32 secret bytes; throws a RangeError where there are more or fewer. */
export const makePersonalKey = (secret: Uint8Array): PersonalKey => {
  if (secret.length !== keyBytes) throw new RangeError(`A personal key has ${keyBytes} bytes.`);
  return { sealing: derived(secret, 'sealing'), tagging: derived(secret, 'tagging') };
};

/** Every tag that a subject's sealed records may have: those of earlier versions are of the name as it was written. */
export const subjectTags = (subject: string, key: PersonalKey): readonly string[] => {
  const forms = new Set([subject.normalize(), subject, subject.normalize('NFD')]);
  return [...forms].map((form) => tagOf(form, key));
};

/** HMAC-SHA-256 under the key that tags, base64url. */
export const tagOf = (text: string, { tagging }: PersonalKey): string =>
  createHmac('sha256', tagging).update(text).digest('base64url');

/** Whether only the key opens it. */
export const isSealed = (opening: KeptOpening): opening is SealedOpening => 'sealed' in opening;

const boundTo = (id: string, pointer: Pointer): Buffer => Buffer.from(canonical([id, pointer]));

/** The openings of a record as its log keeps them. @param tagged the text by whose tag the record is to be found, for some places */
export const keepOpenings = (
  open: Readonly<Record<Pointer, Opening>>,
  id: string,
  random: Random,
  { storage, tagged }: { readonly storage: PersonalStorage; readonly tagged: ReadonlyMap<Pointer, string> },
): Readonly<Record<Pointer, KeptOpening>> => {
  if (storage.mode === 'masked') return {};
  if (storage.mode !== 'encrypted') return open;
  const { key } = storage;
  return Object.fromEntries(
    Object.entries(open).map(([pointer, opening]) => {
      const sealed = sealOpening(opening, { id, pointer, key, nonce: random(nonceBytes) });
      const text = tagged.get(pointer);
      return [pointer, text === undefined ? { sealed } : { sealed, tag: tagOf(text, key) }];
    }),
  );
};

const sealOpening = (
  { salt, value }: Opening,
  {
    id,
    pointer,
    key,
    nonce,
  }: {
    readonly id: string;
    readonly pointer: Pointer;
    readonly key: PersonalKey;
    readonly nonce: Uint8Array;
  },
): string => {
  const cipher = createCipheriv('aes-256-gcm', key.sealing, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(id, pointer));
  const text = Buffer.concat([cipher.update(canonical([salt, value]), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url');
};

/** Opens what was sealed for a place in a record; `undefined` where the key is another, or what was sealed was altered or moved. */
export const unseal = (
  { sealed }: SealedOpening,
  { id, pointer, key }: { readonly id: string; readonly pointer: Pointer; readonly key: PersonalKey },
): Opening | undefined => {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < nonceBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key.sealing, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundTo(id, pointer));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  let json: unknown;
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    json = JSON.parse(text.toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(json) || json.length !== 2) return undefined;
  const [salt, value] = json as readonly unknown[]; // a list of something
  return typeof salt === 'string' ? { salt, value } : undefined;
};
