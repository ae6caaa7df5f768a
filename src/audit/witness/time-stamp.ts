import { randomBytes, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ContentInfo,
  ExtKeyUsage,
  MessageImprint,
  PKIStatus,
  SignedData,
  SignedDataVerifyError,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
  id_ContentType_SignedData,
  id_eContentType_TSTInfo,
  id_ExtKeyUsage,
} from 'pkijs';
import { bytesOf } from '../tree/merkle.js';
import type { Digest } from '../../language/canonical.js';
import type { HeldTimeStamp } from './held-time-stamp.js';

/** Object identifiers: SHA-256 (RFC 8017, appendix B.1), and the purpose of keys that stamp times (RFC 3161, 2.3). */
const sha256Id = '2.16.840.1.101.3.4.2.1';
const timeStampingId = '1.3.6.1.5.5.7.3.8';

/** A request to a time-stamping server (RFC 3161, 2.4.1). */
export interface TimeStampRequest {
  /** DER, to be posted as `application/timestamp-query`. */
  readonly der: Uint8Array;
  /** By which its answer is known, in hex. */
  readonly nonce: string;
}

/** What a time stamp says, or why it is none. */
export type TimeStamp = HeldTimeStamp | { readonly code: 'refused'; readonly reason: string };

/** Asks for a stamp on a text's digest, with the certificate in the answer. */
export const timeStampRequest = (digest: Digest): TimeStampRequest => {
  const nonce = randomBytes(9);
  // A positive number of nine bytes, as DER writes it.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Id }),
      hashedMessage: new asn1.OctetString({ valueHex: bufferOf(bytesOf(digest)) }),
    }),
    nonce: new asn1.Integer({ valueHex: bufferOf(nonce) }),
    certReq: true,
  });
  return { der: new Uint8Array(request.toSchema().toBER()), nonce: nonce.toString('hex') };
};

/** The token in the answer of a server, DER in base64 (RFC 3161, 2.4.2), or why it gave none. Whether the token holds is another question. */
export const tokenIn = (
  answer: Uint8Array,
  nonce: string,
):
  | { readonly code: 'token'; readonly token: string }
  | { readonly code: 'refused'; readonly reason: string } => {
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(bufferOf(answer));
    const granted = [PKIStatus.granted, PKIStatus.grantedWithMods].includes(status.status);
    if (!granted || timeStampToken === undefined)
      return { code: 'refused', reason: `it refused with the status ${status.status}` };
    const { info } = contentOf(timeStampToken);
    if (hexOf(info.nonce?.valueBlock.valueHexView) !== nonce)
      return { code: 'refused', reason: 'it answered another request' };
    return { code: 'token', token: Buffer.from(timeStampToken.toSchema().toBER()).toString('base64') };
  } catch {
    return { code: 'refused', reason: 'it answered with no time stamp' };
  }
};

/**
 * Verifies a token over a text: that it is a time stamp of that text's SHA-256, that the signature is that of a certificate in it which is for stamping times, and
 * whether that goes back to a trusted one, valid at the time that is stamped.
 * @param token DER in base64
 * @param trusted certificates in PEM; empty where none is known
 */
export const verifyTimeStamp = async (token: string, text: string, trusted: string): Promise<TimeStamp> => {
  try {
    const { signed, info } = contentOf(ContentInfo.fromBER(bufferOf(Buffer.from(token, 'base64'))));
    if (signed.encapContentInfo.eContentType !== id_eContentType_TSTInfo)
      return refused('it signs something else than a time');
    if (info.messageImprint.hashAlgorithm.algorithmId !== sha256Id)
      return refused('it is over a digest other than SHA-256');
    const data = bufferOf(Buffer.from(text, 'utf8'));
    const bare = await signed.verify({ signer: 0, data, extendedMode: true });
    const certificate = bare.signerCertificate;
    if (bare.signatureVerified !== true || !(certificate instanceof Certificate))
      return refused('its signature does not hold, or it is over another checkpoint');
    if (!isForStamping(certificate)) return refused('its certificate is not for stamping times');
    const at = info.genTime.toISOString();
    const { subject: by } = new X509Certificate(Buffer.from(certificate.toSchema().toBER()));
    const stamp = { code: 'holds', at, by: by.replaceAll('\n', ', ') } as const;
    const trustedCerts = certificatesIn(trusted);
    if (trustedCerts.length === 0) return { ...stamp, isTrusted: false, untrusted: '' };
    const why = await signed
      .verify({ signer: 0, data, trustedCerts, checkChain: true, extendedMode: true })
      .then(() => '', messageOf);
    return { ...stamp, isTrusted: why === '', untrusted: why };
  } catch (error) {
    return refused(error instanceof SignedDataVerifyError ? error.message : 'it is no time stamp');
  }
};

/** Whether a text holds certificates in PEM, and none that can't be read. */
export const isCertificates = (pem: string): boolean => {
  try {
    return certificatesIn(pem).length > 0;
  } catch {
    return false;
  }
};

/** The certificates of a PEM text. Throws where one is none. */
const certificatesIn = (pem: string): Certificate[] =>
  [...pem.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)].map(([one]) =>
    Certificate.fromBER(bufferOf(new X509Certificate(one).raw)),
  );

const contentOf = (token: ContentInfo): { readonly signed: SignedData; readonly info: TSTInfo } => {
  if (token.contentType !== id_ContentType_SignedData) throw new TypeError('It is not signed.');
  const signed = new SignedData({ schema: token.content });
  const content = signed.encapContentInfo.eContent;
  if (content === undefined) throw new TypeError('It has no content.');
  return { signed, info: TSTInfo.fromBER(content.getValue()) };
};

/** Whether stamping times is all that a certificate is for (RFC 3161, 2.3). */
const isForStamping = ({ extensions = [] }: Certificate): boolean =>
  extensions.some(
    ({ extnID, critical, parsedValue }) =>
      extnID === id_ExtKeyUsage &&
      critical &&
      parsedValue instanceof ExtKeyUsage &&
      parsedValue.keyPurposes.join() === timeStampingId,
  );

const refused = (reason: string): TimeStamp => ({ code: 'refused', reason });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

const hexOf = (bytes: Uint8Array | undefined): string =>
  bytes === undefined ? '' : Buffer.from(bytes).toString('hex');

/** The library takes buffers that hold nothing else. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
