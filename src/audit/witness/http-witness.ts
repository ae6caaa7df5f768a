import { canonical } from '../../language/canonical.js';
import { checkpointDigest } from '../chain/checkpoint.js';
import { reasonOf, WitnessUnreadableError, type Attested, type Witness } from './witness.js';

/** Whoever has not answered by then is away. */
export const answerMs = 15_000;

/**
 * An address that takes each checkpoint by POST, as JSON, and gives by GET all that it has: a list, or `{ items: […] }`. Its digest comes as Idempotency-Key, so that
 * one that is sent again is known. No redirect is followed.
 */
export const makeHttpWitness = (url: URL, name: string): Pick<Witness, 'send' | 'read'> => ({
  send: async (checkpoint, signal) =>
    post(url, {
      signal,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': checkpointDigest(checkpoint),
        'user-agent': 'clausebook',
      },
      body: canonical(checkpoint),
    }).then(async (answer) => {
      if (!(answer instanceof Response)) return answer;
      await answer.body?.cancel();
      return { code: 'taken' };
    }),
  read: async () => {
    let json: unknown;
    try {
      const [to, authorization] = apart(url);
      const response = await fetch(to, {
        redirect: 'manual',
        headers: { accept: 'application/json', ...authorization },
        signal: AbortSignal.timeout(answerMs),
      });
      if (!response.ok) throw new WitnessUnreadableError(name, `it answers with ${response.status}`);
      json = await response.json();
    } catch (cause) {
      if (cause instanceof WitnessUnreadableError) throw cause;
      throw new WitnessUnreadableError(name, reasonOf(cause), cause);
    }
    const items =
      typeof json === 'object' && json !== null && 'items' in json && Array.isArray(json.items)
        ? (json.items as readonly unknown[])
        : json;
    if (!Array.isArray(items)) throw new WitnessUnreadableError(name, 'it answers with no list');
    return items as readonly unknown[];
  },
});

/** Posts something; resolves to the answer where it is one of success. Never rejects. */
export const post = async (
  url: URL,
  {
    signal,
    headers,
    body,
  }: { signal: AbortSignal; headers: Record<string, string>; body: string | Uint8Array },
): Promise<Response | Extract<Attested, { code: 'away' }>> => {
  try {
    const [to, authorization] = apart(url);
    const response = await fetch(to, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]),
      headers: { ...headers, ...authorization },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    if (response.ok) return response;
    await response.body?.cancel();
    return { code: 'away', reason: String(response.status) };
  } catch (cause) {
    return { code: 'away', reason: reasonOf(cause) };
  }
};

/** An address without the name and password in it, and these as a header (RFC 7617): `fetch` takes none in an address. */
const apart = (url: URL): readonly [to: URL, authorization: Record<string, string>] => {
  const to = new URL(url);
  [to.username, to.password] = ['', ''];
  if (url.username === '' && url.password === '') return [to, {}];
  const said = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return [to, { authorization: `Basic ${Buffer.from(said).toString('base64')}` }];
};
