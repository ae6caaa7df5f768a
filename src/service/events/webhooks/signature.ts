import { createHmac } from 'node:crypto';

/** What a secret begins with. */
const prefix = 'whsec_';

/** The bytes of a secret as Standard Webhooks writes it; `undefined` where it is none: `whsec_` and 24 to 64 bytes in base64. */
export const readSecret = (text: string): Buffer | undefined => {
  const encoded = text.slice(prefix.length);
  if (!text.startsWith(prefix) || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined;
  const key = Buffer.from(encoded, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
};

/** The headers by which a receiver knows who sent a body, as Standard Webhooks has them; one signature for each key. @param seconds since 1970 */
export const signatureHeaders = (
  keys: readonly Buffer[],
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
): Readonly<Record<string, string>> => ({
  'webhook-id': id,
  'webhook-timestamp': String(seconds),
  'webhook-signature': keys
    .map((key) => `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`)
    .join(' '),
});
