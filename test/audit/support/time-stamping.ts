import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

/** Whether OpenSSL is here; in CI it has to be. */
export const hasOpenssl = (): boolean => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    assert.ok(!process.env['CI'], 'openssl is missing: time stamps are tried with it');
    return false;
  }
};

const config = (folder: string): string => `
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[stamping]
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = stamps
[stamps]
serial = ${folder}/serial
crypto_device = builtin
signer_cert = ${folder}/tsa.pem
certs = ${folder}/ca.pem
signer_key = ${folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** A time-stamping authority of OpenSSL's. */
export interface Authority {
  /** Its certificates: who stamps, and who vouches for that. */
  readonly folder: string;
  /** The certificate that is to be trusted, PEM. */
  readonly caFile: string;
  /** Answers a query, both DER. */
  readonly reply: (query: Uint8Array) => Promise<Buffer>;
  readonly close: () => void;
}

/** Makes an authority with keys of its own. */
export const makeAuthority = (): Authority => {
  const folder = mkdtempSync(join(tmpdir(), 'clausebook-tsa-'));
  const file = (name: string): string => join(folder, name);
  writeFileSync(file('tsa.cnf'), config(folder));
  const run = (...argv: readonly string[]): void => {
    execFileSync('openssl', [...argv], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const keyed = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'] as const;
  run(
    ...['req', '-x509', ...keyed, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30'],
    '-subj',
    '/CN=Test CA',
    ...['-config', 'tsa.cnf', '-extensions', 'ca'],
  );
  run(
    'req',
    ...keyed,
    '-keyout',
    'tsa.key',
    '-out',
    'tsa.csr',
    '-subj',
    '/O=Clocks/CN=Test TSA',
    '-config',
    'tsa.cnf',
  );
  run(
    ...[
      'x509',
      '-req',
      '-in',
      'tsa.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '30',
    ],
    ...['-out', 'tsa.pem', '-extfile', 'tsa.cnf', '-extensions', 'stamping'],
  );
  let asked = 0;
  return {
    folder,
    caFile: file('ca.pem'),
    reply: async (query) => {
      asked += 1;
      const [queryFile, answerFile] = [file(`${asked}.tsq`), file(`${asked}.tsr`)];
      writeFileSync(queryFile, query);
      const argv = [
        '-config',
        file('tsa.cnf'),
        '-section',
        'stamps',
        '-queryfile',
        queryFile,
        '-out',
        answerFile,
      ];
      await runFile('openssl', ['ts', '-reply', ...argv], { cwd: folder });
      return readFileSync(answerFile);
    },
    close: () => {
      rmSync(folder, { recursive: true });
    },
  };
};

/** Serves an authority over HTTP (RFC 3161, 3.4). */
export const serveAuthority = async (
  authority: Authority,
): Promise<{ readonly url: string; readonly close: () => void }> => {
  const server = createServer((request, response) => {
    void buffer(request)
      .then(authority.reply)
      .then((answer) => {
        const isQuery = request.headers['content-type'] === 'application/timestamp-query';
        response
          .writeHead(isQuery ? 200 : 415, { 'content-type': 'application/timestamp-reply' })
          .end(answer);
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, // it listens on a port
    close: () => server.close(),
  };
};
