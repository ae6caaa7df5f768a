import { readFileSync } from 'node:fs';
import { canonical, parseJson, sha256, type Digest } from '../../language/canonical.js';
import { makeSchemaCheck, type SchemaCheck } from '../../language/schema-check.js';
import type { Schema } from '../../language/schema.js';
import { type Pointer, valueAt } from '../../language/values.js';
import { parseCheckpoint } from '../chain/checkpoint.js';
import { checkSignature } from '../chain/checkpoint-verification.js';
import type { VerifyingKey } from '../chain/signing-key.js';
import { isDecision } from '../record/log-line.js';
import { isLogLine } from '../record/log-line-shape.js';
import { unkeptPlaces } from '../record/opening.js';
import type { StoredRecord } from '../record/record.js';
import { isCommitment, type Opening } from '../record/sealing.js';
import { bytesOf, digestOfBytes, leafOf, rootBy } from '../tree/merkle.js';
import { clausesIn, type Receipt } from './receipt.js';

/** Why a receipt is refused: the first thing in it that does not hold. */
export type ReceiptProblem =
  | { readonly code: 'not-json' }
  /** It has another form, at a place in it. */
  | { readonly code: 'other-form'; readonly pointer: Pointer; readonly message: string }
  /** A name stands twice in one record: two readers might read two receipts. */
  | { readonly code: 'name-twice' }
  | { readonly code: 'no-record' }
  /** Signed by a key that is not among those given. */
  | { readonly code: 'unknown-key'; readonly key: Digest }
  | { readonly code: 'bad-signature' }
  /** The checkpoint has no root for the record's chain, or over another number of records. */
  | { readonly code: 'not-covered' }
  /** The record says another sequence than the path is for. */
  | { readonly code: 'other-place'; readonly sequence: number; readonly index: number }
  /** The path does not lead from the record to the root: one of them was altered. */
  | { readonly code: 'other-root'; readonly found: Digest | null; readonly expected: Digest }
  /** A personal value is not the one that the record commits to, or the record has none there. */
  | { readonly code: 'other-value'; readonly pointer: Pointer }
  /** The content has another digest than the release that the record names. */
  | { readonly code: 'other-release'; readonly found: Digest; readonly expected: Digest }
  | { readonly code: 'no-contract' }
  /** The clauses are not those that the record cites. */
  | { readonly code: 'other-clauses'; readonly cited: readonly string[] }
  /** The release has other words for the clause. */
  | { readonly code: 'other-words'; readonly clause: string };

/** A receipt all of which holds, or why it is refused. */
export type ReceiptVerification =
  | {
      readonly code: 'genuine';
      readonly receipt: Receipt;
      /** Its personal values are those of the receipt. */
      readonly record: StoredRecord;
      /** Places of personal values that the receipt does not have. */
      readonly missing: readonly Pointer[];
    }
  | { readonly code: 'refused'; readonly problem: ReceiptProblem };

const schemaUrl = new URL('../../../schemas/receipt.schema.json', import.meta.url);
let check: SchemaCheck | undefined;

/** Verifies a receipt by itself and the keys that are trusted; nothing else is asked. */
export const verifyReceipt = (text: string, keys: readonly VerifyingKey[]): ReceiptVerification => {
  const read = readReceipt(text);
  if ('code' in read) return { code: 'refused', problem: read };
  const { receipt } = read;
  const record = recordIn(receipt);
  if (record === undefined) return { code: 'refused', problem: { code: 'no-record' } };
  const problem =
    checkpointProblem(receipt, record, keys) ??
    Object.keys(record.open)
      .map((pointer) => valueProblem(record, pointer, receipt.record.open[pointer]))
      .find((each) => each !== undefined) ??
    releaseProblem(receipt, record);
  return problem === undefined
    ? { code: 'genuine', receipt, record, missing: unkeptPlaces(record) }
    : { code: 'refused', problem };
};

