import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { makeWebTokens } from '../../../src/service/access/web-tokens.js';

const start = Date.parse('2026-08-15T12:00:00Z');
const seconds = start / 1000;
const issuer = 'https://login.example';
const audience = 'clausebook';

const { publicKey, privateKey } = await generateKeyPair('EdDSA');
const stranger = await generateKeyPair('EdDSA');
const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA', use: 'sig' }] };

const sign = (
  claims: JWTPayload = {},
  { key = privateKey, without = '' }: { readonly key?: CryptoKey; readonly without?: string } = {},
): Promise<string> => {
  const whole = { iss: issuer, aud: audience, sub: 'shop', exp: seconds + 600, scope: 'decide audit other' };
  const payload = Object.entries({ ...whole, ...claims }).filter(([name]) => name !== without);
  return new SignJWT(Object.fromEntries(payload)).setProtectedHeader({ alg: 'EdDSA', kid: 'one' }).sign(key);
};

describe('a JSON Web Token', () => {
  it('tells its caller and the scopes that are known here', async () => {
    const tokens = makeWebTokens({ keys, issuer, audience, now: () => start });
    assert.deepEqual(await tokens.callerOf(await sign()), {
      code: 'known',
      caller: { id: 'jwt:https://login.example:shop', scopes: new Set(['decide', 'audit']) },
    });
  });

  it('is refused when another signed it, for another audience or issuer, without subject or end, or not yet or no longer valid', async () => {
    const tokens = makeWebTokens({ keys, issuer, audience, now: () => start });
    const wrong = {
      'another key': await sign({}, { key: stranger.privateKey }),
      'another audience': await sign({ aud: 'other' }),
      'another issuer': await sign({ iss: 'https://other.example' }),
      'no end': await sign({}, { without: 'exp' }),
      'no subject': await sign({}, { without: 'sub' }),
      'over for longer than the tolerance': await sign({ exp: seconds - 31 }),
      'not yet valid': await sign({ nbf: seconds + 31 }),
      'no token': 'no-token',
      'not signed': `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`,
    };
    for (const [what, token] of Object.entries(wrong))
      assert.deepEqual(await tokens.callerOf(token), { code: 'unknown' }, what);
    assert.equal((await tokens.callerOf(await sign({ exp: seconds - 29 }))).code, 'known');
  });

  it('signed with a shared secret is refused', async () => {
    const secret = Buffer.from('a secret that both sides know, 32 bytes');
    const shared = { keys: [{ kty: 'oct', k: secret.toString('base64url'), kid: 'one', alg: 'HS256' }] };
    const token = await new SignJWT({ iss: issuer, aud: audience, sub: 'shop', exp: seconds + 600 })
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .sign(secret);
    const tokens = makeWebTokens({ keys: shared, issuer, audience, now: () => start });
    assert.deepEqual(await tokens.callerOf(token), { code: 'unknown' });
  });

  it('is remembered no longer than it is valid', async () => {
    let now = start;
    const tokens = makeWebTokens({ keys, issuer, audience, now: () => now });
    const token = await sign({ exp: seconds + 10 });
    assert.equal((await tokens.callerOf(token)).code, 'known');
    assert.ok(!(tokens.callerOf(token) instanceof Promise), 'A token that was verified is known at once');
    now = start + 10_000 + 30_000;
    assert.deepEqual(await tokens.callerOf(token), { code: 'unknown' });
  });

  it('is told by a key set at a URL, and not taken for a stranger’s while that can’t be had', async (context) => {
    const server = createServer((_request, response) => response.end(JSON.stringify(keys)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    context.after(() => server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const at = new URL(`http://127.0.0.1:${port ?? 0}/keys`);
    const tokens = makeWebTokens({ keys: at, issuer, audience, now: () => start });
    assert.equal((await tokens.callerOf(await sign())).code, 'known');
    const nobody = new URL('http://127.0.0.1:1/keys');
    const lost = makeWebTokens({ keys: nobody, issuer, audience, now: () => start });
    assert.equal((await lost.callerOf(await sign())).code, 'keys-unavailable');
  });
});
