import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  isCertificates,
  timeStampRequest,
  tokenIn,
  verifyTimeStamp,
} from '../../../src/audit/witness/time-stamp.js';
import { sha256 } from '../../../src/language/canonical.js';
import { hasOpenssl, makeAuthority, type Authority } from '../support/time-stamping.js';

const text = '{"format":2}';

describe('A time stamp', { skip: !hasOpenssl() }, () => {
  let authority: Authority;
  let token = '';
  before(async () => {
    authority = makeAuthority();
    const { der, nonce } = timeStampRequest(sha256(text));
    const found = tokenIn(await authority.reply(der), nonce);
    assert.equal(found.code, 'token');
    token = found.token;
  });
  after(() => {
    authority.close();
  });
  const ca = (): string => readFileSync(authority.caFile, 'utf8');

  test('of OpenSSL holds over the text that it is of, and is trusted by its authority alone', async () => {
    const bare = await verifyTimeStamp(token, text, '');
    assert.equal(bare.code, 'holds');
    assert.ok(!bare.isTrusted && bare.untrusted === '');
    assert.match(bare.by, /O=Clocks, CN=Test TSA/);
    assert.ok(Math.abs(Date.parse(bare.at) - Date.now()) < 600_000);
    const trusted = await verifyTimeStamp(token, text, ca());
    assert.deepEqual(trusted, { ...bare, isTrusted: true });
    const other = makeAuthority();
    const stranger = await verifyTimeStamp(token, text, readFileSync(other.caFile, 'utf8'));
    other.close();
    assert.ok(stranger.code === 'holds' && !stranger.isTrusted && stranger.untrusted !== '');
  });

  test('is what OpenSSL verifies, too', () => {
    const file = (name: string): string => join(authority.folder, name);
    writeFileSync(file('text'), text);
    writeFileSync(file('token'), Buffer.from(token, 'base64'));
    const argv = [
      'ts',
      '-verify',
      '-data',
      file('text'),
      '-in',
      file('token'),
      '-token_in',
      '-CAfile',
      authority.caFile,
    ];
    assert.match(execFileSync('openssl', argv, { stdio: ['ignore', 'pipe', 'ignore'] }).toString(), /OK/);
  });

  test('is refused over another text, where it was altered anywhere in what is signed, and where it is none', async () => {
    const other = await verifyTimeStamp(token, `${text} `, ca());
    assert.equal(other.code, 'refused');
    const bytes = Buffer.from(token, 'base64');
    // The time that is stamped, and the end of the signature.
    const time = bytes.indexOf('20', bytes.indexOf(Buffer.from([0x18, 0x0f])), 'latin1');
    for (const at of [time + 3, bytes.length - 1]) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 1;
      const told = await verifyTimeStamp(altered.toString('base64'), text, ca());
      assert.equal(told.code, 'refused', String(at));
    }
    for (const none of ['', 'AAAA', Buffer.from('no token').toString('base64'), token.slice(0, 400)])
      assert.equal((await verifyTimeStamp(none, text, ca())).code, 'refused');
    assert.ok(isCertificates(ca()));
    assert.ok(!isCertificates('no certificate'));
    assert.ok(!isCertificates('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'));
  });

  test('is taken from an answer to the request alone, and not where the server refuses', async () => {
    const { der, nonce } = timeStampRequest(sha256(text));
    const answer = await authority.reply(der);
    assert.deepEqual(tokenIn(answer, timeStampRequest(sha256(text)).nonce), {
      code: 'refused',
      reason: 'it answered another request',
    });
    // A digest that it takes none of: its algorithm is SHA-224.
    const foreign = Buffer.from(der);
    foreign[foreign.indexOf(Buffer.from('608648016503040201', 'hex')) + 8] = 4;
    assert.deepEqual(tokenIn(await authority.reply(foreign), nonce), {
      code: 'refused',
      reason: 'it refused with the status 2',
    });
    assert.equal(tokenIn(Buffer.from('<html>'), nonce).code, 'refused');
  });
});
