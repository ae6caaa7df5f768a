import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditionDifference } from '../../../analysis/difference/edition-difference.js';
import { sha256 } from '../../../language/canonical.js';
import type { SameEvidence } from '../../../proof/difference/prove-same.js';
import type { EditionProof } from '../../../proof/proved.js';
import { writeWhole } from '../../shell/write-whole.js';

/**
 * Writes the evidence of a proof: `<document>/<revision>/<decision>.smt2`, which any solver of SMT-LIB reads, and `proof.json` with what became
 * of each property, `always-<invariant>.smt2` likewise, by which solver, of which release, and when. Gives the digest of `proof.json`, which names them all.
 * @param at when it was proved; RFC 3339
 */
export const writeProof = async (folder: string, proof: EditionProof, at: string): Promise<string> => {
  const { document, revision } = proof.edition;
  const place = join(folder, document, revision);
  await mkdir(place, { recursive: true });
  for (const one of proof.decisions)
    if (one.code === 'tried') await writeWhole(join(place, `${one.decision}.smt2`), one.smt);
  for (const one of proof.invariants)
    if (one.code === 'tried') await writeWhole(join(place, `always-${one.invariant}.smt2`), one.smt);
  const text = `${JSON.stringify({ ...proof, at }, (key, value: unknown) => (key === 'smt' ? undefined : value), 2)}\n`;
  await writeWhole(join(place, 'proof.json'), text);
  return sha256(text);
};

/**
 * Writes what a solver was asked of two editions: `<document>/<revision>..<revision>/<decision>.smt2`, and `proof.json` with both editions' digests
 * and, for each decision, what came of it and how long that took; `one-form` where both have the same canonical form, so that no solver was asked.
 */
export const writeSameProof = async (
  folder: string,
  { left, right, decisions, sameInEffect }: EditionDifference,
  solver: string,
  asked: readonly SameEvidence[],
): Promise<void> => {
  const place = join(folder, left.document, `${left.revision}..${right.revision}`);
  await mkdir(place, { recursive: true });
  for (const { decision, smt } of asked) await writeWhole(join(place, `${decision}.smt2`), smt);
  const each = decisions.map(({ decision, verdict, proof }) => {
    const evidence = asked.find((one) => one.decision === decision);
    const said = proof ?? { code: verdict === 'same' ? 'one-form' : verdict };
    return { decision, ...said, ...(evidence && { digest: evidence.digest, ms: evidence.ms }) };
  });
  const json = { left, right, solver, sameInEffect, decisions: each };
  await writeWhole(join(place, 'proof.json'), `${JSON.stringify(json, null, 2)}\n`);
};
