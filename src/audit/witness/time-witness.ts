import { canonical } from '../../language/canonical.js';
import { checkpointDigest } from '../chain/checkpoint.js';
import { post } from './http-witness.js';
import { timeStampRequest, tokenIn, verifyTimeStamp } from './time-stamp.js';
import { reasonOf, type Witness } from './witness.js';

/** A server that stamps each checkpoint's digest with the time (RFC 3161, over HTTP: 3.4). It keeps nothing: its token is kept beside the checkpoint. */
export const makeTimeWitness = (url: URL): Pick<Witness, 'send' | 'read'> => ({
  send: async (checkpoint, signal) => {
    const { der, nonce } = timeStampRequest(checkpointDigest(checkpoint));
    const headers = { 'content-type': 'application/timestamp-query', 'user-agent': 'clausebook' };
    const answer = await post(url, { signal, headers, body: der });
    if (!(answer instanceof Response)) return answer;
    try {
      const found = tokenIn(new Uint8Array(await answer.arrayBuffer()), nonce);
      if (found.code === 'refused') return { code: 'away', reason: found.reason };
      const stamp = await verifyTimeStamp(found.token, canonical(checkpoint), '');
      return stamp.code === 'holds'
        ? { code: 'taken', token: found.token }
        : { code: 'away', reason: stamp.reason };
    } catch (cause) {
      return { code: 'away', reason: reasonOf(cause) };
    }
  },
  read: null,
});