const readReceipt = (text: string): { readonly receipt: Receipt } | ReceiptProblem => {
  let json: unknown;
  try {
    json = parseJson(text);
  } catch {
    return { code: 'not-json' };
  }
  if (countNames(text) !== countMembers(json)) return { code: 'name-twice' };
  check ??= makeSchemaCheck(JSON.parse(readFileSync(schemaUrl, 'utf8')) as Schema); // a keyword of no other kind is refused
  const [error] = check(json);
  if (error !== undefined) return { code: 'other-form', pointer: error.pointer, message: error.message };
  return { receipt: json as Receipt }; // it has that form
};

const stringAndColon = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** How many names of members stand in a text that is JSON. */
const countNames = (text: string): number => {
  let names = 0;
  for (const [, colon] of text.matchAll(stringAndColon)) if (colon !== undefined) names += 1;
  return names;
};

const countMembers = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, inside) => sum + countMembers(inside), own);
};

/** The record of a receipt under the hash that its text has; its values as the receipt tells them. */
const recordIn = ({ record: { body, open } }: Receipt): StoredRecord | undefined => {
  try {
    const openings = Object.entries(open).map(([pointer, text]) => [pointer, openingIn(text)] as const);
    const line: unknown = {
      body: parseJson(body),
      hash: sha256(body),
      open: Object.fromEntries(openings),
    };
    return isLogLine(line) && isDecision(line) && canonical(line.body) === body ? line : undefined;
  } catch {
    return undefined;
  }
};

/** Throws where a text is no opening. */
const openingIn = (text: string): Opening => {
  const [salt, value] = JSON.parse(text) as [string, unknown]; // the form of the line is checked, and the hash is over the text
  return { salt, value };
};

const checkpointProblem = (
  { checkpoint, proof }: Receipt,
  { body, hash }: StoredRecord,
  keys: readonly VerifyingKey[],
): ReceiptProblem | undefined => {
  const parsed = parseCheckpoint(checkpoint);
  if (parsed === undefined)
    return { code: 'other-form', pointer: '/checkpoint', message: 'is no checkpoint' };
  const wrong = checkSignature(parsed, keys);
  if (wrong?.code === 'unknown-key') return wrong;
  if (wrong !== undefined) return { code: 'bad-signature' };
  const head = parsed.heads.find(({ chain }) => chain === (body.chain ?? null));
  if (head?.root === undefined || head.sequence !== proof.size) return { code: 'not-covered' };
  if (body.sequence !== proof.index + 1)
    return { code: 'other-place', sequence: body.sequence, index: proof.index };
  const found = rootBy(leafOf(hash), { ...proof, path: proof.path.map(bytesOf) });
  if (found?.equals(bytesOf(head.root)) === true) return undefined;
  return {
    code: 'other-root',
    found: found === undefined ? null : digestOfBytes(found),
    expected: head.root,
  };
};

const valueProblem = (
  { body }: StoredRecord,
  pointer: Pointer,
  text: string | undefined,
): ReceiptProblem | undefined => {
  const commitment = valueAt(body.inputs, pointer);
  return text !== undefined && isCommitment(commitment) && sha256(text) === commitment.commitment
    ? undefined
    : { code: 'other-value', pointer };
};

const releaseProblem = (
  { release, clauses }: Receipt,
  { body }: StoredRecord,
): ReceiptProblem | undefined => {
  const [found, expected] = [sha256(release), body.inputs.edition.digest];
  if (found !== expected) return { code: 'other-release', found, expected };
  const known = clausesIn(release);
  if (known === undefined) return { code: 'no-contract' };
  if (canonical(clauses.map(({ id }) => id)) !== canonical(body.cites))
    return { code: 'other-clauses', cited: body.cites };
  const other = clauses.find(({ id, words }) => known.get(id)?.words !== words);
  return other === undefined ? undefined : { code: 'other-words', clause: other.id };
};
