import { checkSignature } from '../../../src/audit/chain/checkpoint-verification.js';
import { readCheckpoint } from '../../../src/audit/chain/checkpoint.js';
import type { VerifyingKey } from '../../../src/audit/chain/signing-key.js';
import { canonical } from '../../../src/language/canonical.js';
import { must } from './violation.js';

/** What a service says at its addresses. */
export type Walked = ReadonlyMap<string, { readonly status: number; readonly text: string }>;

/** Asks a service at every address. */
export const walk = async (
  url: string,
  addresses: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Walked> => {
  const walked = new Map<string, { readonly status: number; readonly text: string }>();
  for (const address of addresses) {
    const response = await fetch(url + address, { headers: { 'x-request-id': 'walk', ...headers } });
    walked.set(address, { status: response.status, text: await response.text() });
  }
  return walked;
};

interface Listed {
  readonly items?: readonly unknown[];
  readonly editions?: readonly unknown[];
}

/**
 * Holds what a service on damaged files says against what it said before: no content differs, and nothing is answered with 5xx but 503.
 * @returns what is not as it was; `undefined` where all is
 */
export const compareWalks = (
  before: Walked,
  after: Walked,
  keys: readonly VerifyingKey[],
): string | undefined => {
  let different: string | undefined;
  const listed = new Set<string>();
  for (const { text } of before.values())
    for (const item of isList(text) ? itemsOf(text) : []) listed.add(canonical(item));
  for (const [address, { status, text }] of after) {
    const was = before.get(address);
    must(status < 500 || status === 503, `${address} is answered ${status}: ${text}`);
    if (was === undefined || (was.status === status && was.text === text)) continue;
    different ??= `${address} gave ${was.status} ${was.text}, and gives ${status} ${text}`;
    if (status !== 200 || was.status !== 200) continue;
    // A list may lack something, and a count may be another: it is for an auditor to tell.
    if (isCount(address)) continue;
    must(isList(text) && isList(was.text), `${address} gave ${was.text}, and gives ${text}`);
    for (const item of itemsOf(text)) {
      const checkpoint = readCheckpoint(JSON.stringify(item));
      // One that was made since is signed; what an unknown key signed is nobody's word.
      if (checkpoint !== undefined && checkSignature(checkpoint, keys)?.code !== 'bad-signature') continue;
      must(listed.has(canonical(item)), `${address} lists what was not there: ${canonical(item)}`);
    }
  }
  return different;
};

const isCount = (address: string): boolean =>
  address.startsWith('/book-data/log/') || address === '/editions';

const isList = (text: string): boolean => /"(items|editions)":\[/.test(text);

const itemsOf = (text: string): readonly unknown[] => {
  const { items, editions } = JSON.parse(text) as Listed; // as the service lists
  return items ?? editions ?? [];
};
